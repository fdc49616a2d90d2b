"""Finding cases by words, on both databases."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from bot.desk import Desk
from bot.search_keeping import take_up_earlier
from bot.turns import WriteToOffice
from models import Case, CaseWords
from models.vocabulary import CaseAction
from services.desk.actor import Actor
from services.desk.filing import file_case
from services.desk.forgetting import forget
from services.desk.searching.finding import Found, find
from services.desk.searching.indexing import forget_text
from services.desk.searching.words import asked_for
from services.kit.errors import NotEligible
from services.kit.references import shown
from services.kit.text import _
from tests.desk.people import ANSWERS, LAMP, act, carry, file, hire, settle


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, services={LAMP.key: LAMP})


@pytest.fixture
async def resident(desk: Desk) -> Actor:
    return await settle(desk)


async def look(desk: Desk, typed: str, *conditions: Any, **more: Any) -> Found:
    async with desk.database.reading() as session:
        return await find(session, asked_for(typed), conditions, more.pop("limit", 25), **more)


async def found(desk: Desk, typed: str, *conditions: Any) -> list[str]:
    return references((await look(desk, typed, *conditions)).cases)


def references(cases: Sequence[Case]) -> list[str]:
    return [case.reference for case in cases]


@pytest.mark.parametrize(
    "typed",
    [
        "ถังขยะ", "ถังขญะ", "ขยะหน้าวัด", "หน้าวัด ถังขยะ", "45/1", "หมู่ 2", "ม.๒", "lamp", "ไฟ",
        "45", "45/1 หมู่ 2 ไฟ",
    ],
)  # fmt: skip
async def test_a_case_is_found_by_its_words(desk: Desk, resident: Actor, typed: str) -> None:
    await file(desk, resident, trouble="เสาเอียง", house={"number": "9", "village": 1})
    case = await file(desk, resident, trouble="ถังขยะหน้าวัดใหม่ ไฟดับ")
    assert case.reference in await found(desk, typed)


@pytest.mark.parametrize("typed", ["ถังขยะ", "45/1", "หมู่ 2", "ไฟ", "0899"])
async def test_other_cases_are_not_found(desk: Desk, resident: Actor, typed: str) -> None:
    await file(desk, resident, trouble="เสาเอียง", house={"number": "9", "village": 1})
    assert await found(desk, typed) == []


async def test_the_newest_comes_first_and_pages_follow(desk: Desk, resident: Actor) -> None:
    filed = [await file(desk, resident, trouble="ถังขยะ") for _number in range(4)]
    first = await look(desk, "ถังขยะ", limit=3)
    second = await look(desk, "ถังขยะ", limit=3, before=first.cases[-1].id)
    newest_first = references(list(reversed(filed)))
    assert references(first.cases) + references(second.cases) == newest_first


async def test_the_beginning_of_a_reference_finds_it(desk: Desk, resident: Actor) -> None:
    case = await file(desk, resident)
    assert await found(desk, shown(case.reference)[:7]) == [case.reference]


@pytest.mark.parametrize("typed", ["ถังขยุหน้าวัด", "ขอถังขยะที่หน้าวัด", "ถังคยะหน้าวัด"])
async def test_a_mistyped_word_finds_what_is_alike(desk: Desk, resident: Actor, typed: str) -> None:
    case = await file(desk, resident, trouble="ถังขยะแตก อยู่หน้าวัด")
    await file(desk, resident, trouble="เสาเอียง")
    told = await look(desk, typed)
    assert references(told.alike) == [case.reference]


async def test_the_most_alike_stands_first(desk: Desk, resident: Actor) -> None:
    best = await file(desk, resident, trouble="ถังขยะแตกหน้าวัดป่า")
    await file(desk, resident, trouble="ถังขยะแตกหน้าบ้าน")
    told = await look(desk, "ถังขยะแตกหน้าวัดบ่า")
    assert references(told.alike)[0] == best.reference


async def test_numbers_are_never_alike(desk: Desk, resident: Actor) -> None:
    await file(desk, resident, trouble="โทร 0812345678")
    assert await look(desk, "0812345679") == Found([], [])


async def test_conditions_hold_for_both(desk: Desk, resident: Actor) -> None:
    await file(desk, resident, trouble="ถังขยะหน้าวัด")
    elsewhere = col(Case.department) == "health"
    assert await look(desk, "ถังขยะ", elsewhere) == Found([], [])


async def test_what_both_sides_write_is_found(desk: Desk, resident: Actor) -> None:
    officer = await hire(desk)
    case = await file(desk, resident)
    await carry(desk, WriteToOffice(case.reference, "สุนัขกัดสายไฟ"), resident)
    await act(desk, case, CaseAction.NOTE, officer, "ส่งช่างสมหมาย")
    assert await found(desk, "สุนัข") == [case.reference]
    assert await found(desk, "สมหมาย") == [case.reference]


async def test_what_is_taken_back_is_not_found_any_more(desk: Desk, resident: Actor) -> None:
    case = await file(desk, resident)
    later = replace(resident, message_key="line:77")
    await carry(desk, WriteToOffice(case.reference, "สุนัขกัดสายไฟ"), later)
    async with desk.work() as work:
        await forget(work, "line:77")
    assert await found(desk, "สุนัข") == []
    assert await found(desk, "secret storm") == [case.reference]


async def test_forgotten_cases_are_found_by_nothing(desk: Desk, resident: Actor) -> None:
    case = await file(desk, resident)
    async with desk.work() as work:
        await forget_text(work, [case.id])
    assert await found(desk, "secret storm") == []
    assert await found(desk, case.reference) == []
    await take_up_earlier(desk, asyncio.Event(), 0)
    assert await found(desk, "secret storm") == []


async def test_a_filing_that_is_undone_leaves_no_words(desk: Desk, resident: Actor) -> None:
    async def refuse() -> None:
        async with desk.work() as work:
            async with work.session.begin_nested():
                await file_case(work, LAMP, ANSWERS, resident)
                raise NotEligible(_("No."))

    with pytest.raises(NotEligible):
        await refuse()
    assert await found(desk, "secret storm") == []


async def without_words(desk: Desk) -> None:
    async with desk.database.writing() as session:
        await (await session.connection()).execute(text("DELETE FROM case_words"))


async def test_cases_from_before_the_search_are_taken_up_in_their_order(
    desk: Desk, resident: Actor
) -> None:
    filed = [await file(desk, resident, trouble="ถังขยะ") for _number in range(5)]
    await without_words(desk)
    filed.append(await file(desk, resident, trouble="ถังขยะ"))
    assert len(await found(desk, "ถังขยะ")) == 1
    await take_up_earlier(desk, asyncio.Event(), 0)
    assert await found(desk, "ถังขยะ") == references(list(reversed(filed)))


async def test_taking_up_goes_on_after_it_was_broken_off(desk: Desk, resident: Actor) -> None:
    for _number in range(3):
        await file(desk, resident, trouble="ถังขยะ")
    await without_words(desk)
    closing = asyncio.Event()
    closing.set()
    await take_up_earlier(desk, closing, 0)
    await take_up_earlier(desk, asyncio.Event(), 0)
    async with desk.database.reading() as session:
        numbers = list(await session.exec(select(col(CaseWords.id)).order_by(col(CaseWords.id))))
    assert len(numbers) == len(set(numbers)) == 3


@pytest.mark.parametrize("typed", ["%", '"ถัง" OR *', "ถัง*", "NEAR(ก ข)", "-ถังขยะ", "'; --", "^"])
async def test_no_sign_means_anything_to_the_database(
    desk: Desk, resident: Actor, typed: str
) -> None:
    await file(desk, resident, trouble="เสาเอียง", house=None)
    assert await found(desk, typed) == []


PLANS = {
    True: "EXPLAIN QUERY PLAN SELECT rowid FROM case_search WHERE case_search MATCH '\"ถังขย\"'",
    False: "EXPLAIN SELECT id FROM case_words WHERE words LIKE '%ถังขย%'",
}
"""How a piece is looked for, by whether it is SQLite."""

PREFER_INDEXES = {True: "SELECT 1", False: "SET LOCAL enable_seqscan = off"}


async def test_words_are_found_through_an_index(desk: Desk, resident: Actor) -> None:
    await file(desk, resident)
    async with desk.database.reading() as session:
        connection = await session.connection()
        await connection.execute(text(PREFER_INDEXES[desk.database.is_sqlite]))
        rows = await connection.execute(text(PLANS[desk.database.is_sqlite]))
        plan = "".join(str(row) for row in rows)
    assert any(index in plan for index in ("VIRTUAL TABLE INDEX", "ix_case_words_trigrams"))
