"""Complaints: what begins one, what is asked, and who is named as the better address."""

import pytest

from offices import SHIPPED
from services.complaint import ROUTING, SERVICE, say_who_reads_it
from services.kit.climbing import rule_on
from services.kit.fields import Given, Surroundings
from services.kit.office import Office, read_office
from services.kit.routing import routes_on
from tests.services.telling import TODAY, asked, begins, promised, told

ROUTES = routes_on(read_office(SHIPPED), ROUTING.table, TODAY)


@pytest.mark.parametrize(
    "typed",
    ["อยากร้องเรียนค่ะ", "ขอร้องทุกข์", "ข้างบ้านส่งเสียงดังทั้งคืน", "หมาจรจัดหน้าโรงเรียน", "i want to complain"],
)
def test_who_wants_to_complain_is_heard(typed: str) -> None:
    assert begins(SERVICE, typed)


def test_only_what_happened_and_what_it_is_about_must_be_told() -> None:
    assert asked(SERVICE, {}) == ["about", "what", "danger", "place", "photo", "name", "phone"]
    assert [one.name for one in SERVICE.fields if one.required] == ["about", "what", "danger"]


def test_what_was_written_and_who_wrote_it_is_not_shown_to_a_group() -> None:
    shown = [one.name for one in SERVICE.fields if not one.personal]
    assert shown == ["about", "danger"]


def test_the_steps_are_as_long_as_the_promise_and_the_rule_goes_before_both() -> None:
    assert promised(SERVICE) == (15, 15)
    assert SERVICE.law_days == 15


@pytest.mark.parametrize(
    ("typed", "about"),
    [
        ("ขยะหน้าวัด", "waste"),
        ("น้ำประปาขุ่น", "water"),
        ("หมาไล่กัดเด็ก", "animals"),
        ("เจ้าหน้าที่พูดไม่ดี", "conduct"),
        ("เรื่องอื่น", "other"),
        ("1", "road"),
    ],
)
def test_a_category_is_understood_by_its_words(
    typed: str, about: str, around: Surroundings
) -> None:
    question = SERVICE.field("about")
    assert question is not None
    assert question.read(Given(text=typed), around.on(TODAY)) == about


@pytest.mark.parametrize(
    ("what", "phone"),
    [
        ("ไฟดับทั้งหมู่บ้านตั้งแต่เย็น", "1129"),
        ("มีคนขายยาบ้าหลังโรงเรียน", "1386"),
        ("ถนนทางหลวงเป็นหลุม", "1586"),
        ("my motorbike was stolen from home, theft", "191"),
    ],
)
def test_another_office_is_named_and_the_complaint_taken_all_the_same(
    what: str, phone: str, office: Office
) -> None:
    words = told(SERVICE, {"about": "other", "what": what}, office)
    found = say_who_reads_it({"about": "other", "what": what}, TODAY, office)
    assert phone in words
    assert found is not None
    assert not found.final


def test_nobody_is_sent_elsewhere_with_what_is_ours(office: Office) -> None:
    assert say_who_reads_it({"about": "road", "what": "ถนนหน้าบ้านเป็นหลุม"}, TODAY, office) is None


def test_about_staff_the_reader_and_the_confidential_channel_are_named(office: Office) -> None:
    words = told(SERVICE, {"about": "conduct", "what": "เรียกเงิน"}, office)
    assert "/integrity" in words
    assert "executive" in words


def test_whatever_is_about_staff_goes_to_a_head_and_those_above() -> None:
    above = [one for one in ROUTES.values() if one.above]
    assert [(one.key, one.owner, one.also) for one in above] == [
        ("conduct", "head", ("executive",))
    ]


def test_every_category_has_an_owner_in_a_department_of_the_shipped_office() -> None:
    departments = read_office(SHIPPED).departments
    assert {one.department for one in ROUTES.values()} <= departments.keys()
    assert all(one.owner in {"officer", "head"} for one in ROUTES.values())


def test_what_may_hurt_somebody_climbs_by_the_clock(office: Office) -> None:
    rule = rule_on(office, TODAY)
    assert rule is not None
    assert rule.is_danger(SERVICE.key, {"danger": "yes"})
    assert not rule.is_danger(SERVICE.key, {"danger": "no"})
