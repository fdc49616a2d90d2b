"""What one turn of a conversation needs and yields. Plain values, no behaviour."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Self

from services.kit.fields import Stored, Surroundings
from services.kit.message import Reply
from services.kit.service import Service
from services.kit.text import Text


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that is being filled in. Where the resident stands follows from the answers."""

    id: str
    """Six letters; stands in every button of this draft, so that an older button is known."""
    service_key: str
    answers: Mapping[str, Stored] = field(default_factory=dict)
    changing: str = ""
    """The one question that is being answered again from the review."""
    earlier: Stored = None
    """The half of a two-part answer that was understood."""
    messages: Mapping[str, str] = field(default_factory=dict)
    """Question to the messenger's id of the message that answered it, should it be taken back."""


@dataclass(frozen=True, slots=True)
class Expecting:
    """What the next plain words are for, outside a form: `message`, `comment`, `reason` …"""

    what: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Remembered:
    """Everything kept of a conversation between two messages."""

    language: str = ""
    """Empty until it is known; then `th` or `en`."""
    notice_shown: int = 0
    """Which version of the privacy notice this person has seen."""
    draft: Draft | None = None
    expecting: Expecting | None = None
    puzzled: int = 0
    """How many messages in a row were not understood: a person is offered sooner each time."""

    def as_data(self) -> dict[str, Any]:
        """Return plain JSON data, without what is empty: most rows stay small."""
        kept: dict[str, Any] = {"language": self.language, "notice_shown": self.notice_shown}
        if self.draft:
            kept["draft"] = _draft_data(self.draft)
        if self.expecting:
            kept["expecting"] = [self.expecting.what, self.expecting.reference]
        if self.puzzled:
            kept["puzzled"] = self.puzzled
        return kept

    @classmethod
    def from_data(cls, kept: Mapping[str, Any]) -> Self:
        """Read what `as_data` wrote, today or by an earlier version."""
        return cls(
            language=kept.get("language", ""),
            notice_shown=kept.get("notice_shown", 0),
            draft=_read_draft(kept.get("draft")),
            expecting=_read_expecting(kept.get("expecting")),
            puzzled=kept.get("puzzled", 0),
        )


def _read_draft(kept: Any) -> Draft | None:
    """Read a draft as far as this version knows its parts; without its name it is no draft."""
    if not isinstance(kept, Mapping) or not {"id", "service_key"} <= kept.keys():
        return None
    known = Draft.__dataclass_fields__.keys()
    return Draft(**{name: value for name, value in kept.items() if name in known})


def _read_expecting(kept: Any) -> Expecting | None:
    return Expecting(*kept) if isinstance(kept, list) and len(kept) == 2 else None


def _draft_data(draft: Draft) -> dict[str, Any]:
    return {
        "id": draft.id,
        "service_key": draft.service_key,
        "answers": dict(draft.answers),
        "changing": draft.changing,
        "earlier": draft.earlier,
        "messages": dict(draft.messages),
    }


def _nowhere(_draft: str) -> str:
    """The address of a page where there are none."""
    return ""


@dataclass(frozen=True, slots=True)
class World:
    """What a turn may look at besides what was said and remembered."""

    services: Mapping[str, Service]
    around: Surroundings
    today: date
    now: datetime
    base_url: str
    fresh_id: str
    """Six letters from the event's id, the name of a draft begun now."""
    attachment_id: str = ""
    """The id an incoming file will have in the desk."""
    fill_address: Callable[[str], str] = _nowhere
    """The page on which this person may go on with the draft of this id; expires by itself."""


@dataclass(frozen=True, slots=True)
class Effect:
    """Something the desk is to do, in the transaction of the turn. See `bot.effects`."""


@dataclass(frozen=True, slots=True)
class FileCase(Effect):
    service_key: str
    answers: Mapping[str, Stored]


@dataclass(frozen=True, slots=True)
class ListCases(Effect):
    """Show this resident's own cases, open ones first."""


@dataclass(frozen=True, slots=True)
class AskData(Effect):
    wish: str  # what a resident asks about their own data


@dataclass(frozen=True, slots=True)
class ShowCase(Effect):
    """Show where a case stands. By reference: anybody may; their own with its history."""

    reference: str


@dataclass(frozen=True, slots=True)
class WriteToOffice(Effect):
    """Add the resident's words to their case: an answer when the office asked, else a message."""

    reference: str
    words: str
    attachment_id: str = ""


@dataclass(frozen=True, slots=True)
class WriteInTalk(Effect):
    """Pass on what the resident says in a talk; answered only when there is something to say."""

    reference: str
    words: str
    attachment_id: str = ""


@dataclass(frozen=True, slots=True)
class Withdraw(Effect):
    reference: str


@dataclass(frozen=True, slots=True)
class Rate(Effect):
    reference: str
    stars: int


@dataclass(frozen=True, slots=True)
class Comment(Effect):
    """Add a word to a rating given before."""

    reference: str
    words: str


@dataclass(frozen=True, slots=True)
class Dispute(Effect):
    """The resident says it is not done."""

    reference: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class KeepFile(Effect):
    """Remember a file the resident sent, to be fetched after the answer."""

    attachment_id: str
    evidence: bool = False
    """Keep, for staff, when and where a photo was taken."""


@dataclass(frozen=True, slots=True)
class ShowDue(Effect):
    """Show what is to be paid next for a case."""

    reference: str


@dataclass(frozen=True, slots=True)
class SendSlip(Effect):
    """Take a file as the slip of a transfer for what is due."""

    reference: str
    attachment_id: str


@dataclass(frozen=True, slots=True)
class ForgetMessage(Effect):
    """The sender took a message back: empty our copy (LINE asks for this)."""

    message_id: str


@dataclass(frozen=True, slots=True)
class ForgetTyped(Effect):
    """Empty our own window of a private number that was typed into it just now."""


@dataclass(frozen=True, slots=True)
class SetLanguage(Effect):
    language: str


@dataclass(frozen=True, slots=True)
class MarkReachable(Effect):
    """The chat can be written to again, or no more."""

    reachable: bool


@dataclass(frozen=True, slots=True)
class RedeemCode(Effect):
    """Link this account or this chat with a one-time code."""

    code: str


@dataclass(frozen=True, slots=True)
class AskToSignIn(Effect):
    """Somebody typed that they want to sign in; only for staff there is a link."""


@dataclass(frozen=True, slots=True)
class MoveChat(Effect):
    """A group got another id."""

    moved_to: str


@dataclass(frozen=True, slots=True)
class StaffAction(Effect):
    """A button or words of staff about a case. Whether this person may is decided by the desk."""

    action: str
    """A `CaseAction` value, or `details`."""
    reference: str
    words: str = ""
    sentence: Text | None = None
    """Instead of words: a prepared sentence, told to the resident in their language."""


@dataclass(frozen=True, slots=True)
class StaffDesk(Effect):
    what: str  # the menu, the day, or a list; see `bot.staff_effects`


@dataclass(frozen=True, slots=True)
class ChooseNews(Effect):
    action: str = ""  # see `bot.news_turns`
    argument: str = ""


@dataclass(frozen=True, slots=True)
class ServeLine(Effect):
    """A button or words of staff about the people at the counters; see `bot.queue_turns`."""

    action: str
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """What one event leads to: what to remember, what to say, what the desk is to do.

    The replies of the effects come after `replies`. When an effect refuses (`ResidentError`),
    nothing of the turn counts: its explanation is said, and `remembered` stays as it was.
    """

    remembered: Remembered
    replies: tuple[Reply, ...] = ()
    effects: tuple[Effect, ...] = ()
