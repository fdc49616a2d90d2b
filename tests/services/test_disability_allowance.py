"""Disability allowance: what begins it, what it never asks, the card, and how much."""

import pytest

from services.disability_allowance import SERVICE
from services.kit.office import Office
from tests.services.telling import TODAY, asked, begins, finding, meant_by, refusal, told, unheard

GROWN = {"what": "register", "age": "grown", "card": "yes", "expires": "2026-11-23", "who": "self"}


@pytest.mark.parametrize(
    "typed",
    [
        "เบี้ยคนพิการเท่าไหร่",
        "มีบัดพิการแล้วต้องทำไงต่อ",
        "น้องเป็นออทิสติก ลงรับเบี้ยได้บ่",
        "disability money",
    ],
)
def test_words_about_disability_begin_it(typed: str) -> None:
    assert begins(SERVICE, typed)


@pytest.mark.parametrize("typed", ["ห้องน้ำคนพิการพัง", "เบี้ยคนแก่ได้กี่บาท"])
def test_other_things_do_not_begin_it(typed: str) -> None:
    assert not begins(SERVICE, typed)


def test_nobody_is_asked_what_the_disability_is() -> None:
    names = {one.name for one in SERVICE.fields}
    assert names == {
        "what", "age", "card", "expires", "who", "name", "house", "authority", "papers", "phone",
        "id", "account",
    }  # fmt: skip
    assert [one.name for one in SERVICE.fields if one.private] == ["id", "account"]


def test_who_only_asks_says_nothing_personal() -> None:
    assert asked(SERVICE, {"what": "check", "card": "yes"}) == ["what", "age", "card"]


@pytest.mark.parametrize("who", ["guardian", "proxy"])
def test_who_acts_for_somebody_shows_that_they_may(who: str) -> None:
    assert "authority" in asked(SERVICE, {**GROWN, "who": who})
    assert "authority" not in asked(SERVICE, GROWN)


def test_without_a_card_the_way_to_one_is_told(office: Office) -> None:
    words = refusal(SERVICE, {"what": "register", "card": "no"}, office)
    assert words.startswith("First please get the disability card")


def test_a_card_is_good_on_its_last_day_and_not_on_the_next(office: Office) -> None:
    SERVICE.rule(GROWN, TODAY, office)
    assert "has expired" in refusal(SERVICE, {**GROWN, "expires": "2026-11-22"}, office)


def test_only_registering_needs_the_card(office: Office) -> None:
    SERVICE.rule({"what": "check", "card": "no"}, TODAY, office)
    assert SERVICE.finding({"what": "account"}, TODAY, office) is None


@pytest.mark.parametrize(("age", "amount"), [("child", "1,000"), ("grown", "800")])
def test_how_much_it_is(age: str, amount: str, office: Office) -> None:
    answers = {"what": "check", "age": age, "card": "yes"}
    assert f"An estimate: {amount} baht a month." in told(SERVICE, answers, office)
    assert finding(SERVICE, answers, office).final


def test_who_registers_sees_the_sum_before_sending(office: Office) -> None:
    assert "800 baht" in told(SERVICE, GROWN, office)
    assert not finding(SERVICE, GROWN, office).final


def test_recorded_words_begin_it_and_no_others() -> None:
    assert unheard(SERVICE, "disability_allowance") == []
    assert meant_by(SERVICE) == {"disability_allowance"}
