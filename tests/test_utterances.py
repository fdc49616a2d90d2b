"""How much of what residents type the desk understands; a floor, and never an argument."""

import pytest

from services.catalogue import all_services
from services.kit.fields import Surroundings
from tests.utterances import NOTHING, SHOWN, Utterance, collected, share, understood

FLOORS = {"seen": 0.97, "held": 0.6}
"""The share understood at once. Measured on 30 Nov 2026: 0.99 and 0.63 (see `tests.utterances`)."""


@pytest.mark.parametrize("part", FLOORS)
def test_most_of_what_residents_type_is_understood(part: str, around: Surroundings) -> None:
    found = [understood(one, around) for one in collected(part)]
    assert share(found) >= FLOORS[part]


def test_what_means_no_service_begins_none(around: Surroundings) -> None:
    others = [one for one in collected(SHOWN) if one.service == NOTHING]
    assert [one.text for one in others if understood(one, around).services] == []


@pytest.mark.parametrize("part", FLOORS)
def test_every_service_has_sentences_in_both_parts(part: str) -> None:
    assert all_services().keys() - {one.service for one in collected(part)} <= {"ticket-today"}


@pytest.mark.parametrize(
    ("typed", "service"),
    [
        ("ภาษีป้ายร้านกาแฟ", "signboard-tax"),
        ("ภาสีป้ายร้านกาแฟ", "signboard-tax"),
        ("ตัดกิ่งมะม่วงไว้แล้ว มาเก็บให้หน่อย", "branch-pickup"),
        ("เงินสงเคราะห์ศพ", "funeral-aid"),
        ("จดทะเบียนพานิชย์", "trade-registration"),
    ],
)
def test_the_longer_name_counts_however_it_is_spelt(
    typed: str, service: str, around: Surroundings
) -> None:
    sentence = Utterance(SHOWN, service, typed)
    assert understood(sentence, around).services == (service,)
