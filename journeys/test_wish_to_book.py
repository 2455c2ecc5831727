"""One thread, walked by clicking: from Ida's wish to the book of a car in which it drives."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest

pytestmark = pytest.mark.browser
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 150">
<path d="M20 120h160M40 120V60h120v60" fill="none" stroke="#16181d" stroke-width="4"/></svg>"""


def drawing(tmp_path, name):
    path = tmp_path / f"{name}.svg"
    path.write_text(DRAWING)
    return str(path)


def submit(page, label):
    page.get_by_role("button", name=label, exact=True).first.click()
    page.wait_for_load_state()


def wished(visitor, width, tag):
    ida = visitor(width, "ida")
    ida.goto("/p/feldhase/wishes/")
    ida.fill("#id_title", f"Haken für den Helm {tag}")
    submit(ida, "Weiter: Wunsch erzählen")
    ida.fill("#id_text", "Beim Pausieren liegt der Helm im Matsch. Ein Haken am Bügel reicht.")
    submit(ida, "Wunsch abschicken")
    assert ida.locator("h1").inner_text().replace("\u00ad", "") == f"Haken für den Helm {tag}"
    lena = visitor(width, "lena")
    lena.goto(ida.url)
    submit(lena, "Will ich auch")
    assert "2 Menschen wollen das" in lena.content()
    return ida, lena, ida.url, re.search(r"/wishes/(\d+)/", ida.url).group(1)


def answered(visitor, width, number, tag):
    mei, jonas = visitor(width, "mei"), visitor(width, "jonas")
    mei.goto(f"/p/feldhase/wishes/{number}/")
    mei.get_by_role("link", name="Diesen Wunsch beantworten").click()
    mei.get_by_label("Ja", exact=True).check()
    mei.fill("#id_title_de", f"Haken am Überrollbügel {tag}")
    mei.fill("#id_sentence_de", "Jedes Auto bekommt auf Wunsch einen Haken am Bügel.")
    mei.get_by_label("Jonas", exact=True).check()
    submit(mei, "Entscheidung veröffentlichen")
    assert "gilt noch nicht" in mei.content()
    jonas.goto(mei.url)
    submit(jonas, "Ich stehe dazu")
    assert "gilt noch nicht" not in jonas.content()
    return mei, jonas, re.search(r"/decisions/(\d+)/", mei.url).group(1)


def drawn(visitor, width, jonas, decision, tag, tmp_path):
    jonas.goto("/p/feldhase/challenges/new/")
    jonas.fill("#id_title_de", f"Der Helmhaken {tag}")
    jonas.fill("#id_brief_de", "Zeichne einen Haken, der einen Helm hält und niemanden hält.")
    option = jonas.locator("#id_decision option", has_text=f"Haken am Überrollbügel {tag}")
    jonas.select_option("#id_decision", option.get_attribute("value"))
    soon = datetime.now() + timedelta(days=2)
    jonas.fill("#id_entries_until", soon.strftime("%Y-%m-%dT%H:%M"))
    jonas.fill("#id_votes_until", (soon + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M"))
    submit(jonas, "Wettbewerb ankündigen")
    deniz = visitor(width, "deniz")
    deniz.goto(jonas.url)
    deniz.get_by_role("link", name="Reich deinen Entwurf ein").click()
    deniz.fill("#id_title", "Angelhaken, stumpf")
    deniz.fill("#id_text", "Ein gebogener Draht mit Gummi.")
    deniz.set_input_files("#id_files", drawing(tmp_path, "haken"))
    submit(deniz, "Entwurf einreichen")
    challenge, entry = re.search(r"/challenges/(\d+)/entries/(\d+)/", deniz.url).groups()
    return f"C-{int(challenge):03}/{entry}"


def made_a_part(visitor, width, mei, jonas, entry, number, tmp_path):
    mei.goto("/p/feldhase/parts/new/")
    mei.fill("#id_number", number)
    mei.fill("#id_name_de", "Helmhaken")
    submit(mei, "Speichern")
    mei.get_by_role("link", name="Revision zeichnen").click()
    mei.fill("#id_note_de", "Erster Stand, nach Deniz")
    mei.fill("#id_mass", "40")
    mei.set_input_files("#id_files", drawing(tmp_path, "teil"))
    submit(mei, "Speichern")
    mei.goto("/p/feldhase/changes/new/")
    mei.fill("#id_title", f"Helmhaken {number}")
    mei.fill("#id_why", "Der Entwurf von Deniz, gerechnet auf 40 N.")
    mei.fill("#id_answers", entry)
    draft = mei.locator("#id_revisions option", has_text=number)
    mei.select_option("#id_revisions", draft.get_attribute("value"))
    submit(mei, "Änderung vorschlagen")
    oskar = visitor(width, "oskar")
    for reviewer in (jonas, oskar):
        reviewer.goto(mei.url)
        reviewer.get_by_label("Ja", exact=True).check()
        submit(reviewer, "Prüfung abgeben")
    mei.reload()
    submit(mei, "Änderung annehmen")
    assert "Angenommen" in mei.content()
    return oskar


def offered(visitor, width, mei, jonas, oskar, number, code):
    jonas.goto("/p/feldhase/options/new/")
    extras = jonas.locator("#id_group option", has_text="Dazu")
    jonas.select_option("#id_group", extras.get_attribute("value"))
    jonas.fill("#id_code", code)
    jonas.fill("#id_name_de", f"Helmhaken {code}")
    jonas.fill("#id_price", "12")
    part = jonas.locator("#id_parts option", has_text=number)
    jonas.select_option("#id_parts", part.get_attribute("value"))
    submit(jonas, "Speichern")
    mei.goto("/p/feldhase/parts/FH-000-000/line/")
    mei.select_option("#id_child", number)
    mei.fill("#id_condition", code)
    submit(mei, "Speichern")
    oskar.goto("/p/feldhase/options/release/")
    submit(oskar, "Speichern")
    tariq = visitor(width, "tariq")
    tariq.goto("/p/feldhase/steps/new/")
    tariq.select_option("#id_module", label=tariq.locator("#id_module option").nth(1).inner_text())
    step = f"1.{20 + sum(map(ord, code)) % 70}"
    tariq.fill("#id_number", step)
    tariq.fill("#id_title_de", "Helmhaken anschrauben")
    tariq.fill("#id_text_de", "Zwei Schrauben M5, mit Gefühl.")
    tariq.fill("#id_minutes", "5")
    tariq.fill("#id_screws", "2")
    tariq.fill("#id_target", "6")
    tariq.fill("#id_tolerance", "1")
    tariq.fill("#id_condition", code)
    tariq.select_option(
        "#id_parts", tariq.locator("#id_parts option", has_text=number).get_attribute("value")
    )
    submit(tariq, "Speichern")
    return step


def reserved(ida, code, colour):
    ida.goto("/p/feldhase/configure/")
    chosen = [
        "motor-35",
        "battery-20",
        "seats-two",
        "body-half-doors",
        "wheels-steel-14",
        colour,
        "skin-plain",
        code,
    ]
    for option in chosen:
        ida.locator(f"#o-{option}").check()
        ida.wait_for_url(re.compile(f"={option}(&|$)"))
    ida.get_by_role("link", name="Dieses Auto reservieren").click()
    ida.fill("#id_name", "Grashüpfer")
    ida.check("#id_sure")
    submit(ida, "Reservieren")
    return re.search(r"/cars/(\d+)/", ida.url).group(1)


def built(visitor, width, ida, car, step):
    ida.get_by_role("link", name="Werkstatt und Tage wählen").click()
    ida.get_by_role("link", name="Tage in Chemnitz wählen").click()
    days = ida.locator('input[name="days"]')
    for place in (20, 21, 27):
        days.nth(place).check()
    submit(ida, "Diese Tage buchen")
    ida.get_by_role("link", name="Freunde einladen").click()
    ida.fill("#id_name", "Lena")
    submit(ida, "Einladen")
    link = ida.locator("#crew-link").inner_text()
    friend = visitor(width)
    friend.goto(link)
    assert "Hallo Lena" in friend.content()
    friend.goto(f"/p/feldhase/builds/{car}/steps/1.6/")
    sign(friend, ["35", "35", "34,5", "35,5"], "Ida")
    friend.goto(f"/p/feldhase/builds/{car}/steps/{step}/")
    sign(friend, ["6", "9"], None)
    assert "Schraube 2: 2 Nm zu fest. Lösen, neu anziehen." in friend.content().replace(
        "\u00a0", " "
    ).replace("2,0", "2")
    sign(friend, ["6", "6,5"], None)
    friend.goto(f"/p/feldhase/builds/{car}/steps/{step}/")
    assert "Freigegeben von Lena" in friend.content()


def sign(page, values, second):
    for place, value in enumerate(values):
        page.fill(f"#id_value{place}", value)
    if second:
        page.select_option("#id_second", second)
    page.locator("form.ask-form button").last.click()
    page.wait_for_load_state()


@pytest.mark.parametrize(
    ("width", "tag", "colour"), [(1440, "A", "colour-moss"), (390, "B", "colour-signal")]
)
def test_a_wish_becomes_a_car(visitor, tmp_path, width, tag, colour):
    number, code = f"FH-890-{width}", f"helmet-hook-{tag.lower()}"
    ida, _lena, wish_url, wish = wished(visitor, width, tag)
    mei, jonas, decision = answered(visitor, width, wish, tag)
    entry = drawn(visitor, width, jonas, decision, tag, tmp_path)
    oskar = made_a_part(visitor, width, mei, jonas, entry, number, tmp_path)
    step = offered(visitor, width, mei, jonas, oskar, number, code)
    car = reserved(ida, code, colour)
    built(visitor, width, ida, car, step)
    ida.goto(f"/p/feldhase/cars/{car}/book/")
    row = ida.locator("table.origin tr", has_text=number)
    assert [
        text in row.inner_text() for text in (f"W-{int(wish):03}", f"D-{int(decision):03}", step, "Lena")
    ] == [True] * 4
    row.get_by_role("link", name=re.compile(f"W-{int(wish):03}")).click()
    assert ida.url == wish_url
    assert ida.locator(".trail", has_text=f"N° {int(car):02}").count() == 1
