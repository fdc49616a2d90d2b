"""A made-up service and the people around it, so that tests of the desk read like stories."""

from typing import Any
from uuid import UUID, uuid4

from sqlmodel import col, select

from bot.desk import Desk
from bot.effects import carry_out
from bot.turns import Effect
from models import (
    AuditEntry,
    Case,
    CaseEvent,
    ChannelAddress,
    OutboxMessage,
    Resident,
    Staff,
)
from models.vocabulary import CaseAction
from services.desk import office_actions, staffing, tracking
from services.desk.actor import Actor
from services.desk.filing import file_case
from services.kit.message import Reply
from services.kit.questions import House, Line, Photo, Place
from services.kit.service import Group, Service
from services.kit.text import _

LAMP = Service(
    key="lamp",
    title=_("Mend a street lamp"),
    summary=_("A lamp on a public road that is dark."),
    group=Group.WASTE,
    department="works",
    promise_days=3,
    next_steps=_("We come and look."),
    fields=(
        Line("trouble", _("What is wrong?")),
        House("house", _("Which house is near?"), required=False),
        Place("place", _("Where is it?"), required=False),
        Photo("photo", _("A photo?"), required=False),
    ),
)

ANSWERS: dict[str, Any] = {
    "trouble": "dark since the secret storm",
    "house": {"number": "45/1", "village": 2},
    "place": {"latitude": 15.6, "longitude": 102.5, "words": ""},
    "photo": None,
}
SECRET = "secret storm"


def line_actor(chat: str, resident_id: UUID | None, message: str = "1", **more: Any) -> Actor:
    """Somebody in a private chat on LINE."""
    return Actor(
        "line", chat, chat, private=True, language="th", resident_id=resident_id,
        message_key=f"line:{message}", **more,
    )  # fmt: skip


def group_actor(chat: str, person: str) -> Actor:
    """Somebody in a group on LINE."""
    return Actor("line", chat, person, private=False, language="th", message_key="line:9")


async def settle(desk: Desk, chat: str = "Uresident", language: str = "th") -> Actor:
    """A resident who has spoken to the desk before."""
    resident_id = uuid4()
    async with desk.database.writing() as session:
        session.add(Resident(id=resident_id, language=language, first_seen_at=desk.clock()))
        await session.flush()
        session.add(ChannelAddress(channel="line", chat=chat, resident_id=resident_id))
    return line_actor(chat, resident_id)


async def hire(
    desk: Desk,
    name: str = "Somsri",
    role: str = "officer",
    department: str | None = "works",
    account: str = "",
) -> Staff:
    """A member of staff, perhaps with a linked account on LINE."""
    async with desk.work() as work:
        staff = await staffing.add_staff(work, name, role, department)
        if account:
            await staffing.link_identity(work, staff.id, "line", account)
    return staff


async def link_group(desk: Desk, chat: str = "Cworks", department: str = "works") -> None:
    """A group on LINE that hears about a department's cases."""
    async with desk.work() as work:
        await staffing.link_chat(work, "line", chat, department)


async def file(desk: Desk, actor: Actor, **answers: Any) -> Case:
    """A case on the desk."""
    async with desk.work() as work:
        return (await file_case(work, LAMP, ANSWERS | answers, actor)).case


async def act(
    desk: Desk, case: Case, action: CaseAction, staff: Staff, words: str = "",
    expected_version: int | None = None,
) -> Case:  # fmt: skip
    """One press of staff, in a transaction of its own."""
    async with desk.work() as work:
        return await office_actions.act(
            work, case.reference, action, staff, words, expected_version
        )


async def now(desk: Desk, case: Case) -> Case:
    """The case as the database has it."""
    async with desk.database.reading() as session:
        found = await tracking.find_case(session, case.reference)
    assert found is not None
    return found


async def actions(desk: Desk, case: Case) -> list[str]:
    """The history of a case, as words."""
    async with desk.database.reading() as session:
        entries = await tracking.history(session, case.id, for_resident=False)
    return [entry.action for entry in entries]


async def last_entry(desk: Desk, case: Case) -> CaseEvent:
    async with desk.database.reading() as session:
        return list(await tracking.history(session, case.id, for_resident=False))[-1]


async def said(desk: Desk, chat: str) -> list[OutboxMessage]:
    """What was said to a chat, in order."""
    wanted = select(OutboxMessage).where(OutboxMessage.chat == chat).order_by(col(OutboxMessage.id))
    async with desk.database.reading() as session:
        return list(await session.exec(wanted))


async def texts(desk: Desk, chat: str) -> list[str]:
    """The texts said to a chat, in order."""
    return [str(m["text"]) for row in await said(desk, chat) for m in row.messages]


async def audited(desk: Desk) -> list[AuditEntry]:
    """What the audit log says, besides the steps of cases."""
    wanted = select(AuditEntry).where(AuditEntry.status == "").order_by(col(AuditEntry.id))
    async with desk.database.reading() as session:
        return list(await session.exec(wanted))


async def steps_logged(desk: Desk) -> list[AuditEntry]:
    """The steps of cases in the audit log."""
    wanted = select(AuditEntry).where(AuditEntry.status != "").order_by(col(AuditEntry.id))
    async with desk.database.reading() as session:
        return list(await session.exec(wanted))


def values(row: OutboxMessage) -> list[str]:
    """The values of the buttons under the last message of a row."""
    return [button.get("value", "") for button in row.messages[-1].get("buttons", [])]


async def carry(desk: Desk, effect: Effect, actor: Actor) -> tuple[Reply, ...]:
    """One effect, in a transaction of its own."""
    async with desk.work() as work:
        return await carry_out(effect, work, actor)


async def told(desk: Desk, effect: Effect, actor: Actor) -> str:
    """The text of the one reply to an effect."""
    [reply] = await carry(desk, effect, actor)
    return reply.text.render()
