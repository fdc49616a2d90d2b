"""Every process notices that the office was changed."""

from bot.desk import Desk
from services.desk.changing.offering import tell_of_change


async def test_a_change_is_known_here_at_once(desk: Desk) -> None:
    await desk.keep_up()
    before = desk.version
    async with desk.work() as work:
        await tell_of_change(work)
    assert desk.version == before + 1


async def test_a_change_that_was_undone_is_none(desk: Desk) -> None:
    await desk.keep_up()
    before = desk.version
    try:
        async with desk.work() as work:
            await tell_of_change(work)
            raise RuntimeError
    except RuntimeError:
        await desk.keep_up()
    assert desk.version == before
