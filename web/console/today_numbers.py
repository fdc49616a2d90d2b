"""The numbers on Today: what each counts, whom it concerns, and where it leads."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from sqlmodel.ext.asyncio.session import AsyncSession

from models.vocabulary import CaseAction, Role
from services.desk.paying.rights import money_department
from services.desk.permissions import LEND, READ, SEE_PROBLEMS, SERVE_QUEUE
from services.desk.today import numbers
from services.desk.today.piles import Pile, Scope, counts
from services.kit.text import Rendered, Text, _
from web.console.access import Visit

TODAY: Final = "/console/today"
PROBLEMS: Final = "/console/problems"
NOBODYS: Final = "/console/cases?group=open&assignee=nobody"


@dataclass(frozen=True, slots=True)
class Tile:
    """One number: its name, where it leads, and whether it should trouble anybody."""

    key: str
    name: Rendered
    number: int
    address: str
    alarming: bool = False

    @property
    def look(self) -> str:
        """How it is drawn: nothing to do is quiet, what is late is loud."""
        if not self.number:
            return "tile-none"
        return "tile-late" if self.alarming else ""


@dataclass(frozen=True, slots=True)
class Block:
    """Numbers that belong together."""

    key: str
    name: Text
    tiles: tuple[Tile, ...]


Make = Callable[[AsyncSession, Visit], Awaitable[list[Tile]]]


def scope_of(visit: Visit) -> Scope:
    """Return whose cases this person looks at: all of them, or those of the own department."""
    department = None if visit.may(READ, None) else visit.staff.department
    return Scope(department, visit.staff.id, visit.today)


async def blocks_for(session: AsyncSession, visit: Visit) -> list[Block]:
    """Return the numbers of a person's day, what their role looks at first on top."""
    order = ORDER.get(visit.staff.role, ORDER[Role.OFFICER])
    made = [(key, *_BLOCKS[key]) for key in order]
    blocks = [Block(key, name, tuple(await make(session, visit))) for key, name, make in made]
    return [block for block in blocks if block.tiles]


async def _cases(session: AsyncSession, visit: Visit) -> list[Tile]:
    found = await counts(session, scope_of(visit))
    works = visit.may(CaseAction.ACCEPT, visit.staff.department)
    shown = [pile for pile in PILES if works or pile is not Pile.MINE]
    return [
        Tile(pile, PILES[pile], found[pile], address_of(pile), pile is Pile.OVERDUE)
        for pile in shown
    ]


def address_of(pile: Pile) -> str:
    """Return where the cases of a pile are listed: what nobody has, where it can be handed out."""
    return NOBODYS if pile is Pile.NOBODYS else f"{TODAY}/{pile}"


async def _counter(session: AsyncSession, visit: Visit) -> list[Tile]:
    office, today = visit.desk.around.office, visit.today
    own = [one.key for one in office.queues.values() if visit.may(SERVE_QUEUE, one.department)]
    tiles = []
    if own:
        waiting = await numbers.waiting_tickets(session, today, own)
        tiles.append(Tile("tickets", _("Waiting in line"), waiting, "/console/queue"))
    if office.property and visit.may(LEND, visit.staff.department):
        out = await numbers.loans(session, today, scope_of(visit).department)
        tiles += [
            Tile("loans", _("Comes back today"), out.due, "/console/loans"),
            Tile("late_loans", _("Not brought back"), out.overdue, "/console/loans", True),
        ]
    return tiles


async def _outside(session: AsyncSession, visit: Visit) -> list[Tile]:
    department, tiles = scope_of(visit).department, []
    if visit.sees_money:
        office = visit.desk.around.office
        whose = None if money_department(office) else department
        slips = await numbers.waiting_slips(session, whose)
        tiles.append(Tile("slips", _("Payments to confirm"), slips, "/console/payments"))
    if visit.sees_rounds:
        going = await numbers.rounds_on(session, visit.today, department)
        tiles.append(Tile("rounds", _("Rounds today"), going, "/console/rounds"))
    return tiles


async def _problems(session: AsyncSession, visit: Visit) -> list[Tile]:
    if not visit.sees_problems:
        return []
    whole = visit.may(SEE_PROBLEMS, None)
    department, now = (None if whole else visit.staff.department), visit.desk.clock()
    failed = await numbers.troubled_messages(session, now, department)
    events = await numbers.failed_events(session) if whole else 0
    return [
        Tile("messages", _("Messages that failed"), failed + events, PROBLEMS, True),
        await _unheard(session, department),
    ]


async def _for_the_top(session: AsyncSession, _visit: Visit) -> list[Tile]:
    """What should have come to an executive's chat and could not; nothing while there is none."""
    tile = await _unheard(session, None)
    return [tile] if tile.number else []


async def _unheard(session: AsyncSession, department: str | None) -> Tile:
    number = len(await numbers.unheard(session, department))
    return Tile("unheard", _("Nobody could be told"), number, f"{PROBLEMS}#unheard", True)


async def _setting_up(session: AsyncSession, visit: Visit) -> list[Tile]:
    if visit.staff.role != Role.ADMIN:
        return []
    office = visit.desk.around.office
    people = len(await numbers.without_own_chat(session))
    departments = len(await numbers.without_department_chat(session, office))
    tables = len(numbers.to_be_confirmed(office, visit.today))
    return [
        Tile("no_chat", _("Staff without a chat"), people, f"{TODAY}/no-chat"),
        Tile(
            "departments", _("Departments without a chat"), departments, "/console/department-chat"
        ),
        Tile("tables", _("Settings to be confirmed"), tables, f"{TODAY}/to-be-confirmed"),
    ]


PILES: Final[dict[Pile, Text]] = {
    Pile.MINE: _("My cases"),
    Pile.NEW: _("New, not taken on"),
    Pile.NOBODYS: _("Nobody looks after it"),
    Pile.UNREAD: _("Residents wrote"),
    Pile.DUE: _("Due today"),
    Pile.SOON: _("Due in 3 days"),
    Pile.OVERDUE: _("Late"),
    Pile.OPEN: _("All that is open"),
}

_BLOCKS: Final[dict[str, tuple[Text, Make]]] = {
    "cases": (_("Cases"), _cases),
    "counter": (_("At the counter"), _counter),
    "outside": (_("Money and rounds"), _outside),
    "problems": (_("What went wrong"), _problems),
    "top": (_("What went wrong"), _for_the_top),
    "setting_up": (_("Setting up"), _setting_up),
}

_USUAL: Final = ("cases", "counter", "outside", "problems")
ORDER: Final[dict[str, tuple[str, ...]]] = {
    Role.OFFICER: _USUAL,
    Role.HEAD: _USUAL,
    Role.COUNTER: ("counter", "cases", "outside"),
    Role.EXECUTIVE: ("top", "cases", "outside"),
    Role.ADMIN: ("problems", "setting_up", "cases", "counter", "outside"),
    Role.AUDITOR: ("cases",),
}
