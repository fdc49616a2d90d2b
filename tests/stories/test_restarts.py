"""A form survives what happens to the desk meanwhile: a restart, days, another form, no form."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from services.catalogue import all_services
from services.kit.fields import Field
from services.kit.questions import Count, Line
from services.kit.service import Service
from services.kit.text import _
from tests.stories.bin_form import QUESTIONS, REVIEW, answers_first, begins, fills_in, sends
from tests.stories.stage import Premises

BIN = all_services()["waste-bin"]
FLOWERS = replace(
    BIN, key="flowers", title=_("Flowers"), keywords=("ดอกไม้",), fields=(Line("what", _("Which?")),)
)

both_messengers = pytest.mark.parametrize("messenger", ["line", "telegram"])


def changed(*fields: Field) -> Mapping[str, Service]:
    """The same service, with another form."""
    return {BIN.key: replace(BIN, fields=fields)}


@both_messengers
async def test_a_form_goes_on_after_a_restart_and_days(premises: Premises, messenger: str) -> None:
    async with premises.opened(messenger) as before:
        resident = await before.resident()
        await begins(resident)
        await answers_first(resident, 2)
    premises.clock.advance(days=5)
    async with premises.opened(messenger) as after:
        await resident.types("45/1 หมู่ 3")
        await resident.sees(QUESTIONS[3])
        await resident.types("ข้างวัด")
        await resident.sees(QUESTIONS[4])
        await resident.types("0812345678")
        await resident.sees(REVIEW)
        assert await sends(resident)
        assert after.desk is not before.desk


async def test_half_an_answer_survives_a_restart(premises: Premises) -> None:
    async with premises.opened() as before:
        resident = await before.resident()
        await begins(resident)
        await answers_first(resident, 2)
        await resident.types("45/1")
        await resident.sees("อยู่หมู่ไหน")
    async with premises.opened():
        await resident.types("3")
        await resident.sees(QUESTIONS[3])


@both_messengers
async def test_an_answer_that_no_longer_fits_is_asked_again(
    premises: Premises, messenger: str
) -> None:
    async with premises.opened(messenger) as before:
        resident = await before.resident()
        await fills_in(resident)
    fewer = Count("how-many", BIN.fields[1].question, most=1)
    async with premises.opened(messenger, changed(BIN.fields[0], fewer, *BIN.fields[2:])):
        await resident.presses("ส่งเรื่อง")
        told = await resident.sees("คำถามเปลี่ยนไปจากเดิม")
        assert QUESTIONS[1] in told.text
        await resident.sees("ยังตอบไม่ครบ")
        await resident.types("1")
        await resident.sees(REVIEW)
        assert await sends(resident)


async def test_a_question_that_is_new_is_asked_before_sending(premises: Premises) -> None:
    async with premises.opened() as before:
        resident = await before.resident()
        await fills_in(resident)
    colour = Line("colour", _("Which colour?"))
    async with premises.opened(services=changed(*BIN.fields, colour)):
        await resident.presses("ส่งเรื่อง")
        asked = await resident.sees("ยังตอบไม่ครบ")
        assert "Which colour?" in asked.text
        await resident.types("เขียว")
        await resident.sees(REVIEW)
        assert await sends(resident)


@both_messengers
async def test_a_form_that_is_no_longer_offered_is_said_to_be_gone(
    premises: Premises, messenger: str
) -> None:
    async with premises.opened(messenger) as before:
        resident = await before.resident()
        await begins(resident)
        await answers_first(resident, 1)
    async with premises.opened(messenger, {FLOWERS.key: FLOWERS}):
        await resident.types("2")
        await resident.sees("ไม่เปิดให้บริการแล้ว")
        await resident.types("เมนู")
        menu = await resident.sees("มีอะไรให้ช่วย")
        assert "Flowers" in menu.labels
        assert "ขอถังขยะ" not in menu.labels


async def test_a_case_of_a_service_no_longer_offered_is_still_shown(premises: Premises) -> None:
    async with premises.opened() as before:
        resident = await before.resident()
        await fills_in(resident)
        reference = await sends(resident)
    async with premises.opened(services={FLOWERS.key: FLOWERS}):
        await resident.types(reference)
        card = await resident.sees("สถานะ")
        assert reference in card.text
