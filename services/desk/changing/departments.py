"""Closing a department: everything it answered for goes to another one."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import col, select, update

from models.case import Case
from models.composed_service import ComposedService
from models.one_time_code import OneTimeCode
from models.pickup_round import PickupRound
from models.prepared_text import PreparedText
from models.saved_filter import SavedFilter
from models.staff import Staff
from models.staff_chat import StaffChat
from models.staff_wish import StaffWish
from services.desk import audit
from services.desk.changing.setting import change
from services.desk.deadlines import department_of
from services.desk.paying.rights import PAYMENTS
from services.desk.work import Work
from services.kit.errors import InvalidAnswer
from services.kit.office import Office
from services.kit.office_told import told_by
from services.kit.service import Service
from services.kit.text import _

_MOVED: tuple[Any, ...] = (
    Case, Staff, StaffChat, PickupRound, OneTimeCode, SavedFilter, PreparedText, StaffWish,
)  # fmt: skip

SECTIONS = ("handled_by", "queue", "department")


async def close(work: Work, staff: Staff, key: str, to: str, seen: Mapping[str, str]) -> None:
    """Close a department: its services, lines, cases, rounds, people and chats go to another.

    Raises `InvalidAnswer` when that is not one that stays.
    """
    office = work.around.office
    if key not in office.departments or to not in office.departments or key == to:
        raise InvalidAnswer(_("Please choose the department that takes over."))
    values = closed(office, list(work.services.values()), key, to)
    await change(work, staff, values, seen, f"department:{key}")
    for table in _MOVED:
        await work.session.exec(
            update(table).where(col(table.department) == key).values(department=to)
        )
    await _move_composed(work, key, to)
    subject = f"{key} > {to}"
    await audit.record(work, str(staff.id), "close_department", subject, audit.DONE, "console")


async def _move_composed(work: Work, key: str, to: str) -> None:
    """What is being composed goes on there; published versions stay as they were, and are moved
    like every service, by the section `handled_by`."""
    theirs = select(ComposedService).where(
        ComposedService.version == 0, ComposedService.department == key
    )
    for row in await work.session.exec(theirs.with_for_update()):
        row.department, row.definition = to, {**row.definition, "department": to}
        row.changes += 1
        work.session.add(row)


def closed(office: Office, services: list[Service], key: str, to: str) -> dict[str, Any]:
    """Return the sections of the office file without a department. Pure."""
    told = told_by(office)
    moved = {one.key: to for one in services if department_of(one, office) == key}
    handled = {name: to if by == key else by for name, by in office.handled_by.items()}
    money = {PAYMENTS: to} if office.handled_by.get(PAYMENTS) == key else {}
    return {
        "handled_by": handled | moved | money,
        "queue": [
            {**row, "department": to} if row["department"] == key else row for row in told["queue"]
        ],
        "department": [row for row in told["department"] if row["key"] != key],
    }
