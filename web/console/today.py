"""Today: what waits for whoever opens the console, in numbers that lead to what they count."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from models.vocabulary import Role
from services.desk.figures.balance import total
from services.desk.figures.periods import months_before
from services.desk.permissions import MANAGE_STAFF, READ
from services.desk.today import numbers
from services.desk.today.piles import Pile, listed, load_by_person, overdue_by_department
from services.kit.errors import NotFound
from services.kit.months import MONTHS
from services.kit.text import Text, _, plain
from web.bars import Part, bars, strip
from web.chart import HEIGHT, WIDTH, draw
from web.console.access import Visit, opened
from web.console.office.tables import titles
from web.console.today_numbers import NOBODYS, PILES, TODAY, Block, blocks_for, scope_of
from web.kept_figures import figures_of
from web.pages import languages_of, reader_language
from web.queueing.live import mark_of, marked, unchanged

HALF_A_YEAR: Final = 6
LOOKS_AT_THE_WHOLE: Final = frozenset({Role.EXECUTIVE, Role.AUDITOR})


async def home(visit: Visit) -> Response:
    """Show today; the addresses the list of cases had in earlier versions go on leading to it."""
    query = visit.request.url.query
    asked = visit.request.query_params.keys() & {"group", "department", "service", "text", "before"}
    if asked:
        return RedirectResponse(f"/console/cases?{query}", 303)
    async with visit.desk.database.reading() as session:
        blocks = await blocks_for(session, visit)
        people = await _people(session, visit)
        departments = await _departments(session, visit)
    trend = await _trend(visit)
    mark = mark_of(visit.request, blocks, people, departments, trend)
    return unchanged(visit.request, mark) or marked(
        visit.render(
            "today/today.html",
            blocks=blocks,
            by_day=_by_day(blocks),
            people=people,
            departments=departments,
            trend=trend,
        ),
        mark,
    )


async def show_pile(visit: Visit) -> Response:
    """Show the cases a number counted."""
    pile = visit.request.path_params["pile"]
    if pile not in set(Pile):
        raise NotFound(_("There is no such list here."))
    if pile == Pile.NOBODYS:
        return RedirectResponse(NOBODYS, 303)
    async with visit.desk.database.reading() as session:
        cases = await listed(session, Pile(pile), scope_of(visit))
    return visit.render("today/pile.html", cases=cases, name=PILES[Pile(pile)])


async def show_without_chat(visit: Visit) -> Response:
    """Show who works here and hears of nothing in a chat of their own."""
    visit.require(MANAGE_STAFF, None)
    async with visit.desk.database.reading() as session:
        people = await numbers.without_own_chat(session)
    return visit.render("today/no_chat.html", people=people)


async def show_to_be_confirmed(visit: Visit) -> Response:
    """Show which tables of the office are still our best knowledge."""
    visit.require(MANAGE_STAFF, None)
    tables = numbers.to_be_confirmed(visit.desk.around.office, visit.today)
    return visit.render("today/to_be_confirmed.html", tables=tables, titles=titles())


async def _people(session: AsyncSession, visit: Visit) -> Sequence[Part]:
    """Draw how much each person looks after, for whoever leads them."""
    if visit.staff.role != Role.HEAD:
        return ()
    load = await load_by_person(session, scope_of(visit))
    names = await numbers.names_of(session, load)
    rows = sorted(load.items(), key=lambda one: -one[1])
    return bars([(plain(names.get(person, "")), count) for person, count in rows])


async def _departments(session: AsyncSession, visit: Visit) -> Sequence[Part]:
    """Draw what is late in each department, for whoever looks at all of them."""
    if visit.staff.role not in LOOKS_AT_THE_WHOLE:
        return ()
    late = await overdue_by_department(session, visit.today)
    departments = visit.desk.around.office.departments.values()
    return bars([(one.name, late.get(one.key, 0)) for one in departments])


async def _trend(visit: Visit) -> dict[str, Any]:
    """Draw half a year, for whoever looks at the whole office."""
    if visit.staff.role not in LOOKS_AT_THE_WHOLE:
        return {}
    figures = figures_of(visit.request)
    now = await figures.now()
    months = await figures.months(months_before(now.month, HALF_A_YEAR))
    language = languages_of(visit.request)[reader_language(visit.request)]
    drawn = [
        (MONTHS[month.number - 1].render(language), row.received, row.answered)
        for month, row in months.items()
    ]
    summed = total(months.values())
    return {"chart": draw(drawn), "width": WIDTH, "height": HEIGHT, "summed": summed}


def _by_day(blocks: Sequence[Block]) -> Sequence[Part]:
    """Draw all open cases by the day they are promised for."""
    tiles = {tile.key: tile.number for block in blocks for tile in block.tiles}
    if not tiles.get(Pile.OPEN):
        return ()
    later = tiles[Pile.OPEN] - sum(tiles[pile] for pile in _STRIP)
    parts = [(PILES[pile], tiles[pile], look) for pile, look in _STRIP.items()]
    return strip([*parts, (LATER, later, "later")])


LATER: Final[Text] = _("Later than that")
_STRIP: Final[Mapping[Pile, str]] = {Pile.OVERDUE: "late", Pile.DUE: "due", Pile.SOON: "soon"}

routes: list[BaseRoute] = [
    opened("/console", home, right=READ),
    opened(f"{TODAY}/no-chat", show_without_chat, right=READ),
    opened(f"{TODAY}/to-be-confirmed", show_to_be_confirmed, right=READ),
    opened(f"{TODAY}/{{pile}}", show_pile, right=READ),
]
