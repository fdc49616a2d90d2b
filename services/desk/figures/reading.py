"""Reading the figures of a period: counted by the database, put together here."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TypeVar

from sqlmodel.ext.asyncio.session import AsyncSession

from models.vocabulary import CaseAction
from services.desk.figures import counting
from services.desk.figures.balance import Figures, opening
from services.desk.figures.counting import Turn
from services.desk.figures.periods import Month, Period
from services.kit.calendar import working_days_between
from services.kit.office import Office

FOREVER = datetime(9000, 1, 1, tzinfo=UTC)

Key = TypeVar("Key", int, str)
WorkingDays = Callable[[date, date], int]
"""Counts the working days after one day, up to and with another."""


async def read_figures(
    session: AsyncSession, period: Period, office: Office, now: datetime
) -> dict[str, Figures]:
    """Return the figures of every service that has any, by its key."""
    await counting.hold_still(session)
    came = await counting.received(session, period.begins, period.ends)
    stars = await counting.rated(session, period.begins, period.ends)
    turned = _by_service(await counting.turns(session, period.begins, period.ends))
    open_at_end = await _open_at(session, period.ends, now)
    keys = came.keys() | stars.keys() | turned.keys() | open_at_end.keys()
    days = _days_of(office)
    return {
        key: opening(
            open_at_end.get(key, 0),
            put_together(turned.get(key, ()), came.get(key, {}), stars.get(key, {}), days),
        )
        for key in sorted(keys)
    }


async def read_months(
    session: AsyncSession, period: Period, office: Office, now: datetime
) -> dict[Month, Figures]:
    """Return the figures of all services together, month by month."""
    await counting.hold_still(session)
    found: dict[Month, Figures] = {}
    days = _days_of(office)
    open_at_end = sum((await _open_at(session, period.ends, now)).values())
    for month in reversed(period.months):
        begins, ends = month.begins, month.next.begins
        came = await counting.received(session, begins, ends)
        stars = await counting.rated(session, begins, ends)
        turned = await counting.turns(session, begins, ends)
        figures = put_together(turned, _summed(came.values()), _summed(stars.values()), days)
        found[month] = opening(open_at_end, figures)
        open_at_end = found[month].before
    return dict(sorted(found.items()))


def put_together(
    turned: Iterable[Turn],
    channels: Mapping[str, int],
    stars: Mapping[int, int],
    days: WorkingDays,
) -> Figures:
    """Put together what was counted; what was open before is not known yet."""
    steps: Counter[str] = Counter()
    took: Counter[int] = Counter()
    promised: Counter[bool] = Counter()
    for turn in turned:
        steps[turn.action] += turn.count
        if turn.action in {CaseAction.FINISH, CaseAction.REJECT}:
            took[days(turn.filed_on, turn.on)] += turn.count
            if turn.due_on is not None:
                promised[turn.on <= turn.due_on] += turn.count
    return Figures(
        received=sum(channels.values()),
        reopened=steps[CaseAction.DISPUTE],
        done=steps[CaseAction.FINISH],
        rejected=steps[CaseAction.REJECT],
        withdrawn=steps[CaseAction.WITHDRAW],
        in_time=promised[True],
        late=promised[False],
        days=dict(took),
        stars=dict(stars),
        channels=dict(channels),
    )


async def _open_at(session: AsyncSession, then: datetime, now: datetime) -> dict[str, int]:
    """Work back from what is open now to what was open then; nothing is known of the future."""
    standing = Counter(await counting.open_now(session))
    if then <= now:
        for key, channels in (await counting.received(session, then, FOREVER)).items():
            standing[key] -= sum(channels.values())
        standing.update(await counting.net_closed(session, then, FOREVER))
    return dict(standing)


def _by_service(turned: Iterable[Turn]) -> dict[str, list[Turn]]:
    found: dict[str, list[Turn]] = defaultdict(list)
    for turn in turned:
        found[turn.service_key].append(turn)
    return found


def _summed(counts: Iterable[Counter[Key]]) -> Counter[Key]:
    summed: Counter[Key] = Counter()
    for one in counts:
        summed.update(one)
    return summed


def _days_of(office: Office) -> WorkingDays:
    """Count working days; the same two days come again and again."""

    @lru_cache(maxsize=50_000)
    def between(first: date, last: date) -> int:
        return working_days_between(first, last, office)

    return between
