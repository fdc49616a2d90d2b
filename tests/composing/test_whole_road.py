"""A composed service is one like any other: in the chat, under the settings, in the figures."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import col, select

from bot.batch import handle_batch
from bot.desk import Desk
from bot.messages import Heard, Kind
from models import Case, ComposedService, PreparedText, SavedFilter, Staff
from models.vocabulary import CaseAction, Role
from services.desk import composing, office_actions, prepared_texts, saved_filters
from services.desk.changing import departments, setting
from services.desk.changing.setting import UNCHANGED
from services.desk.changing.settings import holding_now
from services.desk.deadlines import due_on
from services.desk.figures.periods import month_of
from services.desk.figures.reading import read_month
from services.desk.prepared_texts import Wording
from services.kit.composing.definition import Definition, Question, Words
from tests.composing.examples import FIELD
from tests.composing.test_publishing import change, published
from tests.desk.people import hire, texts

BEGIN, ANSWERS = "ขอใช้สนามฟุตบอล", ("ซ้อมกีฬา", "พรุ่งนี้", "081-234-5678")


@pytest.fixture
async def admin(desk: Desk) -> Staff:
    return await published(desk)


class Chat:
    """Somebody who types on LINE."""

    def __init__(self, desk: Desk, chat: str) -> None:
        self.desk, self.chat, self.count = desk, chat, 0

    async def types(self, *words: str) -> str:
        """Type one thing after the other; return the last answer."""
        for text in words:
            self.count += 1
            event = f"{self.chat} {self.count}"
            await self.desk.keep_up()
            heard = Heard("line", event, self.chat, self.chat, Kind.TEXT, text, private=True,
                          at=self.desk.clock())  # fmt: skip
            await handle_batch(self.desk, [heard])
        return (await texts(self.desk, self.chat))[-1]

    async def files(self) -> Case:
        await self.types(BEGIN, *ANSWERS, "ส่งคำขอ")
        return await self.newest()

    async def newest(self) -> Case:
        wanted = select(Case).where(Case.chat == self.chat).order_by(col(Case.id).desc())
        async with self.desk.database.reading() as session:
            return (await session.exec(wanted)).first()  # type: ignore[return-value] # there is one


async def settle(desk: Desk, admin: Staff, **values: Any) -> None:
    """Change sections of the office."""
    async with desk.database.reading() as session:
        holding = await holding_now(session)
    seen = {key: str(holding[key].id) if key in holding else UNCHANGED for key in values}
    async with desk.work() as work:
        await setting.change(work, admin, values, seen)
    await desk.keep_up()


async def test_from_composing_to_the_figures(desk: Desk, admin: Staff) -> None:
    resident = Chat(desk, "Ufirst")
    await resident.types(BEGIN, ANSWERS[0])
    newer, (name,) = FIELD.with_names(1)
    club = Question(name=name, kind="line", question=Words(th="ชมรมอะไร", en="Which club?"))
    await change(desk, admin, newer.with_question(club), 2)
    async with desk.work() as work:
        assert await composing.publish(work, admin, FIELD.key, 3, []) == 2
    assert "ชมรมอะไร" in await resident.types(*ANSWERS[1:])
    await resident.types("ชมรมตะกร้อ", "ส่งคำขอ")
    case = await resident.newest()
    assert (case.answers["n1"], case.answers[name]) == ("n2", "ชมรมตะกร้อ")
    officer = await hire(desk)
    async with desk.work() as work:
        await office_actions.act(work, case.reference, CaseAction.FINISH, officer, "เชิญได้เลย")
    async with desk.database.reading() as session:
        month = await read_month(session, month_of(desk.clock().date()), desk.around.office)
    assert (month[FIELD.key].received, month[FIELD.key].answered) == (1, 1)


async def test_another_promise_and_closed_days_count_as_for_any_service(
    desk: Desk, admin: Staff
) -> None:
    today = desk.clock().date()
    closed = [(today + timedelta(days=days)).isoformat() for days in range(7, 10)]
    await settle(desk, admin, promises={FIELD.key: 9}, holidays={"days": closed})
    case = await Chat(desk, "Ua").files()
    assert case.due_on == due_on(today, 9, desk.around.office)
    assert case.due_on > today + timedelta(days=9 + 4 + len(closed) - 1)


async def test_another_department_answers_when_the_office_says_so(desk: Desk, admin: Staff) -> None:
    await settle(desk, admin, handled_by={FIELD.key: "health"})
    assert (await Chat(desk, "Ua").files()).department == "health"


async def test_a_pause_stops_new_requests_and_those_under_way(desk: Desk, admin: Staff) -> None:
    begun, late = Chat(desk, "Ubegun"), Chat(desk, "Ulate")
    await begun.types(BEGIN, *ANSWERS)
    why = {"th": "สนามกำลังปรับปรุง", "en": "The field is being mended"}
    await settle(desk, admin, switched_off={FIELD.key: why})
    assert "สนามกำลังปรับปรุง" in await late.types(BEGIN)
    assert "สนามกำลังปรับปรุง" in await begun.types("ส่งคำขอ")
    assert await everything(desk, Case) == []
    await settle(desk, admin, switched_off={})
    await begun.types("ส่งคำขอ")
    assert [one.chat for one in await everything(desk, Case)] == ["Ubegun"]


async def everything(desk: Desk, table: Any) -> list[Any]:
    async with desk.database.reading() as session:
        return list((await session.exec(select(table))).all())


async def close(desk: Desk, admin: Staff) -> None:
    async with desk.database.reading() as session:
        holding = await holding_now(session)
    seen = {
        key: str(holding[key].id) if key in holding else UNCHANGED for key in departments.SECTIONS
    }
    async with desk.work() as work:
        await departments.close(work, admin, "works", "health", seen)
    await desk.keep_up()


async def test_a_department_that_closes_hands_its_composed_service_over(
    desk: Desk, admin: Staff
) -> None:
    before = await Chat(desk, "Ubefore").files()
    await close(desk, admin)
    after = await Chat(desk, "Uafter").files()
    [kept] = [one for one in await everything(desk, Case) if one.id == before.id]
    assert (before.department, kept.department, after.department) == ("works", "health", "health")
    [working] = [one for one in await everything(desk, ComposedService) if one.version == 0]
    assert (working.department, working.definition["department"]) == ("health", "health")
    head = await hire(desk, "Head", Role.HEAD, "health")
    again: Definition = composing.definition_of(working)
    await change(desk, head, again, working.changes)
    async with desk.work() as work:
        assert await composing.publish(work, head, FIELD.key, working.changes + 1, []) == 2


async def test_lists_and_texts_of_a_closed_department_go_on_in_the_other(
    desk: Desk, admin: Staff
) -> None:
    officer = await hire(desk)
    async with desk.work() as work:
        await saved_filters.save(
            work, officer, "ours", "group=open", shared=True, opens_first=False
        )
        wording = Wording("Delay", "reply", "ช้า", "late", "works")
        await prepared_texts.keep(work, admin, wording, uuid4())
    await close(desk, admin)
    assert [one.department for one in await everything(desk, SavedFilter)] == ["health"]
    assert [one.department for one in await everything(desk, PreparedText)] == ["health"]
