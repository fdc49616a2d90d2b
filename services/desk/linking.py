"""Linking: a one-time code typed into a chat links the account, or the chat, to the desk."""

from models.one_time_code import OneTimeCode
from models.vocabulary import CodePurpose
from services.desk import audit
from services.desk.actor import Actor
from services.desk.audit import account_digest
from services.desk.claiming import claim
from services.desk.codes import redeem
from services.desk.names import department_name, role_name
from services.desk.staffing import link_chat, link_identity, staff_by_identity
from services.desk.work import Work
from services.kit import presses
from services.kit.errors import NotFound
from services.kit.message import Button, Reply
from services.kit.presses import press
from services.kit.text import _

_TYPED_HERE = (CodePurpose.LINK_STAFF, CodePurpose.LINK_CHAT, CodePurpose.CLAIM_CASE)


async def redeem_here(work: Work, code: str, actor: Actor) -> Reply:
    """Link what the code is for; a refusal is recorded and answered, and undoes nothing."""
    try:
        used = await redeem(work, code, *_TYPED_HERE)
    except NotFound as refusal:
        await _record(work, actor, "redeem_code", "", audit.REFUSED)
        return Reply(refusal.explanation)
    if used.purpose == CodePurpose.CLAIM_CASE and actor.private:
        return await claim(work, used, actor)
    if used.purpose == CodePurpose.LINK_CHAT:
        return await _link_chat(work, used, actor)
    if actor.private:
        return await _link_account(work, used, actor)
    return await _refuse_in_group(work, used, actor)


async def who(work: Work, actor: Actor) -> str:
    """Name whoever acts for the record: the staff id, or a digest of an account we do not know."""
    staff = await staff_by_identity(work.session, actor.channel, actor.person)
    return str(staff.id) if staff else account_digest(actor.channel, actor.person)


async def _link_account(work: Work, used: OneTimeCode, actor: Actor) -> Reply:
    if used.staff_id is None:
        raise NotFound(_("This code was made for nobody. Please ask for a new one."))
    staff = await link_identity(work, used.staff_id, actor.channel, actor.person)
    await _record(work, actor, "link_account", str(staff.id), audit.DONE)
    return Reply(
        _(
            "Welcome, {name} ({role}). This account is linked: "
            "the buttons under your department's cases now work for you.",
            name=staff.name,
            role=role_name(staff.role),
        ),
        (Button(_("Staff menu"), press(presses.STAFF, "menu")),),
    )


async def _refuse_in_group(work: Work, used: OneTimeCode, actor: Actor) -> Reply:
    """Everybody here has read the code, so it is used up and lets nobody in."""
    await _record(work, actor, "link_account", str(used.staff_id), audit.REFUSED)
    return Reply(
        _(
            "This code is for one person, and everybody here could read it, so it is used up. "
            "Please make a new one and type it in our private chat."
        )
    )


async def _link_chat(work: Work, used: OneTimeCode, actor: Actor) -> Reply:
    """The code itself is the right: somebody who may link chats made it, for once and soon."""
    department = used.department or ""
    await link_chat(work, actor.channel, actor.chat, department, used.staff_id)
    await _record(work, actor, "link_chat", department, audit.DONE)
    return Reply(
        _(
            "This chat now hears about the cases of {department}. "
            "Everybody who presses a button needs a linked account.",
            department=department_name(work.around.office, department),
        )
    )


async def _record(work: Work, actor: Actor, action: str, subject: str, outcome: str) -> None:
    await audit.record(work, await who(work, actor), action, subject, outcome, actor.channel)
