"""Lists of what is due, for every tax that is billed from one."""

from bot.desk import Desk
from services.desk.paying import lists
from services.kit.consequences import BillAssessed


async def assess(desk: Desk, notice: str, digits: str) -> None:
    """Take in a list with one notice for every tax that a service bills from its list."""
    consequences = [then for service in desk.services.values() for then in service.then]
    told = f"notice,digits,amount,due\n{notice},{digits},10000,30/06/2570\n"
    read = lists.read_list(told.encode())
    async with desk.work() as work:
        for then in consequences:
            if isinstance(then, BillAssessed):
                await lists.accept(work, then.tax, 2569, read, None)
