"""The page of a car's credits, in German and English."""

from unikat.journey.cars.models import Car
from unikat.journey.cars.tests.test_views import english, words

PAGE = "/p/feldhase/cars/1/credits/"


def test_the_page_counts_people_in_both_languages(built, client_of):
    assert words(client_of().get(PAGE)).count("4 Menschen haben zu Hakenschlag beigetragen.") == 1
    assert words(english(client_of()).get(PAGE)).count("4 people contributed to Hakenschlag.") == 1


def test_a_private_car_thanks_in_private(built, client_of, cast):
    Car.objects.update(is_public=False)
    assert [client_of(cast.get(who)).get(PAGE).status_code for who in ("", "lena", "ida")] == [404, 404, 200]
