"""How our messages look on LINE: https://developers.line.biz/en/reference/messaging-api/#message-objects

Words alone are a text message. Words with buttons are one Flex bubble: unlike quick replies its
buttons stay, they are as wide as the bubble, and letters and buttons grow with the letter size a
resident has chosen on the phone. Quick replies are used only for what LINE alone can offer: the
position, the camera and the calendar.

Only models of the SDK are passed on: it drops the words of a plain dictionary without a sound.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from linebot.v3.messaging import (
    Action,
    CameraAction,
    CameraRollAction,
    DatetimePickerAction,
    FlexBox,
    FlexBubble,
    FlexButton,
    FlexComponent,
    FlexMessage,
    FlexText,
    ImageMessage,
    LocationAction,
    Message,
    PostbackAction,
    QuickReply,
    QuickReplyItem,
    TextMessage,
    URIAction,
)

from bot.channels.wording import (
    Letter,
    Pressable,
    checked_address,
    pieces,
    read_letter,
    rows,
    shortened,
)
from services.kit import presses
from services.kit.message import Wanted, Written

LONGEST_TEXT = 5000
LONGEST_ALT_TEXT = 1500
LONGEST_LABEL = 20
"""Of a quick reply; a Flex button may have 40, which our longest labels never reach."""

LONGEST_BUTTON = 40
LONGEST_IN_BUBBLE = 1000
"""Ours: longer words go before the bubble, which keeps it well under LINE's 30 KB."""

MOST_BUTTONS = 30
"""Ours, of one bubble, for the same reason."""

LIFF = "https://liff.line.me"

EARLIEST_DAY, LATEST_DAY = "1900-01-01", "2100-12-31"
"""All that LINE's calendar can show."""

PRIMARY = "#0C5C4B"
SECONDARY = "#E3F0EA"
"""LINE's own green under white letters is too pale to read for old eyes (2.2 : 1)."""

QUIET = frozenset(
    {
        presses.BACK,
        presses.SKIP,
        presses.CANCEL,
        presses.RESTART,
        presses.MENU,
        presses.HELP,
        presses.CONTACT,
        presses.LANGUAGE,
    }
)
"""Ways round an answer look quieter than the answers."""


@dataclass(frozen=True, slots=True)
class InsidePages:
    """The office's LIFF app: pages of the desk at `base_url` that open inside LINE.

    Its endpoint is the desk's own address, so that every page of ours lies behind it.
    """

    base_url: str = ""
    liff_id: str = ""

    def address(self, url: str) -> str:
        """Return where to open a page of ours inside LINE; the same where there is no such app."""
        if not self.liff_id or not url.startswith(f"{self.base_url}/"):
            return url
        return f"{LIFF}/{self.liff_id}{url.removeprefix(self.base_url)}"


def write_messages(
    messages: Sequence[Written], *, private: bool, pages: InsidePages | None = None
) -> list[Message]:
    """Return what LINE is to show, one or more of its messages for each of ours.

    Raises `DeliveryFailed` when an address is longer than LINE takes: a fault of ours.
    """
    letters = [_led_inside(read_letter(written), private, pages) for written in messages]
    return [shown for letter in letters for shown in _write(letter, private)]


def _led_inside(letter: Letter, private: bool, pages: InsidePages | None) -> Letter:
    """In a group a page cannot know its reader, so it is opened as any other."""
    if not private or pages is None:
        return letter
    led = (
        replace(one, url=pages.address(one.url)) if one.inside else one for one in letter.buttons
    )
    return replace(letter, buttons=tuple(led))


def _write(letter: Letter, private: bool) -> list[Message]:
    words = _write_bubbles(letter) if letter.buttons else _write_texts(letter.text)
    shown = [*_write_picture(letter), *words]
    offers = _quick_reply(letter) if private else None
    if shown and offers is not None:
        shown[-1].quick_reply = offers
    return shown


def _write_picture(letter: Letter) -> Iterator[Message]:
    """LINE fetches the picture itself, and only from https; without it the words must do."""
    if letter.picture and letter.picture.url.startswith("https://"):
        url = checked_address(letter.picture.url)
        yield ImageMessage(originalContentUrl=url, previewImageUrl=url)


def _write_texts(text: str) -> Iterator[Message]:
    for piece in pieces(text, LONGEST_TEXT):
        yield TextMessage(text=piece)


def _write_bubbles(letter: Letter) -> Iterator[Message]:
    """The last words stand with the buttons; what is too long for a bubble goes before it."""
    before, beside = _parted(letter.text)
    yield from _write_texts(before)
    for buttons in _chunks(letter.buttons):
        yield FlexMessage(
            altText=shortened(beside or buttons[0].label, LONGEST_ALT_TEXT),
            contents=_bubble(beside, buttons),
        )
        beside = ""


def _parted(text: str) -> tuple[str, str]:
    parts = list(pieces(text, LONGEST_IN_BUBBLE))
    return "\n".join(parts[:-1]), parts[-1] if parts else ""


def _chunks(buttons: Sequence[Pressable]) -> Iterator[Sequence[Pressable]]:
    for start in range(0, len(buttons), MOST_BUTTONS):
        yield buttons[start : start + MOST_BUTTONS]


def _bubble(text: str, buttons: Sequence[Pressable]) -> FlexBubble:
    words = FlexText(text=text, wrap=True, size="lg", scaling=True) if text else None
    return FlexBubble(
        body=FlexBox(layout="vertical", contents=[words]) if words else None,
        footer=FlexBox(
            layout="vertical", spacing="sm", contents=[_row(row) for row in rows(buttons)]
        ),
    )


def _row(buttons: Sequence[Pressable]) -> FlexComponent:
    shown = [_button(button) for button in buttons]
    return (
        shown[0] if len(shown) == 1 else FlexBox(layout="horizontal", spacing="sm", contents=shown)
    )


def _button(button: Pressable) -> FlexButton:
    quiet = bool(button.url) or presses.read_press(button.value)[0] in QUIET
    return FlexButton(
        action=_action(button),
        style="secondary" if quiet else "primary",
        color=SECONDARY if quiet else PRIMARY,
        adjustMode="shrink-to-fit",
        scaling=True,
    )


def _action(button: Pressable) -> Action:
    """`displayText` puts the pressed words into the chat, so that the resident sees the answer."""
    label = shortened(button.label, LONGEST_BUTTON)
    if button.url:
        return URIAction(label=label, uri=checked_address(button.url))
    return PostbackAction(label=label, data=button.value, displayText=button.label)


def _quick_reply(letter: Letter) -> QuickReply | None:
    labels = [shortened(offer, LONGEST_LABEL) for offer in letter.offers]
    match letter.wants:
        case Wanted.PLACE:
            actions: list[Action] = [LocationAction(label=labels[0])]
        case Wanted.PHOTO | Wanted.DOCUMENT:
            actions = [CameraAction(label=labels[0]), CameraRollAction(label=labels[-1])]
        case Wanted.DATE if letter.date:
            actions = [_calendar(labels[0], letter.date)]
        case _:
            return None
    return QuickReply(items=[QuickReplyItem(action=action) for action in actions])


def _calendar(label: str, press: str) -> Action:
    """LINE's own calendar; the day comes back as one more part of the press."""
    return DatetimePickerAction(
        label=label, data=press, mode="date", min=EARLIEST_DAY, max=LATEST_DAY
    )
