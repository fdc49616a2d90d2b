"""Messages as the desk writes them, the same on every channel."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from services.kit.text import Language, Rendered, Text, _


class Wanted(StrEnum):
    """What an answer may be besides words, so that a messenger can offer its own button for it."""

    PLACE = "place"
    PHOTO = "photo"
    PHONE = "phone"
    WORDS = "words"
    """Plain typing from one person in a busy group: Telegram opens the keyboard for a reply."""


OFFERS: dict[Wanted, tuple[Text, ...]] = {
    Wanted.PLACE: (_("Send my location"),),
    Wanted.PHOTO: (_("Take a photo"), _("Choose a photo")),
    Wanted.PHONE: (_("Send my number"),),
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


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to one person: a text, and what they may press."""

    text: Rendered
    buttons: tuple[Button, ...] = ()
    wants: Wanted | None = None
    case_id: UUID | None = None
    """The case it is about, so that staff find it among what was said."""

    def written(self, language: Language) -> "Written":
        """Put the message into the reader's language, as plain data for the outbox."""
        message: Written = {"text": self.text.render(language)}
        if self.buttons:
            message["buttons"] = [_written_button(button, language) for button in self.buttons]
        if self.wants:
            message["wants"] = self.wants.value
            message["offers"] = [label.render(language) for label in OFFERS[self.wants]]
        return message


Written = dict[str, object]
"""`{"text": str, "buttons": [{"label": str, "value": str} | {"label": str, "url": str}],
"wants": "place", "offers": [str]}`: what is kept in the outbox and what a channel is given."""


def _written_button(button: Button, language: Language) -> dict[str, str]:
    label = button.label.render(language)
    if button.url:
        return {"label": label, "url": button.url}
    return {"label": label, "value": button.value}
