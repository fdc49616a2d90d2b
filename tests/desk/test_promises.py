"""Why a case is due on its day, and which days were promised before."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from models import Case, CaseEvent
from models.columns import new_id
from models.vocabulary import CaseAction
from services.desk.deadlines import promised_by
from services.desk.promises import promises, why_that_day
from services.kit.office import Office
from services.kit.text import BANGKOK
from tests.desk.people import LAMP

FRIDAY = datetime(2026, 11, 27, 10, 0, tzinfo=BANGKOK)


def entry(action: CaseAction, due_on: date | None, days: int = 0) -> CaseEvent:
    return CaseEvent(
        case_id=new_id(), action=action, actor="staff", status="received", due_on=due_on,
        at=FRIDAY + timedelta(days=days),
    )  # fmt: skip


def case(due_on: date, status: str = "received") -> Case:
    return Case(
        reference="222222222", service_key="lamp", department="works", answers={},
        resident_id=new_id(), channel="line", chat="U", due_on=due_on, status=status,
    )  # fmt: skip


def why(history: list[CaseEvent], due_on: date, office: Office, status: str = "received") -> str:
    return " ".join(
        reason.render() for reason in why_that_day(history, case(due_on, status), LAMP, office)
    )


def test_working_days_are_counted_and_weekends_are_not(office: Office) -> None:
    due = promised_by(LAMP, FRIDAY.date(), office)
    told = why([entry(CaseAction.FILE, due)], due, office)
    assert "3 working days after Fri 27 Nov 2026" in told
    assert "Saturdays" in told


def test_an_act_that_wants_it_sooner_is_named(office: Office) -> None:
    strict = replace(LAMP, promise_days=20, law_days=7)
    due = promised_by(strict, FRIDAY.date(), office)
    found = why_that_day([entry(CaseAction.FILE, due)], case(due), strict, office)
    assert "within 7 days" in " ".join(one.render() for one in found)


def test_a_rule_that_changed_since_is_not_made_up(office: Office) -> None:
    due = promised_by(LAMP, FRIDAY.date(), office) + timedelta(days=3)
    assert "rule of that time" in why([entry(CaseAction.FILE, due)], due, office)


def test_a_delay_names_the_day_before(office: Office) -> None:
    first, later = date(2026, 12, 2), date(2026, 12, 9)
    told = why(
        [entry(CaseAction.FILE, first), entry(CaseAction.EXPLAIN_DELAY, later, 1)], later, office
    )
    assert "in place of Wed 2 Dec 2026" in told


def test_a_question_does_not_move_the_day(office: Office) -> None:
    due = promised_by(LAMP, FRIDAY.date(), office)
    told = why([entry(CaseAction.FILE, due)], due, office, "waiting_for_resident")
    assert "The day stays while the resident is asked." in told


@pytest.mark.parametrize("known", [date(2026, 12, 2), None])
def test_every_promise_is_kept_with_the_one_before(known: date | None) -> None:
    first, later = date(2026, 12, 2), date(2026, 12, 9)
    history = [
        entry(CaseAction.FILE, known),
        entry(CaseAction.ACCEPT, first, 1),
        entry(CaseAction.EXPLAIN_DELAY, later, 2),
        entry(CaseAction.NOTE, later, 3),
    ]
    found = [(one.before, one.day) for one in promises(history, case(later))]
    assert found == [(None, first), (first, later)]
