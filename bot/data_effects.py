"""What residents ask about their own data in a chat: kept, and answered with the day of the law."""

from bot.turns import AskData
from models.vocabulary import DataWish
from services.desk.actor import Actor
from services.desk.residents import requests
from services.desk.work import Work
from services.kit.message import Reply
from services.kit.text import Day, Text, _


async def ask_data(effect: AskData, work: Work, actor: Actor) -> tuple[Reply, ...]:
    """Keep the request; in a group nothing is asked about anybody's data."""
    if actor.resident_id is None:
        return (Reply(_only_in_private()),)
    asked = await requests.ask(work, actor.resident_id, effect.wish, actor.channel)
    return (Reply(_noted(asked.kind, Day(asked.due_on))),)


def _noted(wish: str, day: Day) -> Text:
    if wish == DataWish.ERASE:
        return _(
            "We have noted that you want your data erased. The office answers by {day}. "
            "What is still being worked on stays until it is finished, and the law wants "
            "receipts to be kept.",
            day=day,
        )
    return _(
        "We have noted that you want a copy of your data. The office answers by {day}. "
        "Please bring your identity card when you fetch it.",
        day=day,
    )


def _only_in_private() -> Text:
    return _("Please ask about your own data in our private chat.")
