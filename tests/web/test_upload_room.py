"""What the web may send in a day: one chat, one address, and all of them."""

from sqlmodel import select

from models import AuditEntry
from services.desk.upload_room import FULL
from tests.stories.pictures import picture
from tests.web.public_site import PublicSite, Window
from web.security import Pace
from web.upload_room import ADDRESSES, CHATS, DESK

PNG = picture("PNG")


async def test_one_chat_may_not_fill_the_disk(site: PublicSite, window: Window) -> None:
    site.desk.uploads_a_day = CHATS * len(PNG)
    assert (await window.send_file(PNG)).status_code == 200
    refused = await window.send_file(PNG)
    assert refused.status_code == 413
    assert "bring it to the office" in refused.json()["error"]


async def test_one_address_may_use_up_its_share_only(site: PublicSite, window: Window) -> None:
    site.desk.uploads_a_day = 100 * len(PNG)
    share = site.desk.uploads_a_day // ADDRESSES
    here = Pace(share, 1.0)
    site.app.state.limits.wait("bytes of an address", "127.0.0.1", here, cost=share - len(PNG))
    assert (await window.send_file(PNG)).status_code == 200
    async with site.browser() as client:
        other = Window(client)
        await other.start()
        assert (await other.send_file(PNG)).status_code == 413
    async with site.desk.database.reading() as session:
        assert (await session.exec(select(AuditEntry).where(AuditEntry.action == FULL))).all() == []


async def test_what_all_chats_leave_in_a_day_is_limited_and_the_office_sees_it(
    site: PublicSite, window: Window
) -> None:
    site.desk.uploads_a_day = most = 100 * len(PNG)
    site.app.state.limits.wait(DESK, "", Pace(most, 1.0), cost=most - len(PNG))
    assert (await window.send_file(PNG)).status_code == 200
    async with site.browser() as client:
        other = Window(client)
        await other.start()
        for _time in range(2):
            assert (await other.send_file(PNG)).status_code == 413
    async with site.desk.database.reading() as session:
        noted = list(await session.exec(select(AuditEntry).where(AuditEntry.action == FULL)))
    assert len(noted) == 1
