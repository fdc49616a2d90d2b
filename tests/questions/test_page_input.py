"""What a page gives: everything at once, so that nothing is asked back."""

import pytest

from services.kit.fields import Given, Stored, Surroundings
from services.kit.questions import Document, House, Phone, Photo, Place
from services.kit.text import ENGLISH
from tests.asking import ASKED, explanation, half

HOUSE = House("house", ASKED)
PLACE = Place("place", ASKED)
PHOTO = Photo("photo", ASKED, most=2)
PAPER = Document("paper", ASKED, most=2)


@pytest.mark.parametrize(
    ("number", "village", "stored"),
    [
        ("45/1", "1", {"number": "45/1", "village": 1}),
        ("๔๕/๑", "๑", {"number": "45/1", "village": 1}),
        ("-", "1", {"number": "-", "village": 1}),
    ],
)
def test_a_house_has_two_inputs(
    number: str, village: str, stored: Stored, here: Surroundings
) -> None:
    page = Given(parts={"number": number, "village": village}, whole=True)
    assert HOUSE.read(page, here) == stored


@pytest.mark.parametrize(
    ("number", "village", "told"),
    [
        ("45/1", "", "choose the village"),
        ("", "1", "Type - if it has none yet"),
        ("", "", "house number and the village"),
        ("45/1", "999", "no village number 999"),
        ("45/1", "x", "choose the village"),
    ],
)
def test_a_half_of_a_house_is_asked_for(
    number: str, village: str, told: str, here: Surroundings
) -> None:
    page = Given(parts={"number": number, "village": village}, whole=True)
    assert told in explanation(HOUSE, page, here)


def test_a_page_never_asks_back_for_half_a_house(here: Surroundings) -> None:
    assert "choose the village" in explanation(HOUSE, Given("45/1", whole=True), here)


def test_a_place_has_words_and_a_pin(here: Surroundings) -> None:
    page = Given("beside the temple", parts={"latitude": "15.61", "longitude": "102.5"}, whole=True)
    stored = PLACE.read(page, here)
    assert stored == {"latitude": 15.61, "longitude": 102.5, "words": "beside the temple"}


@pytest.mark.parametrize(
    ("latitude", "longitude"), [("15.61", ""), ("x", "102.5"), ("1e9", "102.5"), ("nan", "nan")]
)
def test_half_a_pin_is_no_place(latitude: str, longitude: str, here: Surroundings) -> None:
    page = Given("here", parts={"latitude": latitude, "longitude": longitude}, whole=True)
    assert "send a pin" in explanation(PLACE, page, here)


def test_a_telephone_number_comes_back_as_it_is_shown(here: Surroundings) -> None:
    phone = Phone("phone", ASKED)
    assert phone.parts("0812345678") == {"": "081-234-5678"}


@pytest.mark.parametrize("asked", [PHOTO, PAPER], ids=["photo", "document"])
def test_files_of_a_page_are_taken_together(asked: Photo | Document, here: Surroundings) -> None:
    page = Given(attachments=("a", "b", "a"), media="file", whole=True)
    assert asked.read(page, here) == ["a", "b"]
    assert asked.parts(["a", "b"]) == {"": "a,b"}


@pytest.mark.parametrize("asked", [PHOTO, PAPER], ids=["photo", "document"])
def test_no_file_and_too_many_are_explained(asked: Photo | Document, here: Surroundings) -> None:
    assert "Please add a file" in explanation(asked, Given(whole=True), here)
    many = Given(attachments=("a", "b", "c"), whole=True)
    assert "At most 2 files" in explanation(asked, many, here)


def test_pages_of_a_paper_are_gathered_in_a_chat(here: Surroundings) -> None:
    first = half(PAPER, Given(attachment="a", media="file"), here)
    assert "1 file has arrived" in first.question.render(ENGLISH)
    assert PAPER.read(Given("ต่อไป", earlier=first.earlier), here) == ["a"]
    assert PAPER.show(["a", "b"], here).render(ENGLISH) == "2 files"


@pytest.mark.parametrize("media", ["video", "audio", "sticker"])
def test_what_is_no_paper_is_explained(media: str, here: Surroundings) -> None:
    assert "PDF files here" in explanation(PAPER, Given(attachment="a", media=media), here)


def test_words_are_no_paper(here: Surroundings) -> None:
    assert "a PDF file" in explanation(PAPER, Given("hello"), here)
