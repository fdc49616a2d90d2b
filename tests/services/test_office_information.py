"""Official information: what somebody wants, how, and where it goes."""

import pytest

from services.office_information import SERVICE
from tests.services.telling import asked, begins


@pytest.mark.parametrize(
    "typed", ["ขอดูรายงานการประชุมสภา", "ขอสำเนาสัญญาจ้าง", "official information request"]
)
def test_who_wants_a_document_is_heard(typed: str) -> None:
    assert begins(SERVICE, typed)


def test_who_only_looks_has_nothing_sent() -> None:
    assert asked(SERVICE, {"form": "look"}) == ["what", "form", "name", "phone"]


def test_only_the_post_needs_an_address() -> None:
    chat = asked(SERVICE, {"form": "copy", "receive": "chat"})
    post = asked(SERVICE, {"form": "copy", "receive": "post"})
    assert set(post) - set(chat) == {"address"}


def test_nobody_has_to_say_who_they_are() -> None:
    assert [one.name for one in SERVICE.fields if not one.required] == ["name", "phone"]


def test_the_answer_comes_within_the_fifteen_days_of_the_act() -> None:
    assert (SERVICE.promise_days, SERVICE.law_days) == (10, 15)
