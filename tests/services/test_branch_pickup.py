"""Branch pickup: what begins it, and what is too dangerous for it."""

import pytest

from services.branch_pickup import SERVICE
from services.kit.office import Office
from tests.services.telling import asked, begins, meant_by, refusal, unheard


@pytest.mark.parametrize(
    "typed",
    [
        "ช่วยมาเก็บกิ่งไม้หน้าบ้านหน่อยค่ะ ตัดไว้แล้ว",
        "เก็บกิงไม้วันไหน",
        "ง่าไม้กองอยู่หน้าบ้าน มาขนไปให้แหน่",
        "ตัดต้นมะม่วงแล้วไม่มีที่ทิ้ง",
        "branch pickup please, house 12 moo 4",
    ],
)
def test_a_heap_of_branches_begins_it(typed: str) -> None:
    assert begins(SERVICE, typed)


@pytest.mark.parametrize(
    "typed",
    ["กิ่งไม้พาดสายไฟ", "มีคนเผาใบไม้ควันเต็มบ้าน", "ช่วยตัดกิ่งไม้ให้หน่อย", "ขอถังขยะ"],
)
def test_wires_smoke_and_cutting_do_not_begin_it(typed: str) -> None:
    assert not begins(SERVICE, typed)


def test_everybody_is_asked_the_same_few_things() -> None:
    assert asked(SERVICE, {}) == ["danger", "amount", "place", "photo", "day", "phone"]


def test_wires_are_for_the_electricity_authority(office: Office) -> None:
    assert "1129" in refusal(SERVICE, {"danger": "wires"}, office)


def test_fire_is_for_the_fire_brigade(office: Office) -> None:
    assert "199" in refusal(SERVICE, {"danger": "burning"}, office)


def test_recorded_words_begin_it_and_no_others() -> None:
    assert unheard(SERVICE, "branch_pickup") == []
    assert meant_by(SERVICE) == {"branch_pickup"}
