"""The queue ticket: what begins it, which lines there are, and that nobody tells of an illness."""

from dataclasses import replace

import pytest

from bot.service_rules import LONGEST_LABEL
from offices import SHIPPED
from services.kit.consequences import TakeTicket
from services.kit.errors import InvalidAnswer
from services.kit.fields import Given, Surroundings
from services.kit.office import read_office
from services.kit.service import speaks_for_itself
from services.kit.text import ENGLISH
from services.ticket_today import SERVICE, lines, reasons
from tests.services.telling import TODAY, asked, begins, meant_by, unheard

LINE, PRIORITY = SERVICE.fields


@pytest.fixture(scope="module")
def here(around: Surroundings) -> Surroundings:
    return around.on(TODAY)


@pytest.mark.parametrize("typed", ["คิว", "ขอคิวแหน่", "รับบัตรคิวค่ะ", "จองคิวจ่ายภาษี", "queue", "Ticket"])
def test_the_word_queue_begins_it(typed: str) -> None:
    assert begins(SERVICE, typed)


@pytest.mark.parametrize("typed", ["คิวรถไปอำเภอกี่โมง", "สแกนคิวอาร์ไม่ได้"])
def test_other_queues_do_not(typed: str) -> None:
    assert not begins(SERVICE, typed)


def test_two_questions_and_nothing_more() -> None:
    assert asked(SERVICE, {}) == ["line", "priority"]
    assert SERVICE.then == (TakeTicket(line="line", priority="priority"),)
    assert speaks_for_itself(SERVICE, {})


def test_each_office_has_its_own_lines(here: Surroundings) -> None:
    assert {key: name.render(ENGLISH) for key, name in lines(here).items()} == {
        "general": "General",
        "tax": "Taxes",
    }


def test_the_lines_of_the_shipped_office_fit_on_buttons(here: Surroundings) -> None:
    shipped = lines(replace(here, office=read_office(SHIPPED)))
    labels = [
        name.render(spoken) for name in shipped.values() for spoken in here.languages.values()
    ]
    assert max(len(label) for label in labels) <= LONGEST_LABEL


def test_the_reasons_are_the_published_ones_without_any_illness(here: Surroundings) -> None:
    assert [name.render(ENGLISH) for name in reasons(here).values()] == [
        "None of these", "Aged 60 or over", "Cannot wait long",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "line"), [("ภาษี", "tax"), ("1", "general"), ("ไม่แน่ใจ", "general"), ("Taxes", "tax")]
)
def test_a_line_is_pressed_or_said(typed: str, line: str, here: Surroundings) -> None:
    assert LINE.read(Given(typed), here) == line


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("ไม่", "none"), ("อายุ 72 แล้ว", "elderly"), ("นั่งรถเข็น", "help"), ("3", "help"), ("no", "none")],
)
def test_a_reason_is_pressed_or_said(typed: str, reason: str, here: Surroundings) -> None:
    assert PRIORITY.read(Given(typed), here) == reason


def test_an_office_without_lines_says_so(here: Surroundings) -> None:
    without = replace(here, office=replace(here.office, queues={}))
    with pytest.raises(InvalidAnswer, match="nothing to choose"):
        LINE.read(Given("general"), without)
    assert LINE.show("general", without).render(ENGLISH) == "general"


def test_recorded_words_begin_it_and_no_others() -> None:
    assert unheard(SERVICE, "queue_ticket") == []
    assert meant_by(SERVICE) == {"queue_ticket"}
