"""The pages of workshops, guide, builds and the friend's phone, in German and English."""

import re
from html import unescape

import segno

from unikat.journey.builds import actions
from unikat.journey.builds.models import Bay, Build, CrewPass, Module, SignOff, Step, Workshop
from unikat.journey.builds.tests.conftest import in_days, sign
from unikat.journey.cars.actions import reserve_car
from unikat.journey.cars.tests.test_views import english, words

BUILD = "/p/feldhase/builds/1/"


def heading(answer):
    return unescape(re.sub(r"<[^>]+>", "", re.search(r"<h1>(.*?)</h1>", answer.content.decode()).group(1)))


def errors(answer):
    found = re.findall(r'class="field__wrong".*?<span>(.*?)</span>', answer.content.decode(), re.DOTALL)
    return [unescape(text) for text in found]


def test_pages_speak_both_languages(signed_build, client_of, cast):
    ida = client_of(cast["ida"])
    told = {
        "/workshops/": ("Werkstätten", "Workshops"),
        "/p/feldhase/steps/": ("Wie es gebaut wird", "How it is built"),
        "/p/feldhase/steps/2.1/": ("Schritt 2.1", "Step 2.1"),
        BUILD + "crew/": ("Deine Mannschaft", "Your crew"),
        BUILD + "steps/2.1/": ("Schritt 2.1", "Step 2.1"),
    }
    assert {page: heading(ida.get(page)) for page in told} == {page: de for page, (de, _en) in told.items()}
    english(ida)
    assert {page: heading(ida.get(page)) for page in told} == {page: en for page, (_de, en) in told.items()}


def test_a_workshop_is_opened_and_grows(client_of, cast, db):
    oskar = client_of(cast["oskar"])
    form = {"name": "Werkstatt Wuppertal", "slug": "wuppertal", "city": "Wuppertal", "bays": 2}
    form |= {"opens_on": "2027-05-01", "time_zone": "Europe/Berlin"}
    wrong = oskar.post("/workshops/new/", {**form, "time_zone": "Mars"})
    assert (wrong.status_code, Workshop.objects.count()) == (422, 0)
    assert re.search(r'name="name"[^>]*value="Werkstatt Wuppertal"', wrong.content.decode())
    assert oskar.post("/workshops/new/", form).url == "/workshops/wuppertal/"
    assert oskar.post("/workshops/wuppertal/bays/new/", {"name": "2"}).status_code == 422
    assert oskar.post("/workshops/wuppertal/bays/new/", {"name": "Halle"}).url == "/workshops/wuppertal/"
    assert list(Bay.objects.values_list("name", flat=True)) == ["1", "2", "Halle"]
    assert client_of(cast["tariq"]).get("/workshops/wuppertal/bays/new/").status_code == 403
    assert client_of(cast["lena"]).get("/workshops/new/").status_code == 403


def test_a_guide_begins_with_a_chapter(offer, client_of, cast):
    tariq = client_of(cast["tariq"])
    chapter = "/p/feldhase/steps/modules/new/"
    assert tariq.post(chapter, {"number": 1, "title_de": "Rahmen"}).url == "/p/feldhase/steps/"
    again = tariq.post(chapter, {"number": 1, "title_de": "Noch einer"})
    assert (again.status_code, errors(again)) == (422, ["Das Modul 1 gibt es schon."])
    module = Module.objects.get()
    form = {"module": module.pk, "number": "1.1", "title_de": "Anziehen", "text_de": "Fest.", "minutes": 5}
    form |= {"people": 1, "screws": 2, "target": "24.5", "tolerance": "2", "condition": "doors"}
    wrong = tariq.post("/p/feldhase/steps/new/", {**form, "condition": "wings"})
    assert (wrong.status_code, errors(wrong)) == (422, ["Die Option wings gibt es nicht."])
    assert tariq.post("/p/feldhase/steps/new/", form).url == "/p/feldhase/steps/1.1/"
    step = Step.objects.get()
    assert (step.check_kind, step.target, step.tolerance, step.unit) == ("torque", 24_500, 2_000, "Nm")
    assert client_of(cast["ida"]).get(chapter).status_code == 403


def test_days_are_chosen_in_the_calendar(guide, car, place, client_of, cast):
    ida, page = client_of(cast["ida"]), "/p/feldhase/cars/1/book-days/chemnitz/"
    days = [day.isoformat() for day in in_days(1, 8)]
    shown = re.findall(r'type="checkbox"[^>]*value="([^"]+)"', ida.get(page).content.decode())
    assert (len(shown), set(days) <= set(shown)) == (42, True)
    assert ida.post(page, {"days": days}).url == BUILD
    assert [day.day.isoformat() for day in Build.objects.get().days.all()] == days
    assert client_of(cast["lena"]).get(page).status_code == 403


def test_a_day_that_somebody_took_is_named_and_the_others_stay_chosen(build, client_of, cast):
    project = build.car.project
    reserve_car(actor=cast["lena"], project=project, chosen=["open"], name="Zweiter")
    days = [day.isoformat() for day in in_days(2, 8)]
    answer = client_of(cast["lena"]).post("/p/feldhase/cars/2/book-days/chemnitz/", {"days": days})
    assert (answer.status_code, Build.objects.count()) == (422, 1)
    assert errors(answer) == [f"{days[1]} ist nicht mehr frei. Wähl andere Tage."]
    kept = re.findall(r'value="([^"]+)"[^>]*checked', answer.content.decode())
    assert kept == [days[0]]


def test_a_friend_comes_by_link_and_signs_under_their_own_name(build, client_of, cast):
    ida, lena = client_of(cast["ida"]), client_of()
    page = ida.post(BUILD + "crew/", {"name": "Lena", "skills": "Löten"}).content.decode()
    link = re.search(r"http://testserver(/crew/[\w-]+/)", page).group(1)
    assert re.findall(r"/crew/[\w-]{10,}/", ida.get(BUILD + "crew/").content.decode()) == []
    assert lena.get(BUILD + "steps/1.1/").content.decode().count('data-once=""') == 0
    assert heading(lena.get(link)) == "Hallo Lena"
    assert lena.post(BUILD + "steps/1.1/", {"note": ""}).url == BUILD + "steps/1.1/"
    typed = {"value0": "24,5", "value1": "24.125", "second": "Ida", "note": ""}
    assert lena.post(BUILD + "steps/2.1/", typed).status_code == 302
    assert list(SignOff.objects.values_list("actor_kind", "actor_name", "second_name", "values")) == [
        ("pass", "Lena", "", []),
        ("pass", "Lena", "Ida", [24_500, 24_125]),
    ]
    ida.post(BUILD + f"crew/{CrewPass.objects.get().pk}/revoke/")
    assert (lena.get(link).status_code, lena.post(BUILD + "steps/2.4/", {"note": ""}).status_code) == (
        404,
        403,
    )


def test_the_code_to_scan_is_the_link(build, client_of, cast):
    _lena, token = actions.invite_crew(actor=cast["ida"], build=build, name="Lena")
    drawn = client_of().get(f"/crew/{token}/code.svg")
    expected = segno.make(f"http://testserver/crew/{token}/", error="m").svg_inline(scale=6, border=2)
    assert drawn["Content-Type"] == "image/svg+xml"
    assert drawn.content.decode().replace(' xmlns="http://www.w3.org/2000/svg"', "", 1) == expected
    assert client_of().get("/crew/nobody/code.svg").status_code == 404


def test_a_value_out_of_tolerance_stays_typed(build, client_of, cast):
    sign(cast["ida"], build, "1.1")
    typed = {"value0": "29", "value1": "24,5", "second": "Tariq", "note": "schwer"}
    answer = client_of(cast["ida"]).post(BUILD + "steps/2.1/", typed)
    html = answer.content.decode()
    assert (answer.status_code, SignOff.objects.count()) == (422, 1)
    assert words(answer).count("Schraube 1: 3,0 Nm zu fest. Lösen, neu anziehen.") == 1
    kept = {
        name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', html).group(1) for name in ("value0", "note")
    }
    assert kept == {"value0": "29", "note": "schwer"}
    assert re.findall(r'<option value="([^"]*)" selected', html) == ["Tariq"]


def test_a_second_try_is_told_who_signed(signed_build, client_of, cast):
    typed = {"value0": "24", "value1": "24", "second": "Tariq", "note": ""}
    answer = client_of(cast["ida"]).post(BUILD + "steps/2.1/", typed)
    assert (answer.status_code, words(answer).count("Freigegeben von Lena")) == (422, 1)
    assert SignOff.objects.count() == 4


def test_strangers_read_a_public_build_and_change_nothing(build, client_of, cast):
    for client, status in ((client_of(), 302), (client_of(cast["lena"]), 403)):
        assert client.get(BUILD).status_code == 200
        assert client.post(BUILD + "finish/").status_code == status
        assert client.post(BUILD + "steps/1.1/", {"note": ""}).status_code == 403
    assert client_of(cast["lena"]).get(BUILD + "crew/").status_code == 403
    assert client_of().get(BUILD + "steps/2.2/").status_code == 404
    assert client_of().get("/p/feldhase/builds/7/").status_code == 404


def test_a_build_is_finished_by_a_button(signed_build, client_of, cast):
    ida = client_of(cast["ida"])
    assert ida.get(BUILD).content.decode().count(f'action="{BUILD}finish/"') == 1
    assert ida.post(BUILD + "finish/").url == BUILD
    assert Build.objects.get().state == "finished"
    assert ida.post(BUILD + "finish/").status_code == 409
