"""Reading what moved in a month: counted by the database, put together here."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache

from sqlmodel.ext.asyncio.session import AsyncSession

from models.vocabulary import CaseAction
from services.desk.figures import counting
from services.desk.figures.balance import Figures
from services.desk.figures.counting import Turn
from services.desk.figures.periods import Month
from services.kit.calendar import working_days_between
from services.kit.office import Office

WorkingDays = Callable[[date, date], int]
"""Counts the working days after one day, up to and with another."""


async def read_month(session: AsyncSession, month: Month, office: Office) -> dict[str, Figures]:
    """Return what moved in a month, by service; what was open before is worked out elsewhere."""
    begins, ends = month.begins, month.next.begins
    came = await counting.received(session, begins, ends)
    stars = await counting.rated(session, begins, ends)
    turned = _by_service(await counting.turns(session, begins, ends))
    days = _days_of(office)
    return {
        key: put_together(turned.get(key, ()), came.get(key, {}), stars.get(key, {}), days)
        for key in sorted(came.keys() | stars.keys() | turned.keys())
    }


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


def _by_service(turned: Iterable[Turn]) -> dict[str, list[Turn]]:
    found: dict[str, list[Turn]] = defaultdict(list)
    for turn in turned:
        found[turn.service_key].append(turn)
    return found


def _days_of(office: Office) -> WorkingDays:
    """Count working days; the same two days come again and again."""

    @lru_cache(maxsize=50_000)
    def between(first: date, last: date) -> int:
        return working_days_between(first, last, office)

    return between
