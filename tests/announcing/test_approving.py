"""Who writes, who approves, and what is checked before anything is said."""

from dataclasses import replace

import pytest

from bot.desk import Desk
from models import Staff
from services.desk.announcing import approving, editing
from services.desk.announcing.checking import findings, stops
from services.desk.announcing.content import Content
from services.kit.errors import InvalidAnswer, NotAllowed, NotPossible
from tests.announcing.people import FLOOD, WATER, approved, standing, urgent
from tests.conftest import MONDAY
from tests.desk.people import audited, hire, texts

LONG = "ก" * 2001
BUTTON = {"label_th": "โทร", "label_en": "Call", "url": "tel:044123456"}


async def test_nobody_approves_what_they_wrote(desk: Desk, writer: Staff) -> None:
    with pytest.raises(NotAllowed):
        await approved(desk, writer, writer)


async def test_whoever_may_only_approve_may_not_write(desk: Desk, approver: Staff) -> None:
    async with desk.work() as work:
        with pytest.raises(NotAllowed):
            await editing.begin_draft(work, approver, WATER)


async def test_an_edit_voids_the_approval(desk: Desk, writer: Staff, approver: Staff) -> None:
    sent = await approved(desk, writer, approver)
    async with desk.work() as work:
        await editing.save(work, sent, writer, 1, replace(WATER, title_th="อื่น"))
    found = await standing(desk, sent)
    assert (found.state, found.approved_by, found.version) == ("draft", None, 2)


async def test_who_read_an_older_version_approves_nothing(
    desk: Desk, writer: Staff, approver: Staff
) -> None:
    async with desk.work() as work:
        draft = await editing.begin_draft(work, writer, WATER)
    async with desk.work() as work:
        await editing.save(work, draft.id, writer, 1, replace(WATER, title_th="อื่น"))
    async with desk.work() as work:
        await approving.submit(work, draft.id, writer, 2)
    async with desk.work() as work:
        with pytest.raises(NotPossible):
            await approving.approve(work, draft.id, approver, 1)


async def test_two_who_edit_at_once_do_not_overwrite_each_other(desk: Desk, writer: Staff) -> None:
    async with desk.work() as work:
        draft = await editing.begin_draft(work, writer, WATER)
    async with desk.work() as work:
        await editing.save(work, draft.id, writer, 1, replace(WATER, title_th="หนึ่ง"))
    async with desk.work() as work:
        with pytest.raises(NotPossible):
            await editing.save(work, draft.id, writer, 1, replace(WATER, title_th="สอง"))
    assert (await standing(desk, draft.id)).title_th == "หนึ่ง"


async def test_only_an_emergency_goes_out_on_one_persons_word(desk: Desk, writer: Staff) -> None:
    with pytest.raises(NotAllowed):
        await urgent(desk, writer, WATER)
    assert (await standing(desk, await urgent(desk, writer))).state == "scheduled"


async def test_every_executive_hears_of_an_emergency_at_once(desk: Desk, writer: Staff) -> None:
    await hire(desk, "Prayut", "executive", None, account="Uprayut")
    await urgent(desk, writer)
    assert await texts(desk, "Uprayut") == ["Malee กำลังส่งประกาศด่วนถึงทุกคน: น้ำท่วม"]


async def test_whoever_may_approve_is_asked_in_their_own_chat(
    desk: Desk, writer: Staff, approver: Staff
) -> None:
    await hire(desk, "Prawit", "executive", None, account="Uprawit")
    await hire(desk, "Somsri", "officer", "works", account="Usomsri")
    await approved(desk, writer, approver)
    assert await texts(desk, "Uprawit") == ["Malee ขอให้ช่วยอ่านและอนุมัติประกาศ: น้ำประปาหยุดไหล"]
    assert await texts(desk, "Usomsri") == []


async def test_every_step_is_in_the_audit_log(desk: Desk, writer: Staff, approver: Staff) -> None:
    await approved(desk, writer, approver)
    steps = [one.action for one in await audited(desk) if one.action.startswith("announcement")]
    assert steps == ["announcement_write", "announcement_submit", "announcement_approve"]


async def test_what_is_wrong_cannot_be_submitted(desk: Desk, writer: Staff) -> None:
    async with desk.work() as work:
        draft = await editing.begin_draft(work, writer, replace(WATER, text_th=""))
    async with desk.work() as work:
        with pytest.raises(InvalidAnswer):
            await approving.submit(work, draft.id, writer, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(WATER, title_th=""),
        replace(WATER, text_th=LONG),
        replace(WATER, title_en="ก" * 81),
        replace(WATER, text_en=""),
        replace(WATER, link="http://plain.example"),
        replace(WATER, link="javascript:alert(1)"),
        replace(WATER, buttons=({**BUTTON, "label_th": "ก" * 21},)),
        replace(WATER, buttons=({**BUTTON, "url": "data:text/html,x"},)),
        replace(FLOOD, scheduled_at=MONDAY),
    ],
)
def test_what_messengers_or_people_cannot_take_is_found(wrong: Content) -> None:
    assert stops(findings(wrong, MONDAY)) != []


@pytest.mark.parametrize("right", [WATER, FLOOD, replace(WATER, buttons=(BUTTON,) * 3)])
def test_what_is_right_may_go(right: Content) -> None:
    assert stops(findings(right, MONDAY)) == []
