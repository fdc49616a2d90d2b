"""Changing one section of the office: checked, kept with who and when, told to all processes."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from models.office_setting import OfficeSetting
from models.staff import Staff
from models.vocabulary import SettingState
from services.desk import audit
from services.desk.changing.guards import guard
from services.desk.changing.offering_state import tell_of_change
from services.desk.changing.settings import earlier_value, holding_now, proposed
from services.desk.permissions import APPROVE_PAYEE, CHANGE_OFFICE, may
from services.desk.signing_in.second_person import require_second_person
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotAllowed, NotFound, NotPossible
from services.kit.office import Office
from services.kit.office_changes import TABLE, changed
from services.kit.office_checks import require_sound
from services.kit.office_told import told_by
from services.kit.text import _

PAYEE: Final = "payee"
"""The one section that needs a second person: a wrong number sends money to strangers."""

UNCHANGED: Final = "file"
"""What a form names as the change it was made from while there is none."""

_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)


async def change(
    work: Work, staff: Staff, values: Mapping[str, Any], seen: Mapping[str, str], note: str = ""
) -> None:
    """Put sections in place of those that hold; where it is the payee, propose that.

    `seen` names the change each form was made from. Raises `InvalidAnswer` for what the reader of
    office files would refuse, `NotPossible` when somebody else was faster or relies on it.
    """
    await _require_sound(work, values)
    await tell_of_change(work)
    holding = await holding_now(work.session)
    for key, value in values.items():
        _nobody_was_faster(holding.get(key), seen.get(key, ""))
        await _put(work, staff, key, value)
    await _record(work, staff, "change_office", note or ", ".join(values))


async def undo(work: Work, staff: Staff, files: Office, setting_id: UUID) -> None:
    """Let hold again what held before a change, if that change is the one that holds now."""
    row = await work.session.get(OfficeSetting, setting_id)
    holding = await holding_now(work.session)
    if row is None or row.key not in holding:
        raise NotFound(_("There is no such change."))
    if holding[row.key].id != row.id:
        raise NotPossible(_("This was changed again since. Please undo the later change first."))
    before = await earlier_value(work.session, row)
    again = told_by(files).get(row.key, {}) if before is None else before
    await _require_sound(work, {row.key: again})
    await tell_of_change(work)
    await _put(work, staff, row.key, before)
    await _record(work, staff, "undo_office_change", row.key)


async def decide(work: Work, staff: Staff, setting_id: UUID, *, accept: bool) -> None:
    """Let a second person approve what was proposed, or refuse it. One's own nobody approves."""
    row = await work.session.get(OfficeSetting, setting_id, with_for_update=True)
    if row is None or row.state != SettingState.PROPOSED:
        raise NotPossible(_("This was decided already."))
    if not may_decide(staff, row):
        raise NotAllowed(_("A second person has to look at this, not the one who proposed it."))
    if accept:
        await require_second_person(work, row.staff_id, staff)
    row.state = SettingState.IN_FORCE if accept else SettingState.DECLINED
    row.at = work.now if accept else row.at
    row.decided_by, row.decided_at = staff.id, work.now
    work.session.add(row)
    await tell_of_change(work)
    await _record(work, staff, "approve_payee" if accept else "decline_payee", row.key)


def may_decide(staff: Staff, row: OfficeSetting) -> bool:
    """Say whether this is a second person: another one than who proposed it, with the right."""
    return may(staff, APPROVE_PAYEE, None) and staff.id != row.staff_id


def require_changing(staff: Staff) -> None:
    """Raise `NotAllowed` unless this person may change the office."""
    if not may(staff, CHANGE_OFFICE, None):
        raise NotAllowed(_("Your role at the office does not allow this."))


async def _require_sound(work: Work, values: Mapping[str, Any]) -> None:
    office = work.around.office
    try:
        after = changed(office, values)
    except _UNREADABLE:
        raise InvalidAnswer(
            _("Something is missing, or a number or a day cannot be read. Nothing was changed.")
        ) from None
    for key in values:
        if not key.startswith(TABLE):
            require_sound(after, key, office)
            await guard(work, key, after)


def _nobody_was_faster(holding: OfficeSetting | None, seen: str) -> None:
    if seen != (str(holding.id) if holding else UNCHANGED):
        raise NotPossible(
            _(
                "A colleague changed this while you were writing. Nothing of yours was kept. "
                "Please open the page again and look at what stands there now."
            )
        )


async def _put(work: Work, staff: Staff, key: str, value: Any) -> None:
    if key == PAYEE:
        await _propose(work, staff, value)
    else:
        await _keep(work, staff, key, value)


async def _propose(work: Work, staff: Staff, value: Any) -> None:
    """Only one proposal waits at a time; a newer one takes the place of an older."""
    for older in await proposed(work.session):
        if older.key == PAYEE:
            older.state, older.decided_at = SettingState.DECLINED, work.now
            work.session.add(older)
    await _keep(work, staff, PAYEE, value if value is not None else {}, SettingState.PROPOSED)
    await _record(work, staff, "propose_payee", PAYEE)


async def _keep(
    work: Work, staff: Staff, key: str, value: Any, state: str = SettingState.IN_FORCE
) -> None:
    work.session.add(
        OfficeSetting(key=key, value=value, state=state, staff_id=staff.id, at=work.now)
    )
    await work.session.flush()


async def _record(work: Work, staff: Staff, action: str, subject: str) -> None:
    await audit.record(work, str(staff.id), action, subject, audit.DONE, "console")
