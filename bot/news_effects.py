"""Choices about news, carried out by the desk: one row for each button."""

from collections.abc import Awaitable, Callable, Mapping

from bot.turns import ChooseNews
from services.desk.actor import Actor
from services.desk.subscribing import choosing
from services.desk.work import Work
from services.kit.message import Reply
from services.kit.news_verbs import ALL, EMERGENCIES, NO, ON, STOP, TOPICS, VILLAGE, YES


async def choose_news(effect: ChooseNews, work: Work, actor: Actor) -> tuple[Reply, ...]:
    """Carry out one choice about news."""
    return (await _CHOICES[effect.action](work, actor, effect.argument),)


async def _show(work: Work, actor: Actor, _argument: str) -> Reply:
    return await choosing.show(work, actor)


async def _agree(work: Work, actor: Actor, _argument: str) -> Reply:
    return await choosing.agree(work, actor)


async def _refuse(work: Work, actor: Actor, _argument: str) -> Reply:
    return await choosing.refuse(work, actor)


async def _stop(work: Work, actor: Actor, _argument: str) -> Reply:
    return await choosing.stop(work, actor)


async def _topics(work: Work, actor: Actor, argument: str) -> Reply:
    if argument:
        return await choosing.turn_topic(work, actor, argument)
    return await choosing.show_topics(work, actor)


async def _village(work: Work, actor: Actor, argument: str) -> Reply:
    if not argument:
        return choosing.show_villages(work)
    return await choosing.choose_village(work, actor, None if argument == ALL else int(argument))


async def _emergencies(work: Work, actor: Actor, argument: str) -> Reply:
    return await choosing.want_emergencies(work, actor, wanted=argument == ON)


_CHOICES: Mapping[str, Callable[[Work, Actor, str], Awaitable[Reply]]] = {
    "": _show,
    YES: _agree,
    NO: _refuse,
    STOP: _stop,
    TOPICS: _topics,
    VILLAGE: _village,
    EMERGENCIES: _emergencies,
}
