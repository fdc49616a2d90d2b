"""The office's list: compared before it is accepted, as often as it changes."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from bot.desk import Desk
from services.desk.paying import lists
from services.desk.paying.lists import Comparison
from services.kit.errors import InvalidAnswer
from tests.paying.test_assessed import LIST, TAX


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, services={TAX.key: TAX})


async def compare(desk: Desk, data: bytes, tax: str = "land", year: int = 2569) -> Comparison:
    async with desk.work() as work:
        return await lists.compare(work, tax, year, lists.read_list(data))


async def accept(desk: Desk, data: bytes) -> Comparison:
    async with desk.work() as work:
        return await lists.accept(work, "land", 2569, lists.read_list(data), None)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


async def test_looking_changes_nothing(desk: Desk) -> None:
    first = await compare(desk, LIST.encode())
    again = await compare(desk, LIST.encode())
    assert (len(first.new), len(again.new)) == (5, 5)


async def test_the_same_list_again_changes_nothing(desk: Desk) -> None:
    await accept(desk, LIST.encode())
    again = await accept(desk, LIST.encode())
    assert (len(again.new), len(again.changed), again.same) == (0, 0, 5)


async def test_what_changed_is_shown_and_then_taken(desk: Desk) -> None:
    await accept(desk, LIST.encode())
    corrected = LIST.replace("N1,0012,1500", "N1,0012,1400").encode()
    [(before, entry)] = (await compare(desk, corrected)).changed
    assert (before.satang, entry.satang) == (150_000, 140_000)
    await accept(desk, corrected)
    assert (await compare(desk, corrected)).same == 5


async def test_a_list_with_mistakes_is_refused_and_told_row_by_row(desk: Desk) -> None:
    wrong = LIST + "N1,0012,1,30/06/2569,,\n,1,1,30/06/2569,,\nN8,12345,x,30/06/2569,,\n"
    found = await compare(desk, wrong.encode())
    assert [mistake.row for mistake in found.mistakes] == [7, 8, 9]
    with pytest.raises(InvalidAnswer):
        await accept(desk, wrong.encode())
    assert (await compare(desk, LIST.encode())).same == 0


async def test_a_workbook_is_read_like_a_csv_file(desk: Desk) -> None:

    data = workbook(
        ("เลขที่หนังสือ", "เลขท้าย 4 ตัว", "จำนวนเงิน", "ชำระภายใน"),
        ("N1", 12, 1500.5, date(2026, 6, 30)),
        ("N2", "0012", "1,500.50", "30/06/2569"),
    )
    one, two = (await compare(desk, data)).new
    assert (one.digits, one.satang, one.due_on) == (two.digits, two.satang, two.due_on)


@pytest.mark.parametrize(("tax", "year"), [("income", 2569), ("land", 1), ("", 2569)])
async def test_a_list_nobody_asks_for_is_refused(desk: Desk, tax: str, year: int) -> None:
    with pytest.raises(InvalidAnswer):
        await compare(desk, LIST.encode(), tax, year)
