"""What every service must keep to, so that it fits every messenger and both languages."""

import re
from collections.abc import Iterator

from bot.commands import read_command
from bot.prompts import MOST_BUTTONS
from services.kit import presses
from services.kit.fields import Surroundings
from services.kit.presses import press
from services.kit.service import Service
from services.kit.text import Rendered
from services.kit.thai import tidy

LONGEST_LABEL = 20
LONGEST_QUESTION = 120
WAYS_ON = 3
"""Buttons besides the answers: back, skip, cancel."""


def every_text(service: Service, around: Surroundings) -> Iterator[Rendered]:
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


def broken_rules(service: Service, around: Surroundings) -> list[str]:
    """Return what is wrong with a service, in words for whoever wrote it."""
    names = [asked.name for asked in service.fields]
    rules = {
        "the key is a–z, 0–9 and -, at most 20": re.fullmatch(r"[a-z0-9-]{1,20}", service.key),
        "names are a–z, 0–9 and -, at most 16": all(
            re.fullmatch(r"[a-z0-9-]{1,16}", name) for name in names
        ),
        "each question has its own name": len(names) == len(set(names)),
        "the title fits on a button": fits(service.title, around),
        "every answer fits on a button": all(
            fits(label, around)
            for asked in service.fields
            for label in asked.options(around).values()
        ),
        "answers, back, skip and cancel fit below a message": all(
            len(asked.options(around)) + WAYS_ON <= MOST_BUTTONS for asked in service.fields
        ),
        "no answer is a command": not commands_among_answers(service, around),
        "values of buttons fit": all(
            len(value.encode()) <= 64 for value in values(service, around)
        ),
        "a question and its hint are short": all(
            len(text.render(language)) <= LONGEST_QUESTION
            for asked in service.fields
            for text in (asked.question, asked.hint or asked.question)
            for language in around.languages.values()
        ),
        "the promise is at least a day": service.promise_days >= 1,
        "keywords are as we compare them": all(
            word == tidy(word) and len(word) > 1 for word in service.keywords
        ),
    }
    return [rule for rule, holds in rules.items() if not holds]


def fits(label: Rendered, around: Surroundings) -> bool:
    return all(
        0 < len(label.render(language)) <= LONGEST_LABEL for language in around.languages.values()
    )


def commands_among_answers(service: Service, around: Surroundings) -> list[str]:
    labels = [label for asked in service.fields for label in asked.options(around).values()]
    spoken = {label.render(language) for label in labels for language in around.languages.values()}
    return [label for label in spoken if read_command(label, {})]


def values(service: Service, around: Surroundings) -> Iterator[str]:
    for asked in service.fields:
        for value in asked.options(around):
            yield press(presses.ANSWER, "DRAFT1", asked.name, value)
