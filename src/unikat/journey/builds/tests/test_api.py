"""Workshops, guide and builds as JSON: everything public to read, the main acts to write."""

from unikat.journey.builds.models import Build, CrewPass
from unikat.journey.builds.tests.conftest import in_days

API = "/api/v1/projects/feldhase/"


def post(client, path, body=None):
    return client.post(API + path, body or {}, content_type="application/json")


def problem(answer):
    return answer.status_code, answer["Content-Type"], answer.json()["title"]


def test_workshops_days_and_guide_are_public(build, client_of):
    visitor = client_of()
    assert visitor.get("/api/v1/workshops/").json() == [
        {"slug": "chemnitz", "name": "Werkstatt Chemnitz", "city": "Chemnitz", "bays": 1}
    ]
    days = visitor.get("/api/v1/workshops/chemnitz/days/").json()
    assert (len(days), [day["free"] for day in days[:9]]) == (42, [1, 0, 1, 1, 1, 1, 1, 1, 0])
    later = visitor.get("/api/v1/workshops/chemnitz/days/?first=9999-12-31").json()
    assert (len(later), later[0]["day"]) == (42, "9000-01-01")
    chapters = visitor.get(API + "steps/").json()
    assert [[step["number"] for step in chapter["steps"]] for chapter in chapters] == [
        ["1.1"],
        ["2.1", "2.2", "2.3", "2.4", "2.5"],
    ]
    assert chapters[1]["steps"][0] == {
        "number": "2.1",
        "title_de": "Schritt 2.1",
        "title_en": "Step 2.1",
        "minutes": 10,
        "people": 2,
        "condition": "doors",
        "is_gate": False,
        "check_kind": "torque",
        "screws": 2,
        "target": 24_000,
        "tolerance": 2_000,
        "unit": "Nm",
    }


def test_a_build_tells_what_was_signed(signed_build, client_of):
    told = client_of().get(API + "builds/1/").json()
    signed = {step["number"]: step["signed"] for step in told.pop("steps")}
    assert told == {
        "car": 1,
        "workshop": "chemnitz",
        "state": "booked",
        "days": [day.isoformat() for day in in_days(1, 8)],
    }
    assert {
        number: (one["by"], one["second"], one["values"], one["unit"]) for number, one in signed.items()
    } == {
        "1.1": ("Ida", "", [], ""),
        "2.1": ("Lena", "Tariq", [24_000, 25_900], "Nm"),
        "2.4": ("Ida", "", [], ""),
        "2.5": ("Tariq", "", [5_200], "mm"),
    }


def test_from_booking_to_the_finished_car(guide, car, place, client_of, cast):
    ida, tariq = client_of(cast["ida"]), client_of(cast["tariq"])
    days = [day.isoformat() for day in in_days(8, 1)]
    booked = post(ida, "cars/1/build/", {"workshop": "chemnitz", "days": days})
    assert (booked.status_code, booked.json()["days"]) == (201, sorted(days))
    assert problem(post(ida, "cars/1/build/", {"workshop": "chemnitz", "days": days})) == (
        403,
        "application/problem+json",
        "NotAllowed",
    )
    invited = post(ida, "builds/1/crew/", {"name": "Lena", "skills": "Löten"})
    assert (invited.status_code, invited.json()["name"]) == (201, "Lena")
    assert client_of().get(invited.json()["link"]).status_code == 200
    assert problem(post(ida, "builds/1/steps/2.4/")) == (422, "application/problem+json", "Refused")
    assert post(ida, "builds/1/steps/1.1/").status_code == 200
    off = post(ida, "builds/1/steps/2.1/", {"values": [24_000, 29_000], "second": "Lena"})
    assert (off.status_code, off.json()["detail"]) == (
        422,
        "Schraube 2: 3,0 Nm zu fest. Lösen, neu anziehen.",
    )
    right = post(ida, "builds/1/steps/2.1/", {"values": [24_000, 25_000], "second": "Lena"}).json()
    assert (right["step"], right["by"], right["second"]) == ("2.1", "Ida", "Lena")
    assert problem(post(tariq, "builds/1/steps/2.1/", {"values": [24_000] * 2, "second": "Ida"})) == (
        409,
        "application/problem+json",
        "Taken",
    )
    assert problem(post(ida, "builds/1/finish/"))[0] == 422
    post(tariq, "builds/1/steps/2.4/")
    post(tariq, "builds/1/steps/2.5/", {"values": [5_000]})
    assert post(tariq, "builds/1/finish/").json()["state"] == "finished"


def test_what_is_no_input_is_refused(build, client_of, cast):
    ida = client_of(cast["ida"])
    for path, body in (
        ("builds/1/steps/1.1/", {"values": ["NaN"]}),
        ("builds/1/steps/1.1/", {"values": [24.5]}),
        ("builds/1/steps/1.1/", {"values": [1]}),
        ("builds/1/steps/1.1/", {"note": "x" * 501}),
        ("builds/1/crew/", {"name": "x" * 61}),
        ("builds/1/crew/", {"name": ""}),
    ):
        assert post(ida, path, body).status_code == 422, body
    assert (CrewPass.objects.count(), Build.objects.get().sign_offs.count()) == (0, 0)


def test_strangers_do_not_write(build, client_of, cast):
    acts = ("cars/1/build/", "builds/1/crew/", "builds/1/finish/", "builds/1/steps/1.1/")
    bodies = ({"workshop": "chemnitz", "days": []}, {"name": "x"}, {}, {})
    for client, status in ((client_of(), 401), (client_of(cast["lena"]), 403)):
        assert [post(client, path, body).status_code for path, body in zip(acts, bodies, strict=True)] == [
            status
        ] * 4
    assert client_of().get(API + "builds/9/").status_code == 404
