"""Refusing what only staff may do, in a chat: said kindly, and recorded."""

from bot.menu import menu_button
from services.desk import audit
from services.desk.actor import Actor
from services.desk.linking import who
from services.desk.work import Work
from services.kit.message import Reply
from services.kit.text import Text, _


async def refuse(work: Work, actor: Actor, action: str, subject: str, explanation: Text) -> Reply:
    """Answer a refusal. It is not raised: its record must outlive the turn."""
    name = await who(work, actor)
    await audit.record(work, name, action, subject, audit.REFUSED, actor.channel)
    return Reply(explanation)


def not_linked() -> Text:
    return _(
        "Only staff with a linked account can do this; the attempt is recorded. "
        "If you work here: make a code in the console and type it in our private chat."
    )


def nobody_needs_to_sign_in() -> Reply:
    """What a resident hears who types that they want to sign in."""
    words = _(
        "You need not sign in here. Simply type what it is about, "
        "or press Menu to see what we can do."
    )
    return Reply(words, (menu_button(),))
