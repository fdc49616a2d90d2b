"""Places and photos: what messengers send besides words."""

import pytest

from services.kit.fields import Given, Point, Stored, Surroundings
from services.kit.questions import Photo, Place
from services.kit.text import ENGLISH
from tests.asking import ASKED, explanation, half

PLACE = Place("place", ASKED)
PHOTO = Photo("photo", ASKED, most=3)


def test_a_pin_is_kept_with_the_words_of_the_messenger(around: Surroundings) -> None:
    point = Point(15.6123456789, 102.5, "Wat Klang\n")
    assert PLACE.read(Given(point=point), around) == {
        "latitude": 15.612346,
        "longitude": 102.5,
        "words": "Wat Klang",
    }


@pytest.mark.parametrize(
    "typed",
    [
        "https://www.google.com/maps?q=15.61,102.52",
        "https://maps.google.com/?q=15.61%2C102.52",
        "ที่นี่ https://www.google.com/maps/search/15.61,+102.52?entry=tts ค่ะ",
        "https://www.google.com/maps/place/Wat/@14.0,101.0,17z/data=!3m1!4b1!3d15.61!4d102.52",
        "https://www.google.com/maps/@15.61,102.52,17z",
        "https://maps.apple.com/?ll=15.61,102.52&q=Wat",
        "https://maps.apple.com/place?coordinate=15.61,102.52",
        "15.61, 102.52",
        "๑๕.๖๑ ๑๐๒.๕๒",
    ],
)
def test_coordinates_in_a_map_link_are_read(typed: str, around: Surroundings) -> None:
    assert PLACE.read(Given(typed), around) == {"latitude": 15.61, "longitude": 102.52, "words": ""}


@pytest.mark.parametrize("typed", ["หน้าบ้าน ข้างวัด", "https://maps.app.goo.gl/AbCdEf12"])
def test_words_and_short_links_are_kept_as_they_are(typed: str, around: Surroundings) -> None:
    assert PLACE.read(Given(typed), around) == {"words": typed}


@pytest.mark.parametrize(
    "point", [Point(51.5, -0.1), Point(0.0, 0.0), Point(float("nan"), 102.0), Point(102.5, 15.6)]
)
def test_a_pin_outside_thailand_is_refused_kindly(point: Point, around: Surroundings) -> None:
    assert "outside Thailand" in explanation(PLACE, Given(point=point), around)


@pytest.mark.parametrize("typed", ["", "ab", "x" * 301])
def test_a_place_nobody_could_find_is_asked_again(typed: str, around: Surroundings) -> None:
    assert "Please" in explanation(PLACE, Given(typed), around)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ({"words": "in front"}, "in front"),
        ({"latitude": 15.61, "longitude": 102.5, "words": ""}, "at 15.61000, 102.50000"),
        ({"latitude": 15.61, "longitude": 102.5, "words": "Wat"}, "Wat (pin at 15.61000"),
    ],
)
def test_a_place_is_shown_with_words_and_pin(
    stored: Stored, shown: str, around: Surroundings
) -> None:
    assert shown in PLACE.show(stored, around).render(ENGLISH)


def test_photos_are_gathered_until_the_resident_goes_on(around: Surroundings) -> None:
    first = half(PHOTO, Given(attachment="a", media="image"), around)
    second = half(PHOTO, Given(attachment="b", media="file", earlier=first.earlier), around)
    assert "2 photos have arrived" in second.question.render(ENGLISH)
    assert PHOTO.read(Given("ต่อไป", earlier=second.earlier), around) == ["a", "b"]


def test_the_last_photo_that_fits_goes_on_by_itself(around: Surroundings) -> None:
    given = Given(attachment="c", media="image", earlier=["a", "b"])
    assert PHOTO.read(given, around) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("media", "told"), [("video", "take a video"), ("audio", "only take photos")]
)
def test_what_is_not_a_photo_is_explained(media: str, told: str, around: Surroundings) -> None:
    assert told in explanation(PHOTO, Given(attachment="a", media=media), around)


def test_words_are_not_a_photo(around: Surroundings) -> None:
    assert "send a photo" in explanation(PHOTO, Given("ต่อไป"), around)
    assert "send a photo" in explanation(PHOTO, Given("hello", earlier=["a"]), around)
