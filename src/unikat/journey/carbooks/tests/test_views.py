"""The car book's page: birth certificate, threads, seal; in German and English."""

import re
from html import unescape

import segno

from unikat.engines.sealing import OPENSSL
from unikat.journey.carbooks.models import Book
from unikat.journey.cars.actions import cancel_car
from unikat.journey.cars.models import Car
from unikat.journey.cars.tests.test_views import english, words
from unikat.journey.parts.models import Part

PAGE = "/p/feldhase/cars/1/book/"


def plate(answer):
    """The fields of the type plate."""
    html = answer.content.decode()
    shown = re.search(r'class="typeplate__data".*?</dl>', html, re.DOTALL).group()
    pairs = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", shown, re.DOTALL)
    return {unescape(name): unescape(value) for name, value in pairs}


def test_the_plate_tells_what_this_project_asks(built, client_of):
    """The first two questions of the project, whatever they are: not everything with wheels has a battery."""
    shown = plate(client_of().get(PAGE))
    assert (shown["Benennung"], shown["Werkstatt"], shown["Aufbau"], shown["Dazu"]) == (
        "Hakenschlag",
        "CHEMNITZ",
        "Türen",
        "Schlaufe",
    )
    assert plate(english(client_of()).get(PAGE))["Body"] == "Doors"


def test_the_code_leads_to_this_page(built, client_of):
    drawn = client_of().get(PAGE + "code.svg")
    expected = segno.make("http://testserver" + PAGE, error="m").svg_inline(scale=4, border=2)
    assert drawn["Content-Type"] == "image/svg+xml"
    assert drawn.content.decode().replace(' xmlns="http://www.w3.org/2000/svg"', "", 1) == expected


def test_every_part_and_every_sign_off_stands_in_the_book(built, client_of):
    html = client_of().get(PAGE).content.decode()
    tables = re.findall(r"<table.*?</table>", html, re.DOTALL)
    rows = [len(re.findall(r"<tr>", table)) - 1 for table in tables]
    assert rows == [1, 1, 4]
    assert "<dd>4 / 4" in html
    first = unescape(re.sub(r"<[^>]+>", " ", tables[0]))
    for ref in ("W-001", "D-001", "FH-320", "Rev. A", "2.1", "25,9 Nm", "Lena"):
        assert first.count(ref) == 1, ref


def test_a_book_is_sealed_by_a_button_and_can_be_downloaded(built, client_of, cast):
    ida = client_of(cast["ida"])
    assert words(client_of().get(PAGE)).count("Noch nicht gesiegelt") == 1
    assert ida.post(PAGE + "seal/").url == PAGE
    book, page = Book.objects.get(), client_of().get(PAGE)
    assert (words(page).count(OPENSSL), words(page).count(book.key_fingerprint)) == (1, 1)
    archive = client_of().get(re.search(r'href="(/files/[^"]+\.zip)"', page.content.decode()).group(1))
    assert (archive["Content-Type"], b"".join(archive.streaming_content)[:2]) == ("application/zip", b"PK")
    assert archive["Content-Disposition"].startswith("attachment;")


def test_strangers_seal_nothing(built, client_of, cast):
    assert client_of(cast["lena"]).post(PAGE + "seal/").status_code == 403
    assert client_of().post(PAGE + "seal/").status_code == 302
    assert Book.objects.count() == 0


def test_a_cancelled_and_a_private_car_have_no_book_for_others(car, client_of, cast):
    assert client_of().get(PAGE).status_code == 200
    Car.objects.update(is_public=False)
    found = [client_of(cast.get(who)).get(PAGE).status_code for who in ("", "lena", "ida")]
    assert found == [404, 404, 200]
    cancel_car(actor=cast["ida"], car=car)
    assert client_of(cast["ida"]).get(PAGE).status_code == 404


def test_parts_without_a_decision_are_told_in_both_languages(built, client_of):
    assert Part.objects.count() == 3
    assert words(client_of().get(PAGE)).count("Noch 1 Teil ohne eigene Entscheidung") == 1
    page = words(english(client_of()).get(PAGE))
    assert page.count("1 more part, without a decision of its own") == 1
