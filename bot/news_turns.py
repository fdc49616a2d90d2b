"""Turns about news: the choices are typed or pressed here, and kept by the desk."""

from collections.abc import Sequence

from bot.standing import set_aside
from bot.turns import ChooseNews, Remembered, Turn, World
from services.kit.news_verbs import (
    ALL,
    EMERGENCIES,
    NO,
    OFF,
    ON,
    STOP,
    TOPICS,
    VILLAGE,
    YES,
)

_ALONE = {"", YES, NO, STOP, TOPICS, VILLAGE}


def choose(remembered: Remembered, arguments: Sequence[str], world: World) -> Turn | None:
    """Take a button or typed words about news; None when it is not one of ours."""
    action, argument = (*arguments, "", "")[:2]
    if len(arguments) > 2 or not _is_known(action, argument, world):
        return None
    return Turn(set_aside(remembered), effects=(ChooseNews(action, argument),))


def _is_known(action: str, argument: str, world: World) -> bool:
    office = world.around.office
    if not argument:
        return action in _ALONE
    if action == TOPICS:
        return argument in office.topics
    if action == VILLAGE:
        return argument == ALL or argument in map(str, office.villages)
    return action == EMERGENCIES and argument in {ON, OFF}
