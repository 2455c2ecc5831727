"""Many at the same moment for what exists once, over connections of their own, on either database.

Exactly one wins, the others get a sentence; nobody ever meets an error of the database.
"""

from datetime import timedelta

import pytest
from django.test import Client

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.models import Entry
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.foundation.people.seed import cast as everybody
from unikat.journey.builds import actions as building
from unikat.journey.builds.models import BayDay, Build, SignOff, Step, Workshop
from unikat.journey.builds.tests.conftest import in_days, sign
from unikat.journey.carbooks.actions import seal_book
from unikat.journey.carbooks.models import Book
from unikat.journey.cars.actions import cancel_car, reserve_car
from unikat.journey.cars.models import Car
from unikat.journey.challenges.actions import cast_ballot, enter_challenge, open_challenge
from unikat.journey.challenges.models import Ballot, Challenge
from unikat.journey.challenges.models import Entry as Design
from unikat.journey.changes.actions import accept_change, propose_change, review_change
from unikat.journey.changes.models import Change, Review
from unikat.journey.options.actions import release_edition
from unikat.journey.options.models import Edition
from unikat.journey.parts.actions import draft_revision
from unikat.journey.parts.models import Part, Revision
from unikat.journey.projects.models import Project
from unikat.journey.wishes.actions import support_wish, withdraw_support
from unikat.journey.wishes.models import Support, Wish

MANY = 16


@pytest.fixture(autouse=True)
def _apart(at_once, settings, tmp_path):
    """Before anything else the tests move to where connections can meet."""
    settings.KEYS, settings.BLOBS = tmp_path / "keys", str(tmp_path / "blobs")


@pytest.fixture
def people(cast):
    """Sixteen hands: the cast, some of them twice."""
    return [*cast.values(), *cast.values()][:MANY]


def won(results, reason=Taken):
    """How many got it; everybody else was told why."""
    lost = [one for one in results if isinstance(one, Refused)]
    assert [one for one in lost if not isinstance(one, reason) or not one.message] == []
    return len(results) - len(lost)


def fresh(model, **which):
    return model.objects.get(**which)


def test_a_car_that_many_want_goes_to_one(at_once, offer, people):
    for chosen in (["open"], ["doors"], ["doors", "strap"]):

        def reserve(person, chosen=chosen):
            return lambda: reserve_car(actor=person, project=offer, chosen=chosen, name="Windhund")

        assert won(at_once(*map(reserve, people))) == 1
    assert list(Car.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]


def test_a_limited_series_is_never_oversold(at_once, offer, people):
    Project.objects.update(car_limit=3)
    extras = [[], ["lamp"], ["horn"], ["lamp", "horn"]]
    choices = [["open", *more] for more in extras] + [["doors", *more] for more in extras]
    choices += [["doors", "strap", *more] for more in extras]

    def reserve(pair):
        person, chosen = pair
        return lambda: reserve_car(actor=person, project=fresh(Project), chosen=chosen, name="x")

    assert won(at_once(*map(reserve, zip(people, choices, strict=False)))) == 3
    assert Car.objects.count() == 3


@pytest.fixture
def many_cars(guide, cast, people):
    """Sixteen reserved cars, each somebody's."""
    edition = Edition.objects.get()
    return [
        Car.objects.create(
            project=guide,
            number=number,
            name="x",
            owner=person,
            edition=edition,
            chosen=["open"],
            fingerprint=f"{number:064}",
            price_cents=1,
        )
        for number, person in enumerate(people, start=1)
    ]


def test_a_bay_day_goes_to_one(at_once, many_cars, place):
    for day in (1, 2, 3):
        waiting = Car.objects.filter(state="reserved").select_related("owner", "project")

        def book(one, day=day):
            facts = {"workshop": place, "days": in_days(day)}
            return lambda: building.book_days(actor=one.owner, car=one, **facts)

        assert won(at_once(*map(book, waiting))) == 1
    assert sorted(BayDay.objects.values_list("day", flat=True)) == in_days(1, 2, 3)


def test_overlapping_sets_of_days_never_double_and_never_wait_for_each_other(at_once, many_cars, place, cast):
    """Sets in every order over two bays: whoever gets days gets all of them in one bay."""
    building.add_bay(actor=cast["tariq"], workshop=place, name="Bühne 2")
    sets = [(1, 2, 3), (3, 2, 1), (2, 3, 4), (4, 1, 3), (5, 6), (6, 1), (4, 5), (2, 6)] * 2

    def book(pair):
        one, days = pair
        return lambda: building.book_days(actor=one.owner, car=one, workshop=place, days=in_days(*days))

    results = at_once(*map(book, zip(many_cars, sets, strict=True)))
    builds = [one for one in results if not isinstance(one, Refused)]
    assert (won(results), Build.objects.count()) == (len(builds), len(builds))
    assert len(builds) >= 2
    for one, days in zip(results, sets, strict=True):
        if one in builds:
            assert [row.day for row in one.days.all()] == in_days(*sorted(days))
            assert len({row.bay_id for row in one.days.all()}) == 1


def test_a_car_is_booked_once_however_often_its_owner_clicks(at_once, guide, car, place, cast):
    def book():
        mine = Car.objects.select_related("project").get(pk=car.pk)
        mine.state = "reserved"
        return building.book_days(actor=cast["ida"], car=mine, workshop=place, days=in_days(1))

    assert won(at_once(*[book] * MANY)) == 1
    assert (Build.objects.count(), BayDay.objects.count()) == (1, 1)


def test_a_car_is_cancelled_or_built_never_both(at_once, many_cars, place, cast):
    for one in many_cars[:6]:

        def cancel(one=one):
            return cancel_car(actor=one.owner, car=Car.objects.select_related("project").get(pk=one.pk))

        def book(one=one):
            facts = {"workshop": place, "days": in_days(one.number)}
            return building.book_days(
                actor=one.owner, car=Car.objects.select_related("project").get(pk=one.pk), **facts
            )

        results = at_once(*[cancel, book] * 8)
        assert won(results, (Taken, Refused)) == 1
        state = Car.objects.get(pk=one.pk).state
        assert (state, Build.objects.filter(car=one).count()) in [("cancelled", 0), ("building", 1)]


def test_a_step_is_signed_once(at_once, build, cast):
    friends = [building.invite_crew(actor=cast["ida"], build=build, name=f"F {n}")[0] for n in range(14)]
    for number in ("1.1", "2.4", "2.1"):
        facts = {"values": [24_000, 24_000], "second": "Tariq"} if number == "2.1" else {}
        if number == "2.1":
            friends = [*friends, cast["ida"]]

        def act(who, number=number, facts=facts):
            return lambda: sign(who, build, number, **facts)

        results = at_once(*map(act, [*friends, cast["ida"]] if number != "2.1" else friends))
        assert won(results) == 1
        signed = SignOff.objects.get(step__number=number)
        told = {one.message for one in results if isinstance(one, Taken)}
        assert {message.split(" hat ")[0] for message in told} == {signed.actor_name}
    assert Entry.objects.filter(verb="step.sign").count() == 3


def test_a_friend_is_invited_once_by_each_name(at_once, build, cast):
    invite = lambda: building.invite_crew(actor=cast["ida"], build=build, name="Lena")  # noqa: E731
    assert won(at_once(*[invite] * MANY)) == 1


def test_a_build_is_finished_once_and_editions_of_its_book_follow_each_other(at_once, signed_build, cast):
    which = Build.objects.select_related("car__project", "car__owner", "coach", "workshop")

    def finish(who):
        return lambda: building.finish_build(actor=who, build=which.get())

    hands = [cast["ida"], cast["tariq"]] * 8
    assert won(at_once(*map(finish, hands))) == 1
    assert Entry.objects.filter(verb__in=["build.finish", "car.finish"]).count() == 2

    def seal(who):
        whole = Car.objects.select_related("project", "owner", "edition")
        return lambda: seal_book(actor=who, car=whole.get())

    assert won(at_once(*map(seal, hands[:6]))) == 6
    assert list(Book.objects.order_by("edition").values_list("edition", flat=True)) == [1, 2, 3, 4, 5, 6]


@pytest.fixture
def changes(offer, cast):
    """Two changes that draw the same door anew, reviewed by two."""
    door, made = Part.objects.get(number="FH-320"), []
    for title in ("Leichter", "Dicker"):
        change = propose_change(
            actor=cast["deniz"],
            project=offer,
            title=title,
            why="Darum.",
            revisions=[draft_revision(actor=cast["deniz"], part=door, mass_g=1)],
        )
        for who in ("mei", "jonas"):
            review_change(actor=cast[who], change=change, verdict="approve")
        made.append(change)
    return made


def test_a_change_is_accepted_once(at_once, changes, cast):
    def accept(who):
        return lambda: accept_change(actor=cast[who], change=Change.objects.get(pk=changes[0].pk))

    assert won(at_once(*map(accept, ["mei", "oskar"] * 8)), (Taken, NotAllowed)) == 1
    assert Entry.objects.filter(verb="change.accept").count() == 1
    states = list(
        Revision.objects.filter(part__number="FH-320").order_by("pk").values_list("state", flat=True)
    )
    assert states == ["superseded", "valid", "proposed"]


def test_of_two_changes_of_one_part_one_wins_and_the_other_is_told(at_once, changes, cast):
    def accept(change):
        return lambda: accept_change(actor=cast["mei"], change=Change.objects.get(pk=change.pk))

    assert won(at_once(*map(accept, changes * 8)), (Taken, NotAllowed)) == 1
    valid = Revision.objects.filter(part__number="FH-320", state="valid")
    assert (valid.count(), Change.objects.filter(state="accepted").count()) == (1, 1)


def test_a_reviewer_has_one_word_however_often_it_is_said(at_once, changes, cast):
    Review.objects.all().delete()

    def review(who):
        return lambda: review_change(actor=cast[who], change=changes[0], verdict="approve")

    assert won(at_once(*map(review, ["mei", "jonas"] * 8))) == MANY
    assert Review.objects.count() == 2


def test_a_voice_is_counted_once(at_once, offer, people, cast):
    Wish.objects.update(state="open")
    wish = Wish.objects.get()
    supporters = [person for person in people if person.pk != wish.author_id]
    for _round in range(2):
        at_once(*[lambda p=person: support_wish(actor=p, wish=fresh(Wish)) for person in supporters])
        assert (Support.objects.count(), fresh(Wish).voices) == (10, 10)
        assert Entry.objects.filter(verb="wish.support").count() == 9 * (_round + 1)
        at_once(*[lambda p=person: withdraw_support(actor=p, wish=fresh(Wish)) for person in supporters])
        assert (Support.objects.count(), fresh(Wish).voices) == (1, 1)


@pytest.fixture
def design(feldhase, cast):
    """A challenge in its days of voting, with Deniz's entry."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    now = clock.now()
    drawing = SimpleUploadedFile("d.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0h9'/></svg>")
    facts = {"title": ("Tür", ""), "brief": ("Tür.", "")}
    dates = {"entries_until": now + timedelta(days=2), "votes_until": now + timedelta(days=9)}
    challenge = open_challenge(actor=cast["jonas"], project=feldhase, **facts, **dates)
    facts = {"title": "Feder", "text": "x", "consent": "show", "uploads": [drawing]}
    made = enter_challenge(actor=cast["deniz"], challenge=challenge, **facts)
    Challenge.objects.update(entries_until=now - timedelta(days=1))
    return Design.objects.select_related("challenge__project").get(pk=made.pk)


def test_a_ballot_counts_once_however_often_it_is_cast(at_once, design, cast):
    def vote(who):
        return lambda: cast_ballot(actor=cast[who], entry=design, meets=4, appeal=5, own=True)

    at_once(*map(vote, ["ida", "lena", "paul", "hanna"] * 4))
    assert Ballot.objects.count() == 4


def test_an_edition_is_released_one_after_the_other(at_once, offer, cast):
    def release():
        return release_edition(actor=cast["oskar"], project=fresh(Project), base_price_cents=1)

    won(at_once(*[release] * MANY))
    assert Edition.objects.filter(state="released").count() == 1


def test_over_http_the_losers_read_a_sentence(at_once, offer, guide, place, people):
    """The same through the doors: JSON for the car, a form for the days."""
    names = [person.handle for person in people]

    def client(handle):
        opened = Client()
        opened.force_login(everybody()[handle], backend="django.contrib.auth.backends.ModelBackend")
        return opened

    def reserve(handle):
        body = {"chosen": ["doors"], "name": "Windhund"}
        path = "/api/v1/projects/feldhase/cars/"
        return lambda: client(handle).post(path, body, content_type="application/json")

    answers = at_once(*map(reserve, names))
    assert sorted(one.status_code for one in answers) == [201] + [409] * 15
    details = {one.json()["detail"] for one in answers if one.status_code == 409}
    assert details == {"Dieses Auto gibt es schon. Ändere eine Sache, dann ist es deins allein."}
    owner = Car.objects.get().owner.handle
    day = in_days(3)[0].isoformat()

    def book(_click):
        path = "/p/feldhase/cars/1/book-days/chemnitz/"
        return lambda: client(owner).post(path, {"days": [day]})

    answers = at_once(*map(book, range(MANY)))
    assert {one.status_code for one in answers} <= {302, 403, 422}
    assert ([one.status_code for one in answers].count(302), Build.objects.count()) == (1, 1)
    assert (Workshop.objects.count(), Step.objects.count()) == (1, 6)
