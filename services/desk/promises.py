"""Promises of a case: which day was promised when, and why it is that day. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.case import Case
from models.case_event import CaseEvent
from models.vocabulary import CaseAction, CaseStatus
from services.desk.deadlines import due_on, is_working_day, promise_days, promised_by
from services.kit.office import Office
from services.kit.service import Service
from services.kit.text import BANGKOK, Day, Rendered, Text, _, counted

_COUNTED_ANEW = {CaseAction.FILE, CaseAction.DISPUTE}


@dataclass(frozen=True, slots=True)
class Promise:
    """One day that was promised, by one entry of the history."""

    entry: CaseEvent
    before: date | None
    """The day that stood until then; none for the first promise."""
    day: date


def promises(history: Sequence[CaseEvent], case: Case) -> list[Promise]:
    """Return the promises of a case, the first one first; the last one stands.

    Cases of earlier versions did not keep the day with every entry: the first then is the one that
    stands, unless a later entry says otherwise.
    """
    return list(_promises([entry for entry in history if entry.due_on or _is_first(entry)], case))


def why_that_day(
    history: Sequence[CaseEvent], case: Case, service: Service | None, office: Office
) -> list[Rendered]:
    """Say by which rule the day of a case is the one it is."""
    found = promises(history, case)
    last = found[-1] if found else None
    if last is None or last.entry.action not in _COUNTED_ANEW:
        return [_promised_by_hand(last), *_while_waiting(case)] if last else []
    counted_from = last.entry.at.astimezone(BANGKOK).date()
    return [*_by_rule(counted_from, case.due_on, service, office), *_while_waiting(case)]


def _promises(entries: Sequence[CaseEvent], case: Case) -> Iterator[Promise]:
    standing: date | None = None
    for entry in entries:
        day = entry.due_on or _next_known(entries, entry) or case.due_on
        if day != standing:
            yield Promise(entry, standing, day)
        standing = day


def _is_first(entry: CaseEvent) -> bool:
    return entry.action == CaseAction.FILE


def _next_known(entries: Sequence[CaseEvent], first: CaseEvent) -> date | None:
    """The first entry of an old case has no day; that of the next step that changed none is it."""
    later = entries[entries.index(first) + 1 :]
    same = [one.due_on for one in later if one.action not in {*_COUNTED_ANEW, "explain_delay"}]
    return next((day for day in same if day), None)


def _promised_by_hand(last: Promise) -> Text:
    if last.before is None:
        return _("Promised by staff.")
    if last.entry.action == CaseAction.ANSWER:
        return _(
            "In place of {before}: the days while the resident was asked do not count.",
            before=Day(last.before),
        )
    return _(
        "Promised by staff in place of {before}. Why: see the history.", before=Day(last.before)
    )


def _while_waiting(case: Case) -> list[Rendered]:
    if case.status != CaseStatus.WAITING_FOR_RESIDENT:
        return []
    return [_("The day stays while the resident is asked.")]


def _by_rule(since: date, day: date, service: Service | None, office: Office) -> list[Rendered]:
    if service is None or promised_by(service, since, office) != day:
        return [_("Counted by the rule of that time; the rule or the holidays changed since.")]
    days = promise_days(service, office)
    by_office = due_on(since, days, office)
    rule: list[Rendered] = [_working_days(days, since)]
    if service.law_days is not None:
        rule.append(_by_law(service.law_days, shorter=by_office != day))
    closed = [one for one in _days_between(since, day) if not is_working_day(one, office)]
    return [*rule, *([_closed_days(closed)] if closed else [])]


def _working_days(days: int, since: date) -> Rendered:
    return counted(
        "{count} working day after {since}, as the service promises.",
        "{count} working days after {since}, as the service promises.",
        days,
        since=Day(since),
    )


def _by_law(days: int, *, shorter: bool) -> Rendered:
    if shorter:
        return _("Sooner, because its act wants the answer within {days} days.", days=days)
    return _("Its act wants the answer within {days} days; the promise is within them.", days=days)


def _closed_days(closed: Sequence[date]) -> Rendered:
    weekends = sum(one.weekday() >= 5 for one in closed)
    holidays = len(closed) - weekends
    if not holidays:
        return _("Not counted: Saturdays and Sundays.")
    if not weekends:
        return _("Not counted: holidays, {count} in all.", count=holidays)
    return _("Not counted: Saturdays, Sundays, and holidays, {count} in all.", count=holidays)


def _days_between(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=ahead) for ahead in range(1, (last - first).days + 1))
