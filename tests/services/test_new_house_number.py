"""A number for a new house."""

from datetime import date

import pytest

from services.kit.errors import InvalidAnswer
from services.kit.fields import Given, Surroundings
from services.new_house_number import SERVICE
from tests.services.telling import TODAY, asked, begins


@pytest.mark.parametrize(
    "typed", ["ขั้นตอนขอเลขที่บ้านใหม่", "เฮือนสร้างแล้ว ขอบ้านเลขที่แหน่", "new house number"]
)
def test_a_new_house_begins_it(typed: str) -> None:
    assert begins(SERVICE, typed)


def test_who_moved_in_and_wants_a_bin_does_not_begin_it() -> None:
    assert not begins(SERVICE, "ย้ายมาบ้านเลขที่ใหม่ ขอถังขยะ")


def test_a_house_is_finished_today_at_the_latest(around: Surroundings) -> None:
    finished = SERVICE.field("finished")
    assert finished is not None
    assert finished.read(Given(TODAY.isoformat()), around.on(TODAY)) == TODAY.isoformat()
    with pytest.raises(InvalidAnswer):
        finished.read(Given(date(2026, 11, 24).isoformat()), around.on(TODAY))


def test_only_the_identity_number_is_private() -> None:
    assert [one.name for one in SERVICE.fields if one.private] == ["id"]


def test_the_papers_may_come_later_and_the_photos_may_not() -> None:
    files = {one.name: one.required for one in SERVICE.fields if one.face == "files"}
    assert files == {"photos": True, "consent": False, "papers": False}


@pytest.mark.parametrize(("land", "is_asked"), [("mine", False), ("family", True), ("other", True)])
def test_a_house_on_other_land_needs_the_owners_consent(land: str, is_asked: bool) -> None:
    assert ("consent" in asked(SERVICE, {"land": land})) is is_asked
