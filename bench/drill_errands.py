"""The errands of the drill: a bin that is paid for, a licence with a private number, a loan."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import httpx
from stdnum.th import pin

from bench.drill_people import (
    PATIENCE,
    Notes,
    newer,
    newest,
    shown_after,
    types,
    until_found,
    until_taken,
)
from services.desk.paying.staff_notices import CONFIRM
from services.desk.permissions import ASK_PAYMENT
from services.kit import presses
from services.kit.calendar import working_days_after
from services.kit.office import Office
from services.kit.presses import press
from services.kit.references import find_references, shown
from services.kit.text import BANGKOK
from tests.paying.slips import slip_picture, slip_text
from tests.web.forms.form_filling import FormWindow

RECEIVED, RECEIPT = "ได้รับเรื่องแล้ว ขอบคุณ", "ใบเสร็จเลขที่"
HOUSE, PHONE, SEND = "45/1 หมู่ 3", "081-234-5678", "ส่ง"
BIN = ("ขอถังขยะ", "1", "1", HOUSE, "หน้าบ้าน", PHONE, SEND)
LICENCE = ("ทะเบียนพาณิชย์", "1", "1", "ร้านป้าแดง", "ผ้าไหม", HOUSE, "1", "แดง ใจดี")
BAHT = 20


@dataclass
class Counter:
    """The department's chat, and the one officer who asks for money and finds it."""

    group: Any
    officer: Any
    notes: Notes
    office: Office
    alone: asyncio.Lock = field(default_factory=asyncio.Lock)
    """What the officer was asked to type belongs to the press before it."""

    async def asks_for_money(self, reference: str) -> None:
        async with self.alone:
            await self._presses(press(presses.STAFF, ASK_PAYMENT, reference))
            words = f"{BAHT} ค่าถังขยะ"
            await until_taken(
                self.notes, self.officer, lambda: self.officer.types(words, in_=self.group)
            )
        self.notes.billed.append(reference)

    async def finds_the_money(self, reference: str) -> None:
        """Wait for the slip, and say that the money is there."""
        value = await self._slip_of(reference)
        async with self.alone:
            self.notes.moment.set()
            await self._presses(value)

    async def _presses(self, value: str) -> None:
        await until_taken(
            self.notes,
            self.officer,
            lambda: self.officer.happens("postback", self.group, postback={"data": value}),
        )

    async def _slip_of(self, reference: str) -> str:
        beginning = press(presses.STAFF, CONFIRM, reference) + ":"
        return await until_found(lambda: _value_in(self.group, beginning))


@dataclass
class Resident:
    """Somebody who goes through all errands, one after the other."""

    person: Any
    counter: Counter
    browser: httpx.AsyncClient
    told: set[str] = field(default_factory=set)
    """References this person has read; Telegram may show one again after a crash."""

    @property
    def notes(self) -> Notes:
        return self.counter.notes

    async def run(self, first: int, done: asyncio.Event) -> None:
        """Finish the errand that is under way when the drill is over."""
        errands: list[Callable[[], Awaitable[None]]] = [
            self.pays_for_a_bin,
            self.registers_a_shop,
            self.borrows_a_chair,
        ]
        await until_taken(self.notes, self.person, self.person.follows)
        number = first
        while not done.is_set():
            await errands[number % len(errands)]()
            number += 1

    async def pays_for_a_bin(self) -> None:
        """File, be asked for money, show a slip, and hold the receipt."""
        reference = await self._files(*BIN)
        chat, before = self.person.chat, newest(self.person.chat)
        await self.counter.asks_for_money(reference)
        card = await shown_after(chat, before, "ยอดที่ต้องจ่าย", shown(reference))
        await until_taken(self.notes, self.person, lambda: self.person.presses("ส่งสลิป", on=card))
        slip = slip_picture(slip_text(reference=f"2026{next(self.notes.fresh):014d}"))
        await until_taken(self.notes, self.person, lambda: self.person.sends_photo(slip))
        await self.counter.finds_the_money(reference)
        await shown_after(chat, before, RECEIPT, shown(reference))

    async def registers_a_shop(self) -> None:
        """Fill in what is private on its page, and the rest in the chat."""
        before = newest(self.person.chat)
        await types(self.notes, self.person, *LICENCE)
        twelve = f"1{next(self.notes.fresh):011d}"
        number = twelve + pin.calc_check_digit(twelve)
        await self._fills_in(await self._page(before), number)
        await self._files(PHONE, SEND)
        self.notes.numbers.append(number)

    async def borrows_a_chair(self) -> None:
        """Have a chair held for two days to come."""
        today = datetime.now(UTC).astimezone(BANGKOK).date()
        first, last = islice(working_days_after(today, self.counter.office), 2)
        days = (first.isoformat(), last.isoformat())
        told = ("ยืมเต็นท์", "เก้าอี้ 1 เต็นท์ 1", *days, "1", "หน้าวัด", "1", "แดง ใจดี", PHONE, SEND)
        await self._files(*told)
        self.notes.lent += 1

    async def _files(self, *words: str) -> str:
        """Type everything up to sending it, and wait for a reference that is new here."""
        await types(self.notes, self.person, *words[:-1])
        self.notes.moment.set()
        await types(self.notes, self.person, words[-1])
        self.notes.filed[self.person.chat.id] += 1
        reference = await until_found(self._new_reference)
        self.told.add(reference)
        return reference

    def _new_reference(self) -> str | None:
        told = (one.text for one in newer(self.person.chat) if RECEIVED in one.text)
        references = (reference for text in told for reference in find_references(text))
        return next((reference for reference in references if reference not in self.told), None)

    async def _page(self, before: int) -> str:
        """Return the address of the page; who does not see it in the chat goes on once more."""
        async with asyncio.timeout(PATIENCE):
            while not (found := _pages(self.person.chat, before)):
                await asyncio.sleep(0.5)
                if not _pages(self.person.chat, before):
                    await types(self.notes, self.person, "ทำต่อ")
        return found[0]

    async def _fills_in(self, address: str, number: str) -> None:
        """Send the page, and the very same page again when the connection broke."""
        window = FormWindow(self.browser, address)
        await _until_answered(window.open, lambda: window.status == 200)
        page = window.types(id=number).page

        async def sends() -> str:
            window.page = page
            return await window.send()

        self.notes.moment.set()
        again = await _until_answered(sends, lambda: window.status == 303)
        self.notes.broken += again > 0


def _pages(chat: Any, before: int) -> list[str]:
    buttons = [button for one in newer(chat, before) for button in one.buttons]
    urls = [str(one.action.get("uri") or one.action.get("url") or "") for one in buttons]
    return [url for url in urls if "/fill/" in url]


def _value_in(chat: Any, beginning: str) -> str | None:
    """Return what the button sends that begins like this."""
    buttons = (button for one in newer(chat) for button in one.buttons)
    values = (str(button.action.get("data", "")) for button in buttons)
    return next((value for value in values if value.startswith(beginning)), None)


async def _until_answered(act: Callable[[], Awaitable[str]], is_done: Callable[[], bool]) -> int:
    """Do as a browser does whose owner presses "try again"; return how often it had to."""
    broken = 0
    async with asyncio.timeout(PATIENCE):
        while True:
            with suppress(httpx.TransportError):
                await act()
                if is_done():
                    return broken
            broken += 1
            await asyncio.sleep(0.2)
