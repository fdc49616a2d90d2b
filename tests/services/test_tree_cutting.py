"""Trees: what they touch comes first, for a live wire is nothing for our people."""

import pytest

from services.kit.fields import Surroundings
from services.kit.office import Office
from services.tree_cutting import SERVICE
from tests.services.telling import TODAY, answered, asked, begins, refusal


@pytest.mark.parametrize("typed", ["ต้นไม้ล้มขวางถนน", "ต้นไม้จะล้มทับสายไฟ", "cut a tree please"])
def test_a_tree_begins_it(typed: str) -> None:
    assert begins(SERVICE, typed)


def test_branches_that_are_cut_already_do_not_begin_it() -> None:
    assert not begins(SERVICE, "ตัดกิ่งไว้แล้ว มาเก็บกิ่งไม้ให้หน่อย")


def test_wires_are_for_the_electricity_authority(office: Office, around: Surroundings) -> None:
    assert "1129" in refusal(SERVICE, {"touches": "wire"}, office)
    assert "1129" in answered("ต้นไม้ล้ม สายไฟขาด", around)


@pytest.mark.parametrize("touches", ["road", "house", "nothing", None])
def test_everything_else_is_ours(touches: str | None, office: Office) -> None:
    SERVICE.rule({"touches": touches}, TODAY, office)
    assert asked(SERVICE, {"touches": touches})[0] == "touches"


def test_a_tree_across_a_road_does_not_wait_for_a_day_that_suits() -> None:
    assert "day" not in asked(SERVICE, {"touches": "road"})
    assert "day" in asked(SERVICE, {"touches": "house"})


def test_a_neighbours_tree_needs_a_consent_that_may_come_later() -> None:
    consent = SERVICE.field("consent")
    assert consent is not None
    assert not consent.required
    assert "consent" in asked(SERVICE, {"owner": "neighbour"})
    assert "consent" not in asked(SERVICE, {"owner": "mine"})


def test_nobody_has_to_take_a_photo_of_what_is_falling() -> None:
    photo = SERVICE.field("photo")
    assert photo is not None
    assert not photo.required
