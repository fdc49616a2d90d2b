"""Composing services: begun, changed, published, retired. Rules are checked by whoever calls.

Publishing asks for the list of problems as an argument, so that nobody can forget it.
"""

from collections.abc import Sequence

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.composed_service import ComposedService
from models.staff import Staff
from models.vocabulary import ComposedState
from services.desk import audit
from services.desk.changing.offering import tell_of_change
from services.desk.permissions import COMPOSE_SERVICES, may
from services.desk.work import Work
from services.kit.composing.definition import Definition
from services.kit.errors import InvalidAnswer, NotAllowed, NotFound, NotPossible
from services.kit.text import Text, _

_NO_SUCH = _("There is no such service.")


async def composed(session: AsyncSession) -> Sequence[ComposedService]:
    """Return every composed service as it is being worked on, in the order of their names."""
    wanted = select(ComposedService).where(ComposedService.version == 0)
    return (await session.exec(wanted.order_by(ComposedService.key))).all()


async def in_work(session: AsyncSession, key: str) -> ComposedService:
    """Return what is being worked on. Raises `NotFound`."""
    wanted = select(ComposedService).where(ComposedService.key == key, ComposedService.version == 0)
    found = (await session.exec(wanted)).first()
    if found is None:
        raise NotFound(_NO_SUCH)
    return found


async def versions(session: AsyncSession, key: str) -> Sequence[ComposedService]:
    """Return what was published, the newest first."""
    wanted = select(ComposedService).where(ComposedService.key == key, ComposedService.version > 0)
    return (await session.exec(wanted.order_by(col(ComposedService.version).desc()))).all()


def definition_of(row: ComposedService) -> Definition:
    """Read what a row holds."""
    return Definition.model_validate(row.definition)


async def begin(work: Work, staff: Staff, definition: Definition) -> ComposedService:
    """Begin a service. Raises `InvalidAnswer` when its short name is taken."""
    _require(staff, definition.department)
    known = await work.session.exec(
        select(ComposedService.id).where(ComposedService.key == definition.key)
    )
    if known.first() is not None or definition.key in work.services:
        raise InvalidAnswer(_("Another service has this short name already."))
    begun = ComposedService(
        key=definition.key,
        department=definition.department,
        definition=definition.model_dump(mode="json"),
        changed_by=staff.id,
        changed_at=work.now,
    )
    work.session.add(begun)
    await work.session.flush()
    await audit.record(work, str(staff.id), "begin_service", begun.key, audit.DONE, "console")
    return begun


async def change(
    work: Work, staff: Staff, key: str, definition: Definition, seen: int
) -> ComposedService:
    """Keep a change. Raises `NotPossible` when somebody else changed it since it was `seen`."""
    row = await _to_change(work, staff, key)
    if row.changes != seen:
        raise NotPossible(
            _("A colleague has changed this service meanwhile. Please look at it again.")
        )
    _require(staff, definition.department)
    row.definition = definition.model_dump(mode="json")
    row.department = definition.department
    _touch(work, staff, row)
    await audit.record(work, str(staff.id), "change_service", key, audit.DONE, "console")
    return row


async def publish(work: Work, staff: Staff, key: str, seen: int, problems: Sequence[Text]) -> int:
    """Make what is being worked on the next version, and offer it. Returns the version.

    Raises `NotPossible` while there are problems, or when it was changed since it was `seen`.
    """
    row = await _to_change(work, staff, key)
    if problems:
        raise NotPossible(problems[0])
    if row.changes != seen:
        raise NotPossible(
            _("A colleague has changed this service meanwhile. Please look at it again.")
        )
    last = select(func.max(ComposedService.version)).where(ComposedService.key == key)
    version = ((await work.session.exec(last)).one() or 0) + 1
    work.session.add(
        ComposedService(
            key=key,
            version=version,
            state=ComposedState.PUBLISHED,
            department=row.department,
            definition=row.definition,
            changed_by=staff.id,
            changed_at=work.now,
        )
    )
    row.state = ComposedState.PUBLISHED
    _touch(work, staff, row)
    await _told(work, staff, "publish_service", f"{key} {version}")
    return version


async def retire(work: Work, staff: Staff, key: str) -> None:
    """Offer it no more; cases that are open go on."""
    await _turn(work, staff, key, ComposedState.RETIRED, "retire_service")


async def bring_back(work: Work, staff: Staff, key: str) -> None:
    """Offer the last version again."""
    await _turn(work, staff, key, ComposedState.PUBLISHED, "bring_back_service")


async def _turn(work: Work, staff: Staff, key: str, state: ComposedState, action: str) -> None:
    row = await _to_change(work, staff, key)
    if row.state == ComposedState.DRAFT:
        raise NotPossible(_("This service was never published."))
    if row.state != state:
        row.state = state
        _touch(work, staff, row)
        await _told(work, staff, action, key)


async def _to_change(work: Work, staff: Staff, key: str) -> ComposedService:
    """Hold the row, so that two who press at once come one after the other."""
    wanted = select(ComposedService).where(ComposedService.key == key, ComposedService.version == 0)
    row = (await work.session.exec(wanted.with_for_update())).first()
    if row is None:
        raise NotFound(_NO_SUCH)
    _require(staff, row.department)
    return row


def _touch(work: Work, staff: Staff, row: ComposedService) -> None:
    row.changes += 1
    row.changed_by, row.changed_at = staff.id, work.now
    work.session.add(row)


async def _told(work: Work, staff: Staff, action: str, subject: str) -> None:
    await work.session.flush()
    await audit.record(work, str(staff.id), action, subject, audit.DONE, "console")
    await tell_of_change(work)


def _require(staff: Staff, department: str) -> None:
    if not may(staff, COMPOSE_SERVICES, department or None):
        raise NotAllowed(_("Your role at the office does not allow this."))
