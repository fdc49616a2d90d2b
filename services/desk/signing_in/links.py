"""A link that signs somebody in once: sent to their own chat, or given by an administrator."""

from datetime import timedelta
from uuid import UUID

from models.vocabulary import CodePurpose
from services.desk import audit, codes
from services.desk.actor import Actor
from services.desk.signing_in.telling import MESSENGERS
from services.desk.staffing import staff_by_identity
from services.desk.work import Work
from services.kit.message import Button, Reply
from services.kit.text import _

IN_CHAT = timedelta(minutes=5)
"""Shorter than a link that is handed over: whoever typed the words holds the phone already."""


async def sign_in_link(work: Work, staff_id: UUID, valid_for: timedelta | None = None) -> str:
    """Make a link; it is known to nobody but whoever is given it."""
    code = await codes.make_code(work, CodePurpose.SIGN_IN, staff_id, valid_for=valid_for)
    return f"{work.base_url}/console/sign-in/{code}"


async def link_for_chat(work: Work, actor: Actor) -> Reply | None:
    """Return the link for whoever works here and writes from their own account; else None."""
    staff = await staff_by_identity(work.session, actor.channel, actor.person)
    if staff is None or not actor.private or actor.channel not in MESSENGERS:
        return None
    await audit.record(
        work, str(staff.id), "ask_sign_in_link", "", audit.DONE, channel=actor.channel
    )
    address = await sign_in_link(work, staff.id, IN_CHAT)
    words = _(
        "Hello {name}. This link signs you in once, within 5 minutes. Please do not forward it.",
        name=staff.name,
    )
    return Reply(words, (Button(_("Open the console"), url=address),))
