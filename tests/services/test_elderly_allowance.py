"""Elderly allowance: what begins it, what it asks whom, when and how much."""

from collections.abc import Mapping
from datetime import date

import pytest

from services.elderly_allowance import SERVICE
from services.kit.fields import Stored
from services.kit.office import Office
from tests.services.telling import TODAY, asked, begins, finding, meant_by, refusal, told, unheard


def born(year: int, month: int | None = None, day: int | None = None) -> Mapping[str, object]:
    """Return a day of birth as it is kept."""
    return {"year": year, "month": month, "day": day}


def wish(what: str, **more: Stored) -> dict[str, Stored]:
    """Return the first answers of somebody who wishes this."""
    return {"what": what, "pension": "no"} | more


@pytest.mark.parametrize(
    "typed",
    [
        "แม่อายุ 60 แล้ว ลงทะเบียนเบี้ยคนแก่ยังไง",
        "เงินผู้เฒ่าออกมื้อใด๋",
        "เบี้ยยังชีบคนชรา",
        "old age pension how much",
    ],
)
def test_words_of_old_people_begin_it(typed: str) -> None:
    assert begins(SERVICE, typed)


@pytest.mark.parametrize(
    "typed", ["เบี้ยพิการกับเบี้ยคนแก่รับพร้อมกันได้ไหม", "ค่าทำศพผู้สูงอายุ", "ลงทะเบียนเด็กแรกเกิด"]
)
def test_other_allowances_do_not_begin_it(typed: str) -> None:
    assert not begins(SERVICE, typed)


def test_who_only_asks_gives_a_birthday_and_nothing_personal() -> None:
    assert asked(SERVICE, wish("check")) == ["what", "born", "pension"]
    assert asked(SERVICE, wish("payday")) == ["what"]


def test_who_registers_for_somebody_shows_the_authority() -> None:
    proxy = asked(SERVICE, wish("register", who="proxy", paid="cash"))
    myself = asked(SERVICE, wish("register", who="self", paid="bank"))
    assert set(proxy) - set(myself) == {"authority"}
    assert set(myself) - set(proxy) == {"account"}


@pytest.mark.parametrize(
    ("what", "names"),
    [
        ("account", ["what", "name", "papers", "phone", "id", "account"]),
        ("moved", ["what", "name", "from", "house", "paid", "papers", "phone", "id"]),
        ("death", ["what", "name", "died", "papers", "phone"]),
    ],
)
def test_the_other_wishes_ask_only_what_they_need(what: str, names: list[str]) -> None:
    assert asked(SERVICE, {"what": what}) == names


def test_numbers_of_people_and_accounts_are_private_and_come_last() -> None:
    assert [one.name for one in SERVICE.fields if one.private] == ["id", "account"]
    assert [one.name for one in SERVICE.fields][-2:] == ["id", "account"]


def test_who_turns_sixty_is_told_when_to_register_and_from_when_it_is_paid(
    office: Office,
) -> None:
    answers = wish("check", born=born(1967, 9, 2))
    words = told(SERVICE, answers, office)
    assert "You are 60 years old on Wed 1 Sep 2027." in words
    assert "You can register now, until Mon 30 Nov 2026." in words
    assert "paid from Oct 2027 on" in words
    assert "600 baht a month" in words
    assert finding(SERVICE, answers, office).final


def test_one_day_earlier_belongs_to_the_year_before(office: Office) -> None:
    words = told(SERVICE, wish("check", born=born(1967, 9, 1)), office)
    assert "You are 60 years old on Tue 31 Aug 2027." in words
    assert "Who registered in time is paid from Sep 2027 on." in words
    assert "You are then paid from Oct 2027 on." in words


def test_in_december_nobody_registers(office: Office) -> None:
    words = told(SERVICE, wish("check", born=born(1960, 1, 1)), office, date(2026, 12, 5))
    assert "from Fri 1 Jan 2027 to Thu 30 Sep 2027" in words


def test_on_the_border_an_officer_decides(office: Office) -> None:
    words = told(SERVICE, wish("check", born=born(1947, 10, 2)), office)
    assert "700 baht a month" in words
    assert "it may also be 800 baht" in words


def test_a_missing_month_is_said_to_be_counted_from_january(office: Office) -> None:
    assert "from Tue 1 Jan 1957" in told(SERVICE, wish("check", born=born(1957)), office)


def test_a_state_pension_excludes_it(office: Office) -> None:
    answers = wish("check", born=born(1960, 1, 1), pension="yes")
    assert "cannot get this allowance" in told(SERVICE, answers, office)
    assert "cannot get this allowance" in refusal(SERVICE, {**answers, "what": "register"}, office)


def test_who_is_too_young_is_told_when_to_come_instead_of_filling_in_a_form(
    office: Office,
) -> None:
    words = refusal(SERVICE, wish("register", born=born(1972, 5, 1)), office)
    assert "You are 60 years old on Fri 30 Apr 2032." in words
    assert "You can register from Tue 1 Oct 2030 to Sat 30 Nov 2030." in words


def test_who_is_old_enough_may_register_while_the_window_is_open(office: Office) -> None:
    answers = wish("register", born=born(1960, 1, 1))
    SERVICE.rule(answers, TODAY, office)
    assert "from Fri 1 Jan 2027" in refusal(SERVICE, answers, office, date(2026, 12, 1))
    assert not finding(SERVICE, answers, office).final


def test_only_registering_has_a_rule(office: Office) -> None:
    SERVICE.rule({"what": "death", "born": born(2020, 1, 1), "pension": "yes"}, TODAY, office)
    assert SERVICE.finding({"what": "account"}, TODAY, office) is None


def test_the_next_day_of_payment_is_told(office: Office) -> None:
    assert "The next day of payment is Wed 9 Dec 2026." in told(SERVICE, wish("payday"), office)


def test_who_moved_learns_who_pays_until_when(office: Office) -> None:
    assert "until Thu 30 Sep 2027" in told(SERVICE, wish("moved"), office)


def test_a_family_is_told_kindly(office: Office) -> None:
    assert told(SERVICE, wish("death"), office).startswith("We are sorry for your loss.")


def test_recorded_words_begin_it_and_no_others() -> None:
    assert unheard(SERVICE, "elderly_allowance") == []
    assert meant_by(SERVICE) == {"elderly_allowance"}
