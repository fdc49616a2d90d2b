"""Whoever has the whole database rewrites the log so that it fits: only a note kept apart tells."""

import pytest

from bot.desk import Desk
from services.desk.audit_log.chain import Fault, Head, Misfit
from services.desk.audit_log.sealer import seal_all
from services.desk.audit_log.verifying import verify
from tests.audit_log.test_sealing import sealed_log, tamper

CUT = (
    "DELETE FROM audit_entry WHERE number > 4",
    "UPDATE audit_head SET number = 4, seal = (SELECT seal FROM audit_entry WHERE number = 4)",
)
REWRITTEN = (
    "UPDATE audit_entry SET note = 'nothing happened' WHERE number = 3",
    "UPDATE audit_entry SET number = NULL, seal = NULL, sealed_at = NULL",
    "UPDATE audit_head SET number = 0, seal = '', sealed_at = NULL",
)


async def noted(desk: Desk) -> Head:
    """What the command printed while nobody had touched the log."""
    await sealed_log(desk)
    return (await verify(desk.database)).walk.head


@pytest.mark.parametrize(
    ("statements", "expected"),
    [(CUT, Misfit(5, Fault.CUT_OFF)), (REWRITTEN, Misfit(6, Fault.CHANGED))],
)
async def test_a_log_that_fits_again_does_not_fit_what_was_noted(
    desk: Desk, statements: tuple[str, ...], expected: Misfit
) -> None:
    before = await noted(desk)
    await tamper(desk.database, *statements)
    await seal_all(desk.database, desk.clock())
    assert (await verify(desk.database)).misfit is None
    assert (await verify(desk.database, noted=before)).misfit == expected


async def test_a_log_that_grew_still_fits_what_was_noted(desk: Desk) -> None:
    before = await noted(desk)
    await sealed_log(desk)
    assert (await verify(desk.database, batch=2, noted=before)).misfit is None
