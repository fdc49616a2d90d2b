"""What the chat window itself says; the script gets it in the reader's language."""

from collections.abc import Mapping

from services.kit.text import Text, _

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
