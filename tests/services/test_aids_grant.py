"""The grant that is talked about in private: nothing asked or shown tells which one it is."""

import re

import pytest

from services.aids_grant import SERVICE
from services.kit.fields import Surroundings
from services.kit.office import Office
from tests.services.telling import asked, begins, meant_by, told

TELLING = re.compile("aids|hiv|เอดส์|เอชไอวี|ผู้ป่วย|patient", re.IGNORECASE)


@pytest.mark.parametrize("typed", ["เงินผู้ป่วยเอดส์", "ปรึกษาเงินสงเคราะห์", "hiv grant"])
def test_it_is_found_by_its_plain_name(typed: str) -> None:
    assert begins(SERVICE, typed)


def test_a_funeral_is_something_else() -> None:
    assert not begins(SERVICE, "เงินสงเคราะห์ค่าจัดการศพ")


def test_only_a_number_and_a_time_are_asked() -> None:
    assert asked(SERVICE, {}) == ["phone", "time"]


@pytest.mark.parametrize("language", ["th", "en"])
def test_nothing_in_a_chat_or_a_case_tells_which_grant_it_is(
    language: str, around: Surroundings
) -> None:
    texts = [SERVICE.title, SERVICE.summary, SERVICE.next_steps]
    texts += [text for one in SERVICE.fields for text in (one.question, one.hint) if text]
    spoken = [text.render(around.languages[language]) for text in texts]
    assert [sentence for sentence in spoken if TELLING.search(sentence)] == []


def test_the_sum_says_nothing_more(office: Office) -> None:
    assert told(SERVICE, {}, office) == "The grant is 500 baht a month."


def test_the_manual_is_complete() -> None:
    assert all((SERVICE.conditions, SERVICE.papers, SERVICE.stages, SERVICE.laws))


def test_recorded_words_of_others_do_not_begin_it() -> None:
    assert meant_by(SERVICE) == set()
