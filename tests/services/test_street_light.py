"""Street lights: a dark lamp is repaired, a hanging one is kept away from."""

import pytest

from services.kit.fields import Surroundings
from services.street_light import SERVICE
from tests.services.telling import answered, asked, begins


@pytest.mark.parametrize("typed", ["ไฟทางหน้าวัดดับ 3 ต้น", "ไฟกิ่งบ่ติด", "street light broken moo 2"])
def test_a_dark_lamp_begins_it(typed: str) -> None:
    assert begins(SERVICE, typed)


@pytest.mark.parametrize("typed", ["ค่าไฟทางการแพง", "ไฟไหม้ข้างทาง"])
def test_bills_and_fires_do_not_begin_it(typed: str) -> None:
    assert not begins(SERVICE, typed)


def test_a_live_wire_is_for_the_electricity_authority(around: Surroundings) -> None:
    assert "1129" in answered("ไฟถนนไฟรั่ว ไฟดูดหมา", around)


def test_only_what_hangs_or_sparks_is_kept_away_from() -> None:
    assert "keep-away" in asked(SERVICE, {"wrong": "loose"})
    assert "keep-away" not in asked(SERVICE, {"wrong": "dark"})


def test_whoever_passes_may_report_it_with_nothing_but_a_place() -> None:
    path = asked(SERVICE, {"wrong": "dark"})
    needed = [one.name for one in SERVICE.fields if one.required and one.name in path]
    assert needed == ["wrong", "place"]
