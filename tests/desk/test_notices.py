"""What people are told: within the limits of every messenger, and with a way on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from models import Case, CaseEvent
from models.vocabulary import CaseAction, CaseStatus, Role
from services.desk import department_notices, notices
from services.desk.about import About, about
from services.desk.names import action_name, role_name, status_name
from services.kit.fields import Surroundings
from services.kit.message import Reply
from services.kit.text import Text, plain
from tests.desk.people import LAMP, SECRET

CASE = About(
    reference="K7M2Q4XW9",
    status=CaseStatus.RECEIVED,
    service=LAMP.title,
    department=plain("Public Works"),
    village=plain("South Village"),
    due_on=date(2026, 11, 27),
    console="https://desk.example/console/cases/K7M2Q4XW9",
)
LONG = "ก" * 2000
NEWS = ["accept", "ask", "reply", "finish", "reject", "explain_delay"]


def entries(count: int, words: str | None = None) -> list[CaseEvent]:
    return [
        CaseEvent(
            case_id=uuid4(), at=datetime(2026, 11, 23, 2, number, tzinfo=UTC), actor="staff",
            action="reply", status="accepted", words=words,
        )
        for number in range(count)
    ]  # fmt: skip


def every_notice() -> Iterator[tuple[str, Reply]]:
    yield "receipt", notices.receipt(CASE, LAMP.next_steps)
    yield "list", notices.own_cases([CASE] * 10)
    yield "empty list", notices.own_cases([])
    yield "passed on", notices.passed_on(CASE)
    yield "withdrawn", notices.withdrawn(CASE)
    yield "commented", notices.commented()
    yield "opened again", notices.opened_again(CASE)
    yield "new case", department_notices.new_case(CASE)
    yield "details", department_notices.details(CASE)
    yield "unreachable", department_notices.unreachable(CASE)
    for action in NEWS:
        yield f"news {action}", notices.news(CASE, action, LONG)
        yield (
            f"staff {action}",
            department_notices.done_by_staff(CASE, action, "Somsri", told=False),
        )
    for action in ("answer", "write", "attach", "withdraw", "dispute"):
        yield f"resident {action}", department_notices.done_by_resident(CASE, action)
    for given in range(1, 6):
        yield f"rated {given}", notices.rated(CASE, given)
    for status in CaseStatus:
        card = replace(CASE, status=status)
        yield f"own {status}", notices.own_case(card, entries(30, LONG), rated=False)
        yield f"anybody {status}", notices.anybodys_case(card)
        yield f"buttons {status}", department_notices.details(card)


EVERY = list(every_notice())


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("notice", [reply for _name, reply in EVERY], ids=[n for n, _r in EVERY])
def test_every_notice_keeps_within_every_messenger(
    around: Surroundings, notice: Reply, language: str
) -> None:
    spoken = around.languages[language]
    labels = [button.label.render(spoken) for button in notice.buttons]
    assert len(notice.text.render(spoken).encode("utf-16-le")) // 2 <= 4000
    assert [label for label in labels if len(label) > 20] == []
    assert all(len(button.value.encode()) <= 64 for button in notice.buttons)
    assert 1 <= len(notice.buttons) <= 13


@pytest.mark.parametrize("notice", [reply for _name, reply in EVERY], ids=[n for n, _r in EVERY])
def test_no_gap_of_a_sentence_stays_open(around: Surroundings, notice: Reply) -> None:
    assert "{" not in notice.text.render(around.languages["th"])


def test_no_status_action_or_role_lacks_a_name() -> None:
    assert all(status_name(status).message for status in CaseStatus)
    assert all(action_name(action).message for action in CaseAction)
    assert all(role_name(role).message for role in Role)


@pytest.mark.parametrize(
    ("status", "values"),
    [
        ("received", ["write:", "withdraw:", "menu"]),
        ("waiting_for_resident", ["write:", "withdraw:", "menu"]),
        ("rejected", ["write:", "menu"]),
        ("withdrawn", ["menu"]),
        ("done", ["rate:", "rate:", "rate:", "rate:", "rate:", "dispute:", "write:", "menu"]),
    ],
)
def test_a_card_offers_what_is_possible_now(status: str, values: list[str]) -> None:
    card = notices.own_case(replace(CASE, status=status), [], rated=False)
    pressed = [button.value for button in card.buttons]
    assert [value[: len(start)] for value, start in zip(pressed, values, strict=True)] == values


def test_a_rated_case_is_not_rated_again() -> None:
    card = notices.own_case(replace(CASE, status="done"), [], rated=True)
    assert not any(button.value.startswith("rate:") for button in card.buttons)


def test_a_card_shows_the_latest_entries_and_cuts_long_words() -> None:
    text = notices.own_case(CASE, entries(30, LONG), rated=False).text.render()
    assert "23 Nov 2026 09:29" in text
    assert "23 Nov 2026 09:00" not in text
    assert LONG not in text


def test_braces_in_peoples_words_stay_as_they_are() -> None:
    text = notices.news(CASE, "reply", "{department} {secret}").text.render()
    assert "{department} {secret}" in text


def test_a_stranger_with_the_number_sees_no_words_and_no_buttons_to_act() -> None:
    card = notices.anybodys_case(CASE)
    assert [button.value for button in card.buttons] == ["menu"]
    assert SECRET not in card.text.render()


def test_a_low_rating_is_met_with_a_way_on() -> None:
    pressed = [button.value for button in notices.rated(CASE, 1).buttons]
    assert pressed == ["skip:K7M2Q4XW9", "dispute:K7M2Q4XW9"]


def test_a_closed_case_offers_staff_the_console_only() -> None:
    closed = department_notices.details(replace(CASE, status="done"))
    assert [button.url for button in closed.buttons] == [CASE.console]


def test_what_the_office_no_longer_knows_is_shown_by_its_key(around: Surroundings) -> None:
    case = Case(
        reference="K7M2Q4XW9", service_key="gone", department="gone too", answers={},
        resident_id=uuid4(), channel="line", chat="U1", village=77, due_on=date(2026, 11, 27),
    )  # fmt: skip
    shown = about(case, {}, around.office, "https://desk.example")
    assert (shown.service.render(), shown.department.render()) == ("gone", "gone too")
    assert isinstance(shown.village, Text)
    assert shown.village.render() == "Village 77"
