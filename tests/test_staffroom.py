"""The staff room: buttons and words of staff, in groups and in private chats."""

import pytest

from bot.messages import Kind
from bot.staffroom import REASONS
from bot.turns import (
    Expecting,
    ForgetMessage,
    MarkReachable,
    MoveChat,
    RedeemCode,
    Remembered,
    StaffAction,
)
from services.kit.fields import Surroundings
from services.kit.message import Wanted
from services.kit.text import ENGLISH
from tests.talking import REFERENCE, Talk, bins_only


@pytest.fixture(params=[True, False], ids=["private", "group"])
def staff(request: pytest.FixtureRequest, around: Surroundings) -> Talk:
    return Talk(around, services=bins_only(), remembered=Remembered(), private=request.param)


@pytest.fixture
def group(around: Surroundings) -> Talk:
    return Talk(around, services=bins_only(), remembered=Remembered(), private=False)


@pytest.mark.parametrize("action", ["accept", "finish", "details"])
def test_some_buttons_act_at_once(action: str, staff: Talk) -> None:
    staff.sends_value(f"s:{action}:{REFERENCE}")
    assert staff.effects() == (StaffAction(action, REFERENCE),)
    assert staff.said == []


@pytest.mark.parametrize("action", ["ask", "reply", "reject"])
def test_some_buttons_await_words(action: str, staff: Talk) -> None:
    staff.sends_value(f"s:{action}:{REFERENCE}")
    assert staff.effects() == ()
    assert staff.turn.replies[0].wants is Wanted.WORDS
    staff.types("which colour?")
    assert staff.effects() == (StaffAction(action, REFERENCE, "which colour?"),)
    assert staff.remembered.expecting is None


def test_finishing_may_come_with_words(staff: Talk) -> None:
    staff.sends_value(f"s:finish:{REFERENCE}:words")
    staff.types("brought on Friday")
    assert staff.effects() == (StaffAction("finish", REFERENCE, "brought on Friday"),)


def test_a_common_reason_is_one_press(staff: Talk) -> None:
    staff.sends_value(f"s:reject:{REFERENCE}")
    staff.presses("Already reported")
    action = staff.effects()[0]
    assert isinstance(action, StaffAction)
    assert (action.action, action.reference) == ("reject", REFERENCE)
    assert action.sentence == REASONS["2"].sentence
    assert staff.remembered.expecting is None


def test_staff_may_change_their_mind_by_button(staff: Talk) -> None:
    staff.sends_value(f"s:ask:{REFERENCE}")
    staff.presses("Cancel")
    assert staff.said == ["All right, nothing was sent."]
    assert staff.remembered.expecting is None


def test_staff_may_change_their_mind_by_a_word(staff: Talk) -> None:
    staff.sends_value(f"s:ask:{REFERENCE}")
    staff.types("ยกเลิก")
    assert staff.effects() == ()
    assert staff.remembered.expecting is None


def test_words_that_are_too_long_are_explained_and_still_awaited(staff: Talk) -> None:
    staff.sends_value(f"s:ask:{REFERENCE}")
    assert "at most 2000 letters" in staff.types("x" * 2001)[0]
    assert staff.remembered.expecting == Expecting("staff:ask", REFERENCE)


def test_empty_words_are_not_sent(staff: Talk) -> None:
    staff.sends_value(f"s:ask:{REFERENCE}")
    staff.types("  ")
    assert staff.effects() == ()
    assert staff.remembered.expecting is not None


def test_staff_who_act_are_not_greeted_as_residents(around: Surroundings) -> None:
    staff = Talk(around, services=bins_only(), remembered=Remembered())
    staff.sends_value(f"s:ask:{REFERENCE}")
    assert len(staff.said) == 1
    assert REFERENCE[:3] in staff.said[0]


@pytest.mark.parametrize(
    "value", ["s", "s:", "s:accept", "s:accept:XXX", f"s:burn:{REFERENCE}", "s:a:b:c"]
)
def test_a_staff_button_that_makes_no_sense_does_nothing(value: str, staff: Talk) -> None:
    staff.sends_value(value)
    assert staff.effects() == ()


def test_a_photo_is_not_a_question_of_staff(around: Surroundings) -> None:
    staff = Talk(around, services=bins_only(), remembered=Remembered())
    staff.sends_value(f"s:ask:{REFERENCE}")
    assert "type your words" in staff.sends_photo()[0]
    assert "type your words" in staff.sends_pin(15.6, 102.5)[0]


@pytest.mark.parametrize("typed", ["hello", "เมนู", "/start", "ขอถังขยะ", REFERENCE, "ยกเลิก"])
def test_a_group_may_chat_in_peace(typed: str, group: Talk) -> None:
    assert group.types(typed) == []
    assert group.effects() == ()


@pytest.mark.parametrize("kind", [Kind.FILE, Kind.PLACE, Kind.STICKER, Kind.LOST_FILE])
def test_pictures_and_stickers_in_a_group_are_none_of_our_business(kind: Kind, group: Talk) -> None:
    assert group.does(kind) == []


@pytest.mark.parametrize("value", ["menu", "begin:waste-bin", f"case:{REFERENCE}", "language:en"])
def test_buttons_of_residents_do_nothing_in_a_group(value: str, group: Talk) -> None:
    assert group.sends_value(value) == []
    assert group.effects() == ()


def test_a_photo_does_not_end_the_waiting_for_words_in_a_group(group: Talk) -> None:
    group.sends_value(f"s:ask:{REFERENCE}")
    group.sends_photo()
    group.types("which colour?")
    assert group.effects() == (StaffAction("ask", REFERENCE, "which colour?"),)


@pytest.mark.parametrize("typed", ["SALA-2345-6789", "/link@desk_bot sala-2345-6789"])
def test_a_code_typed_in_a_group_is_redeemed(typed: str, group: Talk) -> None:
    group.types(typed)
    assert group.effects() == (RedeemCode("SALA-2345-6789"),)


def test_the_desk_says_how_to_link_a_group_it_is_brought_into(group: Talk) -> None:
    assert "SALA-XXXX-XXXX" in group.does(Kind.JOINED)[0]
    assert group.effects() == (MarkReachable(reachable=True),)


def test_leaving_moving_and_taking_back_are_remembered(group: Talk) -> None:
    group.does(Kind.LEFT)
    assert group.effects() == (MarkReachable(reachable=False),)
    group.does(Kind.MOVED, "-100")
    assert group.effects() == (MoveChat("-100"),)
    group.does(Kind.UNSENT, "m1")
    assert group.effects() == (ForgetMessage("m1"),)


def test_the_reasons_are_sentences_for_the_resident(around: Surroundings) -> None:
    staff = Talk(around, services=bins_only(), remembered=Remembered(), private=False)
    staff.sends_value(f"s:reject:{REFERENCE}")
    labels = [button.label.render(ENGLISH) for button in staff.turn.replies[0].buttons]
    assert labels == ["Not our duty", "Already reported", "Too little known", "Cancel"]
