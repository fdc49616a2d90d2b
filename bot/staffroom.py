"""The staff room: what staff press and type about a case, in groups and in private chats.

Whether somebody may do so is decided by the desk, which also records who was refused.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot import queue_turns
from bot.codes import find_code
from bot.commands import read_command
from bot.messages import Heard, Kind
from bot.standing import set_aside
from bot.turns import (
    AskToSignIn,
    Effect,
    Expecting,
    ForgetMessage,
    MarkReachable,
    MoveChat,
    RedeemCode,
    Remembered,
    StaffAction,
    StaffDesk,
    Turn,
    World,
)
from services.kit import presses
from services.kit.message import Button, Reply, Wanted
from services.kit.presses import press, read_press
from services.kit.references import read_reference, shown
from services.kit.text import Text, _

WORDS = "words"
"""s:finish:reference:words: finish with a word to the resident."""

LEAVE = "leave"
"""s:leave:reference: type nothing after all."""

MOST_WORDS = 2000
"""Letters of one message; a history keeps no more in one entry."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a case cannot be done: a word for the button, a sentence for the resident."""

    name: Text
    sentence: Text


REASONS: Mapping[str, Reason] = {
    "1": Reason(
        _("Not our duty"),
        _("This is not within the duties of our office, so we may not do it."),
    ),
    "2": Reason(
        _("Already reported"),
        _("The same matter has already been reported, and we are handling it there."),
    ),
    "3": Reason(
        _("Too little known"),
        _("There was too little information, and we could not reach you to ask."),
    ),
}

_AWAITED: Mapping[str, Text] = {
    "ask": _("Please type the question for the resident of case {reference}."),
    "reply": _("Please type your message to the resident of case {reference}."),
    "finish": _("Please type what was done; the resident of case {reference} will read it."),
    "bill": _(
        "Please type the amount and what it is for, such as “250 copy fee”; the resident of "
        "case {reference} will read it."
    ),
    "reject": _(
        "Why can case {reference} not be done? Press a reason, or type one; "
        "the resident will read it."
    ),
}
_ONLY_IN_PRIVATE = _(
    "Signing in works only in our private chat, so that nobody else sees the link. "
    "Please type the same there."
)
_AT_ONCE = frozenset(("accept", "finish", "details", "seen", "lend_yes", "lend_out", "lend_back"))
"""The last three are about property on loan: see `services.desk.lending`."""
MENU, MINE, SLIPS = "menu", "mine", "slips"
LISTS = frozenset((MENU, MINE, SLIPS, "new", "unread", "due", "overdue"))
"""s:menu, s:mine …: what staff look at in their own chat; the last are piles of cases."""
_ABOUT_SLIPS = frozenset(("paid", "nopay"))
"""s:paid:reference:slip, s:nopay:reference:slip."""


def group_turn(remembered: Remembered, heard: Heard, world: World) -> Turn:
    """Answer in a group, room or topic: staff business only, silent about all else."""
    decide = _IN_GROUPS.get(heard.kind)
    return decide(remembered, heard, world) if decide else Turn(remembered)


def press_turn(remembered: Remembered, arguments: Sequence[str]) -> Turn | None:
    """Take a staff button; None when it is not one of ours."""
    action, written = (*arguments, "", "")[:2]
    more = arguments[2] if len(arguments) > 2 else ""
    if reference := read_reference(written) or "":
        return _about_case(remembered, action, reference, more)
    if action in LISTS and not written:
        return Turn(set_aside(remembered), effects=(StaffDesk(action),))
    return None


def _about_case(remembered: Remembered, action: str, reference: str, more: str) -> Turn | None:
    if action == LEAVE:
        return Turn(set_aside(remembered), (Reply(_("All right, nothing was sent.")),))
    if action == "reject" and more in REASONS:
        told = StaffAction(action, reference, sentence=REASONS[more].sentence)
        return Turn(set_aside(remembered), effects=(told,))
    if action in _ABOUT_SLIPS and more:
        return Turn(set_aside(remembered), effects=(StaffAction(action, reference, more),))
    if action in _AT_ONCE and more != WORDS:
        return Turn(set_aside(remembered), effects=(StaffAction(action, reference),))
    return _await(remembered, action, reference) if action in _AWAITED else None


def ask_to_sign_in(remembered: Remembered) -> Turn:
    """Take the typed wish to sign in; who works here is known to the desk alone."""
    return Turn(set_aside(remembered), effects=(AskToSignIn(),))


def words_turn(remembered: Remembered, expecting: Expecting, words: str) -> Turn:
    """Take the words staff were asked for."""
    action = expecting.what.partition(":")[2]
    words = words.strip()
    if not words:
        return Turn(remembered, (asking(expecting),))
    if len(words) > MOST_WORDS:
        longer = _(
            "That is a little long. Please use at most {longest} letters.", longest=MOST_WORDS
        )
        return Turn(remembered, (Reply(longer, wants=Wanted.WORDS),))
    return Turn(set_aside(remembered), effects=(StaffAction(action, expecting.reference, words),))


def is_for_staff(expecting: Expecting) -> bool:
    """Say whether words are awaited from this person as staff."""
    return expecting.what.startswith("staff:")


def asking(expecting: Expecting) -> Reply:
    """Ask for the words of a step; Telegram opens the keyboard for one person of a group."""
    action, reference = expecting.what.partition(":")[2], expecting.reference
    words = Text(_AWAITED[action].message, {"reference": shown(reference)})
    reasons = REASONS if action == "reject" else {}
    buttons = tuple(
        Button(reason.name, press(presses.STAFF, action, reference, number))
        for number, reason in reasons.items()
    )
    leave = Button(_("Cancel"), press(presses.STAFF, LEAVE, reference))
    return Reply(words, (*buttons, leave), Wanted.WORDS)


def _await(remembered: Remembered, action: str, reference: str) -> Turn:
    expecting = Expecting(f"staff:{action}", reference)
    return Turn(replace(remembered, expecting=expecting), (asking(expecting),))


def _group_text(remembered: Remembered, heard: Heard, _world: World) -> Turn:
    if code := find_code(heard.text):
        return Turn(remembered, effects=(RedeemCode(code),))
    command = list(read_command(heard.text, {}))
    if command == [presses.LINE]:
        return queue_turns.call_next(remembered)
    if command == [presses.SIGN_IN]:
        return Turn(remembered, (Reply(_ONLY_IN_PRIVATE),))
    expecting = remembered.expecting
    if expecting is None or not is_for_staff(expecting):
        return Turn(remembered)
    if command == [presses.CANCEL]:
        return Turn(set_aside(remembered), (Reply(_("All right, nothing was sent.")),))
    return words_turn(remembered, expecting, heard.text)


def _group_press(remembered: Remembered, heard: Heard, _world: World) -> Turn:
    verb, *arguments = read_press(heard.text)
    decide = _PRESSES.get(verb)
    taken = decide(remembered, arguments) if decide else None
    return taken or Turn(remembered)


def _group_joined(remembered: Remembered, _heard: Heard, world: World) -> Turn:
    hint = _(
        "Hello! I bring new cases to the staff of {office}. To link this chat to a department, "
        "type the one-time code made by the administrator here, for example SALA-XXXX-XXXX.",
        office=world.around.office.name,
    )
    return Turn(remembered, (Reply(hint),), (MarkReachable(reachable=True),))


def _silently(make: Callable[[Heard], Effect]) -> Callable[[Remembered, Heard, World], Turn]:
    def decide(remembered: Remembered, heard: Heard, _world: World) -> Turn:
        return Turn(remembered, effects=(make(heard),))

    return decide


left = _silently(lambda _heard: MarkReachable(reachable=False))
unsent = _silently(lambda heard: ForgetMessage(heard.text))
moved = _silently(lambda heard: MoveChat(heard.text))

_PRESSES: Mapping[str, Callable[[Remembered, Sequence[str]], Turn | None]] = {
    presses.STAFF: press_turn,
    presses.LINE: queue_turns.press_turn,
}

_IN_GROUPS: Mapping[Kind, Callable[[Remembered, Heard, World], Turn]] = {
    Kind.TEXT: _group_text,
    Kind.PRESS: _group_press,
    Kind.JOINED: _group_joined,
    Kind.LEFT: left,
    Kind.UNSENT: unsent,
    Kind.MOVED: moved,
}
