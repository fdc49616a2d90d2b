"""How an announcement will look: written by the very code that writes it for each messenger."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.channels import DeliveryFailed
from models.vocabulary import ChannelName
from services.kit.message import Written


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as it stands on a screen."""

    text: str = ""
    buttons: tuple[str, ...] = ()
    picture: bool = False


def preview(channel: str, messages: Sequence[Written]) -> list[Shown]:
    """Return what somebody on this channel will see, message by message.

    Nothing for a draft that cannot be sent yet: what is wrong with it is told beside.
    """
    try:
        return _previewed(channel, messages)
    except DeliveryFailed:
        return []


def _previewed(channel: str, messages: Sequence[Written]) -> list[Shown]:
    if channel == ChannelName.LINE:
        return _on_line(messages)
    if channel == ChannelName.TELEGRAM:
        return _on_telegram(messages)
    return [_as_written(one) for one in messages]


def _on_line(messages: Sequence[Written]) -> list[Shown]:
    """The SDK of LINE is loaded when a messenger or a preview first needs it."""
    from linebot.v3.messaging import FlexBubble, FlexMessage, ImageMessage, TextMessage

    from bot.channels.line_writing import write_messages

    shown: list[Shown] = []
    for one, written in zip(
        write_messages(messages, private=True),
        (message.to_dict() for message in write_messages(messages, private=True)),
        strict=True,
    ):
        match one:
            case ImageMessage():
                shown.append(Shown(picture=True))
            case TextMessage():
                shown.append(Shown(str(written["text"])))
            case FlexMessage(contents=FlexBubble()):
                shown.append(_bubble(written["contents"]))
    return shown


def _bubble(bubble: dict[str, object]) -> Shown:
    texts = [str(part["text"]) for part in _parts(bubble.get("body")) if "text" in part]
    labels = [_label(part) for row in _parts(bubble.get("footer")) for part in _flat(row)]
    return Shown("\n".join(texts), tuple(labels))


def _flat(row: dict[str, object]) -> list[dict[str, object]]:
    return _parts(row) if row.get("contents") else [row]


def _label(button: dict[str, object]) -> str:
    action = button.get("action")
    return str(action["label"]) if isinstance(action, dict) else ""


def _parts(box: object) -> list[dict[str, object]]:
    contents = box.get("contents") if isinstance(box, dict) else None
    return [part for part in contents or [] if isinstance(part, dict)]


def _on_telegram(messages: Sequence[Written]) -> list[Shown]:
    from telegram import InlineKeyboardMarkup

    from bot.channels.telegram_writing import write_messages

    shown = []
    for saying in write_messages(messages, private=True):
        keyboard = saying.markup if isinstance(saying.markup, InlineKeyboardMarkup) else None
        rows = keyboard.inline_keyboard if keyboard else ()
        labels = tuple(button.text for row in rows for button in row)
        shown.append(Shown(saying.text, labels, bool(saying.picture)))
    return shown


def _as_written(written: Written) -> Shown:
    buttons = written.get("buttons")
    told = buttons if isinstance(buttons, list) else []
    labels = tuple(str(button["label"]) for button in told)
    return Shown(str(written.get("text", "")), labels, "picture" in written)
