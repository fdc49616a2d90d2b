"""What every service must keep to, so that it fits every messenger and both languages.

Held by those written as code (the tests see to it) and by those composed in the console, before
residents meet them.
"""

import re
from collections.abc import Iterator

from bot.commands import read_command
from bot.prompts import MOST_BUTTONS
from services.kit import presses
from services.kit.fields import Surroundings
from services.kit.presses import LONGEST_VALUE, press
from services.kit.service import Service
from services.kit.text import Rendered, Text, _
from services.kit.thai import tidy

LONGEST_LABEL = 20
LONGEST_QUESTION = 120
WAYS_ON = 3
"""Buttons besides the answers: back, skip, cancel."""


def every_text(service: Service, around: Surroundings) -> Iterator[Rendered]:
    """Yield everything residents read about a service."""
    yield from (
        service.title,
        service.summary,
        service.next_steps,
        *service.conditions,
        *service.laws,
    )
    yield from (paper.name for paper in service.papers)
    yield from (stage.name for stage in service.stages)
    yield from (asked.question for asked in service.fields)
    yield from (asked.hint for asked in service.fields if asked.hint)
    yield from (label for asked in service.fields for label in asked.options(around).values())


def broken_rules(service: Service, around: Surroundings) -> list[Text]:
    """Return what is wrong with a service, in words for whoever wrote it."""
    rules = (*_of_names(service), *_of_answers(service, around), *_of_words(service, around))
    return [rule for rule, holds in rules if not holds]


def _of_names(service: Service) -> Iterator[tuple[Text, bool]]:
    names = [asked.name for asked in service.fields]
    yield (
        _("The short name has only a–z, 0–9 and -, and at most 20 of them."),
        bool(re.fullmatch(r"[a-z0-9-]{1,20}", service.key)),
    )
    yield (
        _("The name of a question has only a–z, 0–9 and -, and at most 16 of them."),
        all(re.fullmatch(r"[a-z0-9-]{1,16}", name) for name in names),
    )
    yield _("Each question has its own name."), len(names) == len(set(names))


def _of_answers(service: Service, around: Surroundings) -> Iterator[tuple[Text, bool]]:
    yield (
        _("Every answer to press has at most 20 letters in both languages."),
        all(fits(label, around) for label in _labels(service, around)),
    )
    yield (
        _("A question has at most 10 answers to press."),
        all(len(asked.options(around)) + WAYS_ON <= MOST_BUTTONS for asked in service.fields),
    )
    yield (
        _("No answer is a word that means something else to the desk, such as “Cancel”."),
        not commands_among_answers(service, around),
    )
    yield (
        _("What a button sends is short enough for every messenger."),
        all(len(value.encode()) <= LONGEST_VALUE for value in values(service, around)),
    )


def _of_words(service: Service, around: Surroundings) -> Iterator[tuple[Text, bool]]:
    yield _("The title has at most 20 letters in both languages."), fits(service.title, around)
    yield (
        _("A question and its hint have at most 120 letters each."),
        all(_is_short(asked.question, asked.hint, around) for asked in service.fields),
    )
    yield _("The office promises an answer after a day at least."), service.promise_days >= 1
    yield (
        _("Words to find it by have two letters at least, in small letters."),
        all(word == tidy(word) and len(word) > 1 for word in service.keywords),
    )


def fits(label: Rendered, around: Surroundings) -> bool:
    """Say whether a label fits on a button in every language."""
    return all(
        0 < len(label.render(language)) <= LONGEST_LABEL for language in around.languages.values()
    )


def commands_among_answers(service: Service, around: Surroundings) -> list[str]:
    """Return answers that would be taken for a command when they are typed."""
    spoken = {
        label.render(language)
        for label in _labels(service, around)
        for language in around.languages.values()
    }
    return [label for label in spoken if read_command(label, {})]


def values(service: Service, around: Surroundings) -> Iterator[str]:
    """Yield what the buttons of a service send."""
    for asked in service.fields:
        for value in asked.options(around):
            yield press(presses.ANSWER, "DRAFT1", asked.name, value)


def without_thai(service: Service, around: Surroundings) -> list[str]:
    """Return sentences that have no Thai letter in Thai: nobody has translated them."""
    thai = [text.render(around.languages["th"]) for text in every_text(service, around)]
    return [sentence for sentence in thai if not re.search("[ก-๙]", sentence)]


def unreadable(service: Service, around: Surroundings) -> bool:
    """Say whether something is empty in one of the languages."""
    spoken = around.languages.values()
    texts = every_text(service, around)
    return not all(text.render(language).strip() for text in texts for language in spoken)


def _labels(service: Service, around: Surroundings) -> Iterator[Rendered]:
    for asked in service.fields:
        yield from asked.options(around).values()


def _is_short(question: Rendered, hint: Rendered | None, around: Surroundings) -> bool:
    return all(
        len(text.render(language)) <= LONGEST_QUESTION
        for text in (question, hint or question)
        for language in around.languages.values()
    )
