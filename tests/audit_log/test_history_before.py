"""What happened before there was a chain belongs to it as well."""

from dataclasses import replace

from bot.desk import Desk
from models.migrations import downgrade, upgrade
from models.vocabulary import CaseAction
from services.desk.audit_log.sealer import seal_all
from services.desk.audit_log.verifying import verify
from tests.desk.people import LAMP, act, file, hire, settle, steps_logged


async def said(desk: Desk) -> list[tuple[str, ...]]:
    entries = [(one.actor, one.action, one.subject, one.service, one.status, str(one.at))
               for one in await steps_logged(desk)]  # fmt: skip
    return sorted(entries)


async def test_steps_taken_before_the_chain_are_brought_into_it(desk: Desk) -> None:
    desk = replace(desk, services={LAMP.key: LAMP})
    case = await file(desk, await settle(desk))
    await act(desk, case, CaseAction.FINISH, await hire(desk))
    before = await said(desk)
    await desk.database.change_schema(lambda connection: downgrade(connection, "0024"))
    await desk.database.change_schema(upgrade)
    assert await said(desk) == before
    await seal_all(desk.database, desk.clock())
    verified = await verify(desk.database)
    assert (verified.misfit, verified.walk.head.number) == (None, 3)
