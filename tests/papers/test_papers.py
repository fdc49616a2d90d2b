"""What each paper says, and that nobody's words change it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from services.desk.papers.acknowledgement import acknowledgement
from services.desk.papers.delay import explanation_of_delay
from services.desk.papers.facts import CaseFacts
from services.desk.papers.filled_form import filled_form
from services.desk.papers.receipt import ReceiptFacts, receipt
from services.desk.papers.result_letter import result_letter
from services.desk.papers.shelf import available
from services.kit.fields import Surroundings
from services.kit.text import plain
from tests.desk.people import ANSWERS, LAMP
from tests.papers.examples import EVENING, event, facts_of, lines_of, photo


def lamp_facts(around: Surroundings, **more: Any) -> CaseFacts:
    return facts_of(LAMP, ANSWERS, around, **more)


def test_the_acknowledgement_says_what_came_when_and_by_when_it_is_answered(
    around: Surroundings,
) -> None:
    lines = lines_of(acknowledgement(lamp_facts(around)), around, "en")
    assert lines[2:6] == ["Telephone 0440000000", "Reference K7M-2Q4-XW9", "23 November 2026",
                          "Acknowledgement of filing"]  # fmt: skip
    assert "Received at | 23 November 2026, 12:00" in lines
    assert "Answer by | 27 November 2026" in lines
    assert "Whom to ask | Public Works, telephone 0440000000" in lines
    assert "What is wrong? | dark since the secret storm" in lines
    assert "https://desk.example/track/K7M-2Q4-XW9" in lines


def test_papers_name_whom_staff_filed_for(around: Surroundings) -> None:
    told: dict[str, Any] = {"filed_for": "Kham 9", "channel": "counter"}
    events = [event("explain_delay", "It rains."), event("finish", "Done.")]
    facts = lamp_facts(around, events=events, **told)
    slip = lines_of(acknowledgement(facts), around, "th")
    assert "ยื่นให้ | Kham 9" in slip
    assert "สำนักงานได้รับคำขอดังต่อไปนี้แล้ว" in slip
    letters = (explanation_of_delay(facts), result_letter(facts))
    assert ["To Kham 9" in lines_of(letter, around, "en") for letter in letters] == [True, True]


def test_only_the_slip_at_the_counter_carries_the_code_into_a_chat(around: Surroundings) -> None:
    facts = lamp_facts(around)
    slip = lines_of(acknowledgement(replace(facts, claim_code="SALA-2222-3333")), around, "en")
    assert "Code | SALA-2222-3333" in slip
    assert not any("Code" in line for line in lines_of(acknowledgement(facts), around, "en"))


def test_within_office_hours_it_counts_from_the_same_day(around: Surroundings) -> None:
    lines = lines_of(acknowledgement(lamp_facts(around)), around, "en")
    assert not any(line.startswith("Counts as received") for line in lines)


def test_after_hours_it_counts_from_the_next_working_day(around: Surroundings) -> None:
    facts = lamp_facts(around, filed_at=EVENING)
    lines = lines_of(acknowledgement(facts), around, "th")
    assert "ได้รับเมื่อ | ๒๐ พฤศจิกายน พ.ศ. ๒๕๖๙ เวลา ๒๐.๐๕ น." in lines
    assert "ถือว่าได้รับในวันที่ | ๒๓ พฤศจิกายน พ.ศ. ๒๕๖๙" in lines


def test_files_are_listed_with_what_they_are(around: Surroundings) -> None:
    files = [photo(), photo(media_type="application/pdf"), photo("waiting"), photo("lost")]
    lines = lines_of(acknowledgement(lamp_facts(around, files=files)), around, "en")
    assert [line for line in lines if line.startswith("File ")] == [
        "File 1: photo, 346 kB",
        "File 2: document, 346 kB",
        "File 3: on its way to us",
        "File 4: did not reach us",
    ]


def test_the_form_holds_every_question_with_its_answer(around: Surroundings) -> None:
    lines = lines_of(filled_form(lamp_facts(around)), around, "en")
    assert "Request: Mend a street lamp" in lines
    assert "Which house is near? | House 45/1, Moo 2 South Village" in lines
    assert "A photo? | (skipped)" in lines


def test_a_letter_of_refusal_gives_the_reason_and_a_way_on(around: Surroundings) -> None:
    facts = lamp_facts(around, events=[event("reject", "Not our road")], status="rejected")
    lines = lines_of(result_letter(facts), around, "en")
    assert lines[lines.index("The reason") + 1] == "Not our road"
    assert "Result | Cannot be done" in lines
    assert any(line.startswith("If you do not agree") for line in lines)


def test_a_letter_without_words_has_no_empty_heading(around: Surroundings) -> None:
    facts = lamp_facts(around, events=[event("finish")], status="done")
    lines = lines_of(result_letter(facts), around, "en")
    assert "Result | Done" in lines
    assert "What was done" not in lines


def test_a_delay_is_explained_with_both_days(around: Surroundings) -> None:
    facts = lamp_facts(around, events=[event("explain_delay", "The lift is broken")])
    lines = lines_of(explanation_of_delay(facts), around, "th")
    assert "เดิมแจ้งไว้ภายในวันที่ | ๒๗ พฤศจิกายน พ.ศ. ๒๕๖๙" in lines
    assert "กำหนดใหม่ภายในวันที่ | ๘ ธันวาคม พ.ศ. ๒๕๖๙" in lines
    assert "The lift is broken" in lines


def test_a_receipt_names_the_amount_in_digits_and_in_words(around: Surroundings) -> None:
    paid = ReceiptFacts(
        number="2570/00012",
        given_at=datetime(2026, 11, 27, 3, 0, tzinfo=UTC),
        paid_on=date(2026, 11, 26),
        reference="K7M-2Q4-XW9",
        what_for=plain("ภาษีป้าย"),
        amount=Decimal("3750.25"),
        sources=["slip"],
    )
    lines = lines_of(receipt(paid), around, "th")
    assert "เลขที่ ๒๕๗๐/๐๐๐๑๒" in lines
    assert "จำนวนเงิน | ๓,๗๕๐.๒๕ บาท" in lines
    assert "ตัวอักษร | สามพันเจ็ดร้อยห้าสิบบาทยี่สิบห้าสตางค์" in lines


@pytest.mark.parametrize(
    ("status", "events", "there"),
    [
        ("received", [], ["acknowledgement", "form"]),
        ("done", ["finish"], ["acknowledgement", "form", "result"]),
        ("rejected", ["reject"], ["acknowledgement", "form", "result"]),
        ("reopened", ["finish"], ["acknowledgement", "form"]),
        ("accepted", ["explain_delay"], ["acknowledgement", "form", "delay"]),
    ],
)
def test_a_case_has_the_papers_that_fit_where_it_stands(
    around: Surroundings, status: str, events: list[str], there: list[str]
) -> None:
    facts = lamp_facts(around, status=status, events=[event(action) for action in events])
    assert list(available(facts)) == there


@pytest.mark.parametrize("build", [result_letter, explanation_of_delay])
def test_a_paper_that_does_not_exist_yet_is_not_made_up(around: Surroundings, build: Any) -> None:
    with pytest.raises(LookupError):
        build(lamp_facts(around))
