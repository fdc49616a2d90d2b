"""Answers to the questions of any service, as somebody in a village might give them."""

from collections.abc import Mapping
from datetime import datetime
from random import Random

from bot.demonstrating.script import Script
from bot.rehearsing import rehearse
from services.kit.fields import Field, Stored, Surroundings
from services.kit.questions import House, Paragraph, Place
from services.kit.questions.gathering import Gathering
from services.kit.service import Service

_NEAR = 0.03
"""Degrees around the office, about three kilometres."""


def answered(
    service: Service, around: Surroundings, now: datetime, script: Script, chance: Random
) -> dict[str, Stored] | None:
    """Answer every question; None for a service whose private answers nobody should invent."""
    filed = rehearse(service, around, now)
    asked = [one for one in service.fields if filed and one.name in filed.answers]
    if filed is None or not asked or any(one.private for one in asked):
        return None
    return {one.name: _varied(one, filed.answers, around, script, chance) for one in asked}


def _varied(
    asked: Field,
    answers: Mapping[str, Stored],
    around: Surroundings,
    script: Script,
    chance: Random,
) -> Stored:
    village = 1 + chance.randrange(len(around.office.villages) or 1)
    match asked:
        case Gathering():
            return None
        case Paragraph():
            return chance.choice(script.words)
        case House():
            return {
                "number": f"{chance.randrange(1, 200)}/{chance.randrange(1, 9)}",
                "village": village,
            }
        case Place() if around.office.position:
            north, east = (
                round(one + chance.uniform(-_NEAR, _NEAR), 6) for one in around.office.position
            )
            return {"latitude": north, "longitude": east, "words": chance.choice(script.words)}
        case _:
            return answers[asked.name]
