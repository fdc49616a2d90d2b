"""What the chat window itself says, and which buttons are special; its script gets both."""

from collections.abc import Mapping

from services.kit import presses
from services.kit.text import Text, _

BEHAVIOUR: Mapping[str, object] = {
    "lasting": [presses.CASE, presses.WRITE, presses.WITHDRAW, presses.RATE, presses.DISPUTE],
    "quiet": [presses.BACK, presses.SKIP, presses.CANCEL],
    "quietAlone": [presses.MENU, presses.HELP],
    "languageVerb": presses.LANGUAGE,
}
"""Which buttons stay after an answer, and which stand back behind the others."""


WORDS: Mapping[str, Text] = {
    "you": _("You"),
    "office": _("The office"),
    "sending": _("Sending…"),
    "received": _("The desk has it"),
    "notSent": _("Not sent yet"),
    "retry": _("Send again"),
    "offline": _("No connection just now. What you write is kept and sent as soon as possible."),
    "photo": _("Photo"),
    "document": _("Document"),
    "place": _("My location"),
    "placeUnknown": _("Your device did not tell us where it is. Please type the place instead."),
    "placeSearching": _("Looking for your location…"),
    "tooLarge": _("This file is larger than 10 MB. Please send a smaller one."),
    "refused": _("This could not be sent."),
    "opensNewWindow": _("(opens in a new window)"),
}
