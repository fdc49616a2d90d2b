"""What LINE and Telegram would refuse of a message, as the channels' own code writes it."""

from collections.abc import Iterable, Iterator

from bot.channels import DeliveryFailed, line_writing, telegram_writing
from services.kit.fields import Surroundings
from services.kit.message import Reply, Written
from services.kit.text import Language
from tests.simulator.counting import utf16_units
from tests.simulator.line_checks import check_messages
from tests.simulator.line_shapes import Walk
from tests.simulator.telegram_fields import Refused
from tests.simulator.telegram_keyboards import check_keyboard
from tests.simulator.telegram_rules import TEXT_LONGEST

LONGEST_LABEL = 20
"""Ours: what is longer would be cut by one messenger or another, which none would refuse."""


def refused(replies: Iterable[Reply], around: Surroundings, *, private: bool = True) -> list[str]:
    """Return why a messenger would not show these messages whole, in any language of the office."""
    return [
        f"{code}: {reason}"
        for reply in replies
        for code, language in around.languages.items()
        for reason in (
            *_not_whole(reply, language),
            *_by_line(reply.written(language), private),
            *_by_telegram(reply.written(language), private),
        )
    ]


def _not_whole(reply: Reply, language: Language) -> Iterator[str]:
    if not reply.text.render(language).strip():
        yield "an empty message"
    labels = [button.label.render(language) for button in reply.buttons]
    yield from (f"too long a label: {label}" for label in labels if len(label) > LONGEST_LABEL)


def _by_line(written: Written, private: bool) -> Iterator[str]:
    walk = Walk()
    messages = line_writing.write_messages([written], private=private)
    check_messages([message.to_dict() for message in messages], walk)
    yield from (f"LINE: {one['property']} {one['message']}" for one in walk.problems)


def _by_telegram(written: Written, private: bool) -> Iterator[str]:
    try:
        for saying in telegram_writing.write_messages([written], private=private):
            if not 0 < utf16_units(saying.text) <= TEXT_LONGEST:
                yield "Telegram: an empty or too long text"
            check_keyboard(saying.markup.to_dict() if saying.markup else {}, private=private)
    except (Refused, DeliveryFailed) as reason:
        yield f"Telegram: {reason}"
