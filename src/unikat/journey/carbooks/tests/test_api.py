"""The car book as JSON."""

from unikat.journey.carbooks.models import Book
from unikat.journey.cars.models import Car

BOOK = "/api/v1/projects/feldhase/cars/1/book/"

DOOR = {
    "wishes": ["W-001"],
    "decisions": ["D-001"],
    "part": "FH-320",
    "amount": "2",
    "revision": "A",
    "steps": [{"step": "2.1", "signed_by": "Lena"}],
}
WHEEL = {"wishes": [], "decisions": [], "part": "FH-500", "amount": "4", "revision": "A", "steps": []}


def test_the_book_is_public_and_sealed_by_its_owner(built, client_of, cast):
    told = client_of().get(BOOK).json()
    assert (told["car"], told["name"], told["sealed"], told["origins"]) == (
        1,
        "Hakenschlag",
        None,
        [DOOR, WHEEL],
    )
    sealed = client_of(cast["ida"]).post(BOOK)
    book = Book.objects.get()
    assert sealed.status_code == 201
    assert {name: sealed.json()["sealed"][name] for name in ("edition", "head", "key", "archive")} == {
        "edition": 1,
        "head": book.head,
        "key": book.key_fingerprint,
        "archive": book.archive.url,
    }
    again = client_of(cast["tariq"]).post(BOOK).json()
    assert again["sealed"]["edition"] == 2


def test_strangers_do_not_seal_and_do_not_find_a_private_car(built, client_of, cast):
    answer = client_of(cast["lena"]).post(BOOK)
    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
    assert client_of().post(BOOK).status_code == 401
    Car.objects.update(is_public=False)
    assert client_of(cast["lena"]).get(BOOK).status_code == 404
