"""The page of the audit log: who did what, newest first, and whether its chain is whole so far."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar
from urllib.parse import urlencode
from uuid import UUID

from starlette.responses import Response
from starlette.routing import BaseRoute

from models.audit_entry import AuditEntry
from models.vocabulary import CaseAction
from services.desk.audit_log import reading
from services.desk.audit_log.chain import Head
from services.desk.audit_log.reading import PAGE, Wanted
from services.desk.audit_log.verifying import head_now, unsealed_now
from services.desk.audit_log.words import (
    ACTORS,
    OWN,
    actor_name,
    outcome_name,
    subject_name,
    what_was_done,
)
from services.desk.permissions import SEE_LOG
from services.kit.errors import InvalidAnswer
from services.kit.references import read_reference
from services.kit.text import Rendered, _
from web.console.access import Visit, opened, pressed
from web.console.forms import written
from web.pages import languages_of, reader_language
from web.security import Pace, slow_down
from web.tables import csv_response

ADDRESS = "/console/log"
PACE = Pace(at_once=5, seconds=20)
"""Per person: a large table keeps a processor busy for a while."""

LEAST_REASON, MOST_REASON = 5, 300
Day = TypeVar("Day", bound=date)
FILTERS = ("who", "what", "on", "first", "last")


async def show_log(visit: Visit) -> Response:
    """Show a page of the log to whoever may read it."""
    visit.require(SEE_LOG, None)
    return await _page(visit, visit.request.query_params)


async def send_table(visit: Visit) -> Response:
    """Record who takes which part and why, then send it while it is being read."""
    visit.require(SEE_LOG, None)
    slow_down(visit.request, "log", PACE, who=str(visit.staff.id))
    try:
        wanted, reason = _wanted(visit.form), _reason(visit)
    except InvalidAnswer as refusal:
        return await _page(visit, visit.form, refusal)
    async with visit.desk.work() as work:
        count = await reading.count_wanted(work.session, wanted)
        await reading.record_export(work, visit.staff, wanted, count, reason)
    language = languages_of(visit.request)[reader_language(visit.request)]
    rows = reading.rows(visit.desk.database.reading, wanted)
    return await csv_response(f"log-{visit.today}", reading.HEADINGS, rows, language)


async def _page(
    visit: Visit, asked: Mapping[str, str], refusal: InvalidAnswer | None = None
) -> Response:
    wanted = _wanted(asked, strict=False)
    async with visit.desk.database.reading() as session:
        found = await reading.entries(session, wanted, PAGE + 1)
        staff = await reading.staff_names(session)
        connection = await session.connection()
        known = staff | _titles(visit)
        head, waiting = await head_now(connection), await unsealed_now(connection)
    return visit.render(
        "log.html",
        400 if refusal else 200,
        entries=found[:PAGE],
        older=_older(asked, found),
        asked={name: asked.get(name, "") for name in (*FILTERS, "reason")},
        people=staff,
        others=ACTORS,
        actions=_actions(visit),
        state=_state(head, waiting),
        refusal=refusal.explanation if refusal else None,
        longest_reason=MOST_REASON,
        who=lambda entry: actor_name(entry.actor, staff),
        what=lambda entry: what_was_done(entry.action),
        outcome_name=outcome_name,
        subject=lambda entry: subject_name(entry.subject, known),
        case_of=lambda entry: read_reference(entry.subject),
    )


def _titles(visit: Visit) -> dict[str, str]:
    """Return the names of the services, which stand in the log by their keys."""
    language = languages_of(visit.request)[reader_language(visit.request)]
    return {key: one.title.render(language) for key, one in visit.desk.services.items()}


def _state(head: Head, waiting: int) -> Rendered:
    """Say in one line how far the log is sealed. Only the command checks all of it."""
    return _(
        "{count} entries are sealed, {waiting} wait for their seal. Last seal: {seal}",
        count=head.number,
        waiting=waiting,
        seal=head.seal[:16] or "–",
    )


def _actions(visit: Visit) -> list[tuple[str, str]]:
    """Return every action with its words, in the order of the words."""
    language = languages_of(visit.request)[reader_language(visit.request)]
    keys = dict.fromkeys([*OWN, *CaseAction])
    return sorted(((key, what_was_done(key).render(language)) for key in keys), key=lambda o: o[1])


def _wanted(asked: Mapping[str, str], *, strict: bool = True) -> Wanted:
    """Read the filters. What is no day is refused, or not `strict`, left out."""
    subject = asked.get("on", "").strip()[:80]
    return Wanted(
        actor=asked.get("who", "")[:80],
        action=asked.get("what", "")[:40],
        subject=read_reference(subject) or subject,
        first=_day(asked.get("first", ""), strict=strict),
        last=_day(asked.get("last", ""), strict=strict),
        behind=_place(asked.get("behind", "")),
    )


def _day(typed: str, *, strict: bool) -> date | None:
    try:
        return _of_our_time(date.fromisoformat(typed)) if typed else None
    except ValueError:
        if strict:
            raise InvalidAnswer(_("Please choose the first and the last day.")) from None
        return None


def _of_our_time(told: Day) -> Day:
    """Return a day that has a day before and after it. Raises `ValueError` for the others."""
    if told.year not in range(2000, 2400):
        raise ValueError
    return told


def _place(typed: str) -> tuple[datetime, UUID] | None:
    at, _dot, key = typed.rpartition("_")
    try:
        moment, entry = _of_our_time(datetime.fromisoformat(at)), UUID(key)
    except ValueError:
        return None
    return (moment, entry) if moment.tzinfo else None


def _older(asked: Mapping[str, str], found: Sequence[AuditEntry]) -> str:
    """Return the address of the next page, or nothing on the last."""
    if len(found) <= PAGE:
        return ""
    last = found[PAGE - 1]
    kept = {name: asked[name] for name in FILTERS if asked.get(name)}
    return f"{ADDRESS}?{urlencode({**kept, 'behind': f'{last.at.isoformat()}_{last.id}'})}"


def _reason(visit: Visit) -> str:
    reason = written(visit.form, "reason")
    if not LEAST_REASON <= len(reason) <= MOST_REASON:
        raise InvalidAnswer(_("Please write in a few words what the table is for."))
    return reason


routes: list[BaseRoute] = [
    opened(ADDRESS, show_log, right=SEE_LOG),
    pressed(ADDRESS, send_table, right=SEE_LOG),
]
