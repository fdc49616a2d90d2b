"""Messages as the desk writes them, the same on every channel."""

from base64 import b64encode
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from services.kit.text import Language, Rendered, Text, _


class Wanted(StrEnum):
    """What an answer may be besides words, so that a messenger can offer its own button for it."""

    PLACE = "place"
    PHOTO = "photo"
    PHONE = "phone"
    DATE = "date"
    """A day: LINE opens its own calendar."""
    DOCUMENT = "document"
    """A photo or a PDF file."""
    WORDS = "words"
    """Plain typing from one person in a busy group: Telegram opens the keyboard for a reply."""


OFFERS: dict[Wanted, tuple[Text, ...]] = {
    Wanted.PLACE: (_("Send my location"),),
    Wanted.PHOTO: (_("Take a photo"), _("Choose a photo")),
    Wanted.PHONE: (_("Send my number"),),
    Wanted.DATE: (_("Choose a day"),),
    Wanted.DOCUMENT: (_("Take a photo"), _("Choose a photo")),
    Wanted.WORDS: (_("Answer this message"),),
}
"""What a messenger writes on its own buttons for it; at most 20 letters in every language."""


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press: sends `value` back to us, or opens `url`.

    `value` stays within 64 bytes, the smallest limit of all messengers (Telegram).
    """

    label: Rendered
    value: str = ""
    url: str = ""
    inside: bool = False
    """Open `url`, a page of this desk, inside the messenger: it then says who the reader is."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of ours above a message: a payment code, a map of what to bring."""

    url: str
    """Where the picture is, for messengers that fetch it (https) and for the web chat."""
    png: bytes
    """The picture itself, at most 100 KB, for messengers that are handed it."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to one person: a text, and what they may press."""

    text: Rendered
    buttons: tuple[Button, ...] = ()
    wants: Wanted | None = None
    case_id: UUID | None = None
    """The case it is about, so that staff find it among what was said."""
    picture: Picture | None = None
    date_press: str = ""
    """What a day chosen in a messenger's calendar is sent as: this, a colon and `2026-11-30`."""
    connects: str | None = None
    """From this message on plain words go to the case of this reference; empty: no more."""
    fleeting: bool = False
    """Nothing of it is kept once it was sent: that somebody was told it says too much."""

    def written(self, language: Language) -> "Written":
        """Put the message into the reader's language, as plain data for the outbox."""
        message: Written = {"text": self.text.render(language)}
        if self.buttons:
            message["buttons"] = [_written_button(button, language) for button in self.buttons]
        if self.wants:
            message["wants"] = self.wants.value
            message["offers"] = [label.render(language) for label in OFFERS[self.wants]]
        if self.fleeting:
            message[FLEETING] = True
        if self.date_press:
            message["date"] = self.date_press
        if self.picture:
            png = b64encode(self.picture.png).decode("ascii")
            message["picture"] = {"url": self.picture.url, "png": png}
        return message


FLEETING = "fleeting"

Written = dict[str, object]
"""What is kept in the outbox and what a channel is given:
`{"text": str, "buttons": [{"label": str, "value": str} | {"label": str, "url": str,
"inside"?: True}], "wants": "place", "offers": [str], "picture": {"url": str, "png": base64},
"fleeting"?: True}`."""


def _written_button(button: Button, language: Language) -> dict[str, object]:
    label = button.label.render(language)
    if button.url:
        opened: dict[str, object] = {"label": label, "url": button.url}
        return {**opened, "inside": True} if button.inside else opened
    return {"label": label, "value": button.value}
