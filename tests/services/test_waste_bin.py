"""The waste bin: what begins it, and what it asks whom."""

import pytest

from bot.phrases import services_meant
from services.catalogue import all_services
from services.waste_bin import SERVICE
from tests.services.telling import asked, begins, meant_by, unheard


@pytest.mark.parametrize(
    "typed",
    [
        "ขอถังขยะ",
        "ขอถังขยะหน้าบ้านหนึ่งใบครับ",
        "ถังขยะแตกอยากได้ใหม่ค่ะ",
        "ถังขยะบ้านข่อยแตกเด้อ อยากได้ถังใหม่",
        "ค่าถังขยะเดือนละเท่าไหร่",
        "ย้ายมาอยู่ใหม่ หมู่ 5 อยากให้มาเก็บขยะ",
        "ขอรับบิรการเก็บขยะหน่อยค่า",
        "can i get a new trash bin",
        "Waste bin please",
    ],
)
def test_asking_for_a_bin_begins_it(typed: str) -> None:
    assert services_meant(typed, all_services()) == [SERVICE]


@pytest.mark.parametrize(
    "typed",
    [
        "ถังขยะเต็มล้นแล้ว บ่มาเอาจักเทือ",
        "รถขยะไม่มาเก็บหน้าบ้าน 2 อาทิตแล้วคับ",
        "รถเก็บขยะไม่มา",
        "ขยะเหม็นมาก",
        "มีคนเผาขยะควันเต็มหมู่บ้าน",
        "ช่วยมาเก็บกิ่งไม้หน้าบ้านหน่อยค่ะ",
    ],
)
def test_a_complaint_about_rubbish_does_not_begin_it(typed: str) -> None:
    assert not begins(SERVICE, typed)


def test_only_a_broken_bin_is_photographed() -> None:
    lost = ["reason", "how-many", "house", "place", "phone"]
    assert asked(SERVICE, {"reason": "lost"}) == lost
    assert asked(SERVICE, {"reason": "broken"}) == [*lost[:-1], "photo", "phone"]


def test_group_chats_may_read_only_what_names_nobody() -> None:
    assert [one.name for one in SERVICE.fields if not one.personal] == ["reason", "how-many"]


def test_fee_and_days_wait_for_the_word_of_the_office() -> None:
    assert SERVICE.to_be_confirmed
    assert SERVICE.fee is not None


def test_recorded_words_of_residents_begin_it_and_no_others() -> None:
    """Who asks where their bin is says its name too, and is shown their cases (see `Topic`)."""
    assert unheard(SERVICE, "waste_bin") == []
    assert meant_by(SERVICE) == {"waste_bin", "track_status"}
