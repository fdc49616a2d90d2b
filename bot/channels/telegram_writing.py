"""How our messages look on Telegram: https://core.telegram.org/bots/api#sendmessage

Plain text without markup, so that nothing a person wrote can be taken for markup. Buttons stand
under the message and stay. Only a wish for the position or the phone number needs the other
keyboard, the one in place of the letters: its buttons send words, so labels come back typed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from telegram import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    WebAppInfo,
)

from bot.channels import DeliveryFailed
from bot.channels.wording import (
    ELLIPSIS,
    Letter,
    Pressable,
    checked_address,
    pieces,
    read_letter,
    rows,
    shortened,
    units,
)
from services.kit.message import Wanted, Written

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_PLACEHOLDER = 64
LONGEST_VALUE = 64
"""In bytes; a Thai letter is three."""

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply

ASKED_OF_THE_PHONE = frozenset({Wanted.PLACE, Wanted.PHONE})


@dataclass(frozen=True, slots=True)
class Saying:
    """One message as Telegram takes it."""

    text: str
    markup: Markup | None = None
    picture: bytes = b""
    """A picture with the text as its caption; without one it is words only."""


def write_messages(messages: Sequence[Written], *, private: bool) -> list[Saying]:
    """Return what is to be sent, one after the other.

    Raises `DeliveryFailed` when a button's value is longer than Telegram takes: a fault of ours.
    """
    return [
        shown
        for written in messages
        for shown in _write_letter(_as_read_here(read_letter(written), private), private)
    ]


def _as_read_here(letter: Letter, private: bool) -> Letter:
    """Only a private chat tells a page who its reader is, and only a page that is safe."""
    buttons = tuple(
        replace(one, inside=one.inside and private and one.url.startswith("https://"))
        for one in letter.buttons
    )
    return replace(letter, buttons=buttons)


def _write_letter(letter: Letter, private: bool) -> list[Saying]:
    """A picture takes the words along as its caption, when they are few enough for one."""
    words = list(_write(letter, private))
    if letter.picture is None:
        return words
    if words and units(words[0].text) <= LONGEST_CAPTION:
        caption = words[0].text if letter.text else ""
        return [replace(words[0], text=caption, picture=letter.picture.png), *words[1:]]
    return [Saying("", picture=letter.picture.png), *words]


def _write(letter: Letter, private: bool) -> Iterator[Saying]:
    if private and letter.wants in ASKED_OF_THE_PHONE:
        yield from _parts(_with_links(letter), _phone_keyboard(letter))
    elif not private and letter.wants == Wanted.WORDS:
        yield from _write_question_to_group(letter)
    elif letter.buttons:
        yield from _parts(letter.text, _inline_keyboard(letter.buttons))
    elif letter.wants == Wanted.WORDS:
        yield from _parts(letter.text, _force_reply(letter))
    else:
        yield from _parts(letter.text, ReplyKeyboardRemove() if private else None)


def _parts(text: str, markup: Markup | None) -> Iterator[Saying]:
    """Cut a long text; what is to be pressed stands under its last part."""
    *before, last = list(pieces(text, LONGEST_TEXT)) or [ELLIPSIS if markup else ""]
    yield from (Saying(part) for part in before)
    if last:
        yield Saying(last, markup)


def _write_question_to_group(letter: Letter) -> Iterator[Saying]:
    """In a group the desk hears plain words only when they answer a message of its own.

    A message has either buttons or a forced reply, so a question with buttons is followed by
    one that only opens the keyboard. `selective` would need the person named in the text.
    """
    if not letter.buttons:
        yield from _parts(letter.text, _force_reply(letter))
        return
    yield from _parts(letter.text, _inline_keyboard(letter.buttons))
    yield Saying(letter.offers[0], _force_reply(letter))


def _force_reply(letter: Letter) -> ForceReply:
    return ForceReply(input_field_placeholder=shortened(letter.offers[0], LONGEST_PLACEHOLDER))


def _inline_keyboard(buttons: Sequence[Pressable]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[_inline_button(button) for button in row] for row in rows(buttons)]
    )


def _inline_button(button: Pressable) -> InlineKeyboardButton:
    if button.inside:
        page = WebAppInfo(checked_address(button.url))
        return InlineKeyboardButton(button.label, web_app=page)
    if button.url:
        return InlineKeyboardButton(button.label, url=checked_address(button.url))
    if not 0 < len(button.value.encode()) <= LONGEST_VALUE:
        raise DeliveryFailed("the value of a button is empty or over 64 bytes", permanent=True)
    return InlineKeyboardButton(button.label, callback_data=button.value)


def _phone_keyboard(letter: Letter) -> ReplyKeyboardMarkup:
    """The messenger's own button first, then our buttons as words; links cannot stand here."""
    place = letter.wants == Wanted.PLACE
    asked = KeyboardButton(letter.offers[0], request_location=place, request_contact=not place)
    ours = [button for button in letter.buttons if not button.url]
    return ReplyKeyboardMarkup(
        [[asked], *([KeyboardButton(button.label) for button in row] for row in rows(ours))],
        resize_keyboard=True,
        one_time_keyboard=True,
    )


def _with_links(letter: Letter) -> str:
    links = [f"{button.label}: {button.url}" for button in letter.buttons if button.url]
    return "\n\n".join([letter.text, *links]).strip()
