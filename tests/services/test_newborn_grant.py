"""Newborn grant: a complete manual, and a call in private."""

import pytest

from services.kit.fields import Surroundings
from services.kit.office import Office
from services.newborn_grant import SERVICE
from tests.services.telling import asked, begins, meant_by, told


@pytest.mark.parametrize(
    "typed", ["ลงทะเบียนเด็กแรกเกิด 600 ใช้เอกสารอะไร", "เงินอุดหนุนเด็ก", "newborn grant"]
)
def test_words_about_small_children_begin_it(typed: str) -> None:
    assert begins(SERVICE, typed)


@pytest.mark.parametrize("typed", ["ศูนย์เด็กเล็กอยู่บ้านใด๋", "หมาจรจัดกัดเด็ก ช่วยมาดูด้วย"])
def test_other_words_about_children_do_not_begin_it(typed: str) -> None:
    assert not begins(SERVICE, typed)


def test_only_a_number_and_a_time_are_asked() -> None:
    assert asked(SERVICE, {}) == ["phone", "time"]


def test_the_sum_and_its_limits_are_told(office: Office) -> None:
    words = told(SERVICE, {}, office)
    assert "600 baht a month until the child is 6" in words
    assert "100,000 baht a year" in words


@pytest.mark.parametrize("form", ["ดร.01", "ดร.02", "สูติบัตร", "สมุดสีชมพู"])
def test_the_manual_lists_the_papers(form: str, around: Surroundings) -> None:
    thai = around.languages["th"]
    assert form in " ".join(paper.name.render(thai) for paper in SERVICE.papers)


def test_recorded_words_begin_it_and_no_others() -> None:
    assert meant_by(SERVICE) == {"citizen_manual"}
