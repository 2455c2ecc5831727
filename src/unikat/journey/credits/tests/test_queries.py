"""Who contributed what to one car, exactly, read off its thread."""

from unikat.foundation.people.models import Person, Tier
from unikat.journey.carbooks.tests.test_queries import later_wish
from unikat.journey.cars.actions import reserve_car
from unikat.journey.credits.queries import credits_of
from unikat.journey.parts.models import Part
from unikat.journey.wishes.actions import make_wish, support_wish, withdraw_support
from unikat.journey.wishes.models import Wish

CREDITS = {
    "Tariq": {
        "schrieb den Schritt": ["1.1", "2.1", "2.4", "2.5"],
        "hat als zweite Person hingesehen": ["2.1"],
        "gab den Schritt frei": ["2.5"],
    },
    "Mei": {
        "entschied": ["D-001"],
        "zeichnete die Revision": ["FH-320 A", "FH-500 A"],
        "gab die Revision frei": ["FH-320 A", "FH-500 A"],
        "schrieb die Regel": ["R1"],
    },
    "Ida": {"wünschte es": ["W-001"], "gab den Schritt frei": ["1.1", "2.4"]},
    "Lena": {"gab den Schritt frei": ["2.1"]},
}


def told(car):
    return {
        credit.name: {deed: [card.ref for card in cards] for deed, cards in credit.deeds}
        for credit in credits_of(car, None)
    }


def test_everybody_with_what_they_did_and_nobody_else(built):
    assert told(built) == CREDITS
    assert [(credit.name, credit.count) for credit in credits_of(built, None)] == [
        ("Mei", 6),
        ("Tariq", 6),
        ("Ida", 3),
        ("Lena", 1),
    ]


def test_a_friend_without_an_account_is_not_the_member_of_the_same_name(built, cast):
    """Lena came by link: what she signed is hers, not that of whoever else is called Lena."""
    faces = {credit.name: credit.person for credit in credits_of(built, None)}
    assert faces == {"Tariq": cast["tariq"], "Mei": cast["mei"], "Ida": cast["ida"], "Lena": None}


def test_two_members_of_one_name_are_two(feldhase, cast, offer):
    other = Person.objects.create_user("i@example.org", handle="ida2", name="Ida", tier=Tier.CONFIRMED)
    Wish.objects.update(state="open")
    support_wish(actor=other, wish=Wish.objects.get())
    car = reserve_car(actor=cast["ida"], project=offer, chosen=["doors"], name="x")
    found = [(c.person, [deed for deed, _cards in c.deeds]) for c in credits_of(car, None) if c.name == "Ida"]
    assert sorted(found, key=lambda one: one[0].pk) == [
        (cast["ida"], ["wünschte es"]),
        (other, ["will das auch"]),
    ]


def test_support_that_was_taken_back_is_no_contribution(feldhase, cast, offer):
    wish = Wish.objects.get()
    Wish.objects.update(state="open")
    wish.refresh_from_db()
    for who in ("paul", "lena"):
        support_wish(actor=cast[who], wish=wish)
    withdraw_support(actor=cast["paul"], wish=wish)
    car = reserve_car(actor=cast["ida"], project=offer, chosen=["doors"], name="x")
    assert {"Paul", "Lena"} & set(told(car)) == {"Lena"}


def test_what_is_not_in_this_car_earns_no_credit(built, cast):
    """A wish nobody answered, a revision drawn later, and the steps of another car."""
    make_wish(actor=cast["hanna"], project=built.project, title="Rot", text="Rot.", language="de")
    later_wish(cast, built.project, Part.objects.get(number="FH-320"))
    assert told(built) == CREDITS
    other = reserve_car(actor=cast["lena"], project=built.project, chosen=["open"], name="Offen")
    assert told(other) == {}


def test_credits_cost_the_same_for_many_as_for_few(built, cast, client_of, django_assert_max_num_queries):
    addresses = ("/p/feldhase/cars/1/credits/", "/api/v1/projects/feldhase/cars/1/credits/")
    counts = []
    for names in (["a"], [f"p{number}" for number in range(12)]):
        for name in names:
            person = Person.objects.create_user(f"{name}@x.org", handle=name, name=name, tier=Tier.CONFIRMED)
            Wish.objects.update(state="open")
            support_wish(actor=person, wish=Wish.objects.first())
        for address in addresses:
            client_of().get(address)
            with django_assert_max_num_queries(200) as counted:
                assert client_of().get(address).status_code == 200
            counts.append(len(counted))
    assert counts[:2] == counts[2:]
    assert len(credits_of(built, None)) == 4 + 13
