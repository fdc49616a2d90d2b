"""Words recorded from residents lead to the service they mean, or to a choice that has it."""

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.turns import Draft, ListCases
from services.catalogue import all_services
from services.kit.fields import Surroundings
from services.kit.text import ENGLISH
from tests.talking import Talk

RECORDED = Path(__file__).parents[2] / "shared" / "domain" / "utterances.tsv"

MEANT: Mapping[str, frozenset[str]] = {
    "waste_bin": frozenset({"waste-bin"}),
    "branch_pickup": frozenset({"branch-pickup"}),
    "asset_borrowing": frozenset({"borrow-property"}),
    "queue_ticket": frozenset({"ticket-today"}),
    "elderly_allowance": frozenset({"elderly-allowance"}),
    "disability_allowance": frozenset({"disability-allowance"}),
    "tax": frozenset({"land-tax", "signboard-tax"}),
    "citizen_manual": frozenset(
        {
            "construction-permit", "new-house-number", "health-hazard", "food-premises",
            "trade-registration", "newborn-grant",
        }
    ),
    "contact_staff": frozenset({"ask-office"}),
}  # fmt: skip

NOT_OFFERED = frozenset({"ขอใช้น้ำปะปาใหม่ต้องทำไง"})
"""What residents also ask for, and no service does: a new water pipe belongs to the waterworks."""


GIVEN_BACK = frozenset({"ยกเลิกคิวที่จองไว้ค่ะ"})
"""Who gives something back looks at their own cases, where it can be withdrawn."""


def recorded() -> list[tuple[str, str]]:
    if not RECORDED.exists():
        return []
    with RECORDED.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return [
        (row["text"], row["intent"]) for row in rows if row["text"] not in NOT_OFFERED | GIVEN_BACK
    ]


def led_to(talk: Talk) -> set[str]:
    """Return the services that are begun, offered by a button or explained."""
    begun: Draft | None = talk.remembered.draft
    pressed = {b.value.removeprefix("begin:") for r in talk.turn.replies for b in r.buttons}
    told = {
        s.key for s in talk.services.values() if s.title.render(ENGLISH) in "\n".join(talk.said)
    }
    return pressed | told | ({begun.service_key} if begun else set())


@pytest.mark.skipif(not RECORDED.exists(), reason="the recorded words are not beside this checkout")
@pytest.mark.parametrize("intent", MEANT)
def test_recorded_words_lead_where_they_mean(intent: str, around: Surroundings) -> None:
    offered = MEANT[intent] & all_services().keys()
    lost = [
        text
        for text, meant in recorded()
        if meant == intent and offered and not offered & led_to(typed(text, around))
    ]
    assert lost == []


def typed(text: str, around: Surroundings) -> Talk:
    talk = Talk(around)
    talk.types(text)
    return talk


@pytest.mark.parametrize("text", GIVEN_BACK)
def test_who_gives_something_back_is_shown_their_own_cases(text: str, around: Surroundings) -> None:
    assert typed(text, around).effects() == (ListCases(),)
