"""The one question about news: at a good moment, once, and only where there is any news."""

from tests.stories.bin_form import RECEIPT, asks_for_a_bin
from tests.stories.stage import Stage

QUESTION = "จะถามครั้งนี้ครั้งเดียว"


async def test_somebody_is_asked_once_after_the_receipt(with_news: Stage) -> None:
    resident = await with_news.resident()
    await asks_for_a_bin(resident)
    await resident.sees(QUESTION, anew=False)
    told = [shown.text for shown in resident.screen]
    assert QUESTION in told[-1]
    assert RECEIPT in told[-2]
    await resident.presses("รับข่าว")
    await resident.sees("จากนี้ข่าวของเราจะมาที่แชทนี้")
    await asks_for_a_bin(resident)
    await with_news.all_said()
    assert sum(QUESTION in shown.text for shown in resident.screen) == 1


async def test_the_buttons_of_the_receipt_are_still_there(with_news: Stage) -> None:
    resident = await with_news.resident()
    await asks_for_a_bin(resident)
    await resident.sees(QUESTION, anew=False)
    [receipt] = [shown for shown in resident.screen if RECEIPT in shown.text]
    await resident.presses(receipt.labels[0], on=receipt)


async def test_where_the_office_writes_no_news_nobody_is_asked(stage: Stage) -> None:
    resident = await stage.resident()
    await asks_for_a_bin(resident)
    await stage.all_said()
    assert not any(QUESTION in shown.text for shown in resident.screen)
