"""Filling an empty desk with a made-up year, day by day, through the desk's own functions."""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from sqlmodel import col, select

from bot.demonstrating.answers import answered
from bot.demonstrating.fate import Happening, fate
from bot.demonstrating.script import Script
from bot.desk import Desk
from models.case import Case
from models.channel_address import ChannelAddress
from models.columns import new_id
from models.resident import Resident
from models.staff import Staff
from models.vocabulary import CaseAction, ChannelName
from services.desk import office_actions, resident_actions, staffing
from services.desk.actor import Actor
from services.desk.deadlines import department_of
from services.desk.filing import file_case
from services.desk.reading_words import mark_read
from services.desk.work import Work
from services.kit.errors import ResidentError
from services.kit.fields import Stored
from services.kit.service import Service

CHANNELS = [ChannelName.LINE] * 7 + [ChannelName.WEBCHAT] * 2 + [ChannelName.TELEGRAM]
"""Where people are said to have written; nothing is sent to any of these."""

DAYS = 365

_WORDS: Mapping[CaseAction, str] = {
    CaseAction.ASK: "questions",
    CaseAction.REPLY: "replies",
    CaseAction.FINISH: "results",
    CaseAction.REJECT: "refusals",
}


@dataclass(slots=True)
class Time:
    """The clock of the made-up year."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Filling:
    """What is known while the year goes by."""

    desk: Desk
    script: Script
    chance: Random
    until: datetime
    time: Time
    asked_for: list[Service] = field(default_factory=list)
    """What can be asked for, as often as it is asked for."""
    staff: list[Staff] = field(default_factory=list)
    ahead: list[tuple[datetime, int, str, CaseAction, Actor]] = field(default_factory=list)
    """What will happen to which case, soonest first."""
    filed: int = 0


async def is_empty(desk: Desk) -> bool:
    """Say whether nobody works or asked for anything here yet."""
    async with desk.database.reading() as session:
        found = [await session.exec(select(col(one)).limit(1)) for one in (Case.id, Staff.id)]
    return not any(one.first() for one in found)


async def fill(desk: Desk, script: Script, cases: int, seed: int = 1) -> Sequence[Staff]:
    """Let a year of `cases` go by, and return who works here now.

    The same seed gives the same year up to the day of today. The caller sees that the desk is
    empty. Nothing is sent to anybody.
    """
    until = desk.clock()
    time = Time(until - timedelta(days=DAYS))
    desk.clock = time
    year = Filling(desk, script, Random(seed), until, time)  # noqa: S311  (chance, no secret)
    await _hire(year)
    year.asked_for = _popular(year)
    for filed_at in _moments(year, cases):
        await _let_happen(year, filed_at)
        await _file(year, filed_at)
    await _let_happen(year, until)
    return year.staff


def _moments(year: Filling, cases: int) -> Iterator[datetime]:
    """Yield when cases are filed: somewhat more towards today, at hours when people are awake."""
    spread = sorted(year.chance.random() ** 0.8 for _number in range(cases))
    for part in spread:
        moment = year.until - timedelta(days=DAYS * (1 - part))
        yield min(moment.replace(hour=year.chance.randrange(14)), year.until)


def _popular(year: Filling) -> list[Service]:
    """Name some services several times: a few are asked for much more often than the others."""
    office = year.desk.around.office
    known = [
        one
        for one in year.desk.offered.values()
        if department_of(one, office) in office.departments
        and _answers(year, one, year.until) is not None
    ]
    year.chance.shuffle(known)
    return [one for place, one in enumerate(known, 1) for _time in range(1 + len(known) // place)]


def _answers(year: Filling, service: Service, now: datetime) -> dict[str, Stored] | None:
    return answered(service, year.desk.around, now, year.script, year.chance)


async def _hire(year: Filling) -> None:
    departments = year.desk.around.office.departments
    wanted: list[tuple[str, str, str | None]] = [
        (one.name, one.role, None) for one in year.script.people
    ]
    for key in departments:
        wanted += [(one.name, one.role, key) for one in year.script.staff]
    async with year.desk.work() as work:
        for name, role, department in wanted:
            year.staff.append(await staffing.add_staff(work, name, role, department))


async def _file(year: Filling, filed_at: datetime) -> None:
    """File one case of a service drawn at random; some services refuse what was drawn."""
    year.time.now = filed_at
    service = year.chance.choice(year.asked_for)
    answers = _answers(year, service, filed_at)
    if answers is None:
        return
    try:
        async with year.desk.work() as work:
            actor = await _somebody(year, work)
            filed = (await file_case(work, service, answers, actor)).case
            filed.filed_channel = year.chance.choice(CHANNELS)
            work.outbox.clear()
    except ResidentError:
        return
    for one in fate(filed_at, year.chance):
        _plan(year, filed.reference, one, actor)


async def _somebody(year: Filling, work: Work) -> Actor:
    number = year.chance.randrange(10**9)
    chat, resident = f"demonstration-{number}", new_id()
    work.session.add(Resident(id=resident, language="th", first_seen_at=work.now))
    await work.session.flush()
    channel = ChannelName.WEBCHAT
    work.session.add(ChannelAddress(channel=channel, chat=chat, resident_id=resident))
    await work.session.flush()
    return Actor(channel, chat, chat, private=True, language="th", resident_id=resident)


def _plan(year: Filling, reference: str, happening: Happening, actor: Actor) -> None:
    year.filed += 1
    ahead = (happening.at, year.filed, reference, happening.action, actor)
    heapq.heappush(year.ahead, ahead)


async def _let_happen(year: Filling, until: datetime) -> None:
    """Do what was to happen by a moment; what does not fit any more, as in life, is left."""
    while year.ahead and year.ahead[0][0] <= until:
        moment, _number, reference, action, actor = heapq.heappop(year.ahead)
        year.time.now = moment
        try:
            async with year.desk.work() as work:
                await _do(year, work, reference, action, actor)
                work.outbox.clear()
        except ResidentError:
            continue


async def _do(year: Filling, work: Work, reference: str, action: CaseAction, actor: Actor) -> None:
    said, chance = year.script, year.chance
    match action:
        case CaseAction.RATE:
            stars = chance.choice([5, 5, 5, 4, 4, 3, 2])
            await resident_actions.rate(work, reference, actor, stars)
            if chance.random() < 0.4:
                word = chance.choice(said.comments)
                await resident_actions.comment(work, reference, actor, word)
        case CaseAction.WRITE:
            await resident_actions.write(work, reference, actor, chance.choice(said.words))
        case CaseAction.WITHDRAW:
            await resident_actions.withdraw(work, reference, actor)
        case _:
            words = chance.choice(getattr(said, _WORDS[action])) if action in _WORDS else ""
            staff = await _of_the_department(year, work, reference)
            done = await office_actions.act(work, reference, action, staff, words)
            await mark_read(work, done, staff)


async def _of_the_department(year: Filling, work: Work, reference: str) -> Staff:
    asked = select(Case.department).where(Case.reference == reference)
    department = (await work.session.exec(asked)).one()
    wanted: UUID = year.chance.choice(
        [one for one in year.staff if one.department == department]
    ).id
    return (await work.session.exec(select(Staff).where(Staff.id == wanted))).one()
