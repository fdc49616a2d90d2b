"""What holds for every kind of question, whatever is typed, stored or sent."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rehearsing import typed_example
from services.kit import questions
from services.kit.errors import InvalidAnswer
from services.kit.fields import Field, Given, Point, Stored, Surroundings, Unfinished
from services.kit.office import Named, Office, Village
from services.kit.questions import (
    BankAccount,
    Choice,
    Consent,
    Count,
    Date,
    DayWish,
    Digits,
    Document,
    House,
    Items,
    JuristicId,
    Line,
    Money,
    NationalId,
    Number,
    OfficeChoice,
    Paragraph,
    Phone,
    Photo,
    Place,
    Several,
    TimeSlot,
)
from services.kit.text import _, plain
from tests.asking import ASKED
from tests.walking import again

NOWHERE = Named("ที่ไหนสักแห่ง", "Somewhere")
OFFICE = Office(
    name=NOWHERE, district=NOWHERE, province=NOWHERE, phone="", address=NOWHERE, website="",
    hours=NOWHERE, politeness="ค่ะ", villages={1: Village(1, NOWHERE)}, departments={},
    handled_by={}, promises={},
)  # fmt: skip
HERE = Surroundings(OFFICE).on(date(2026, 11, 23))

CHOICES = {"yes": _("Yes, I agree"), "more": _("Go on")}
KINDS: list[Field] = [
    BankAccount("bank", ASKED),
    Choice("choice", ASKED, choices=CHOICES),
    Consent("consent", ASKED),
    Count("count", ASKED),
    Date("date", ASKED, latest=lambda today: today),
    Date("partial", ASKED, partial=True),
    DayWish("wish", ASKED),
    Digits("digits", ASKED, length=4),
    Document("document", ASKED),
    House("house", ASKED),
    Items("items", ASKED, choices=lambda _office: {"t": plain("Tent")}, most=lambda _o: {"t": 9}),
    JuristicId("company", ASKED),
    Line("line", ASKED),
    Money("money", ASKED),
    NationalId("person", ASKED),
    Number("number", ASKED, decimals=2),
    OfficeChoice("office", ASKED, offered=lambda _around: CHOICES),
    Paragraph("paragraph", ASKED),
    Phone("phone", ASKED),
    Photo("photo", ASKED),
    Place("place", ASKED),
    Several("several", ASKED, choices=CHOICES, least=0),
    TimeSlot("slot", ASKED, slots=CHOICES),
]
every_kind = pytest.mark.parametrize("asked", KINDS, ids=lambda asked: asked.name)

PIECES = ("วันที่", "ก.พ.", "หมู่", "บาท", "ล้าน", "ครึ่ง", "กสิกร", "tent", "next monday", "พ.ศ.", "ทั้งหมด")
TYPED = st.one_of(
    st.text(max_size=40),
    st.text("0123456789๐๑๒๓๔๕๖๗๘๙-/., ", max_size=20),
    st.lists(st.one_of(st.sampled_from(PIECES), st.integers(-5, 3000).map(str)), max_size=6).map(
        " ".join
    ),
)
SCALARS = st.one_of(st.none(), st.text(max_size=12), st.integers(-9, 3000), st.booleans())
PARTS = ("day", "month", "year", "number", "village", "bank", "account", "holder", "t", "counts",
         "asking", "words", "latitude", "longitude")  # fmt: skip
STORED = st.one_of(
    SCALARS,
    st.lists(st.text(max_size=6), max_size=4),
    st.dictionaries(
        st.sampled_from(PARTS), st.one_of(SCALARS, st.dictionaries(st.text(), SCALARS))
    ),
)
GIVEN = st.builds(
    Given,
    text=TYPED,
    point=st.one_of(st.none(), st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))),
    attachment=st.sampled_from(("", "a")),
    media=st.sampled_from(("", "image", "file", "video")),
    earlier=STORED,
    parts=st.dictionaries(st.sampled_from(PARTS), TYPED, max_size=5),
    attachments=st.lists(st.sampled_from("ab"), max_size=7).map(tuple),
    whole=st.booleans(),
)


def outcome(asked: Field, given: Given) -> Stored | Unfinished | InvalidAnswer:
    try:
        return asked.read(given, HERE)
    except (Unfinished, InvalidAnswer) as told:
        return told


def answers(asked: Field) -> Iterator[Given]:
    files = {"photo": ("a",), "document": ("a", "b")}
    if asked.name in files:
        yield Given(attachments=files[asked.name], whole=True)
    elif asked.name == "items":
        yield Given(parts={"t": "3"}, whole=True)
    elif asked.name == "several":
        yield Given("yes,more", whole=True)
    elif asked.name == "partial":
        yield from (Given("2500"), Given("ก.พ. 2480"), Given("12/2/2500"))
    else:
        yield Given(typed_example(asked, HERE))


def test_every_kind_there_is_is_tried() -> None:
    assert {type(asked).__name__ for asked in KINDS} == set(questions.__all__)


@every_kind
def test_what_stands_in_the_inputs_is_the_same_answer_again(asked: Field) -> None:
    stored = [asked.read(given, HERE) for given in answers(asked)]
    assert [asked.read(again(asked, one), HERE) for one in stored] == stored


@every_kind
def test_an_answer_is_accepted_shown_and_masked(asked: Field, around: Surroundings) -> None:
    stored = [asked.read(given, HERE) for given in answers(asked)]
    rendered = [
        words.render(language)
        for one in stored
        for words in (asked.show(one, HERE), asked.mask(one, HERE))
        for language in around.languages.values()
    ]
    assert all(asked.accepts(one, HERE) for one in stored)
    assert all(rendered)


@every_kind
def test_a_mask_does_not_show_the_answer(asked: Field) -> None:
    pairs = [
        (asked.mask(one, HERE).render(), asked.show(one, HERE).render())
        for one in (asked.read(given, HERE) for given in answers(asked))
    ]
    assert [mask for mask, shown in pairs if shown in mask] == []


@every_kind
@settings(deadline=None, max_examples=150)
@given(given=GIVEN)
def test_whatever_is_given_is_answered_and_fits(asked: Field, given: Given) -> None:
    told = outcome(asked, given)
    kept = isinstance(told, Unfinished | InvalidAnswer) or asked.accepts(told, HERE)
    assert kept
    assert not (given.whole and isinstance(told, Unfinished))


@every_kind
@settings(deadline=None, max_examples=60)
@given(given=GIVEN)
def test_half_an_answer_can_be_asked_again(asked: Field, given: Given) -> None:
    first = outcome(asked, given)
    earlier = first.earlier if isinstance(first, Unfinished) else None
    second = outcome(asked, Given(earlier=earlier))
    assert isinstance(second, Unfinished) is isinstance(first, Unfinished)


@every_kind
@settings(deadline=None, max_examples=100)
@given(stored=STORED)
def test_whatever_is_stored_is_accepted_and_shown_or_refused(asked: Field, stored: Stored) -> None:
    accepted = asked.accepts(stored, HERE)
    assert not accepted or asked.show(stored, HERE).render() is not None
    assert isinstance(asked.parts(stored), dict)
