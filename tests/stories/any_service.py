"""Somebody who asks for any service at all in a chat, and answers whatever they are asked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from bot.rehearsing import typed_example
from services.kit.fields import Field, Surroundings
from services.kit.message import Wanted
from services.kit.questions import Line, Photo
from services.kit.questions.document import Document
from services.kit.service import GROUP_NAMES, Service
from services.kit.text import Rendered
from tests.simulator.people import Place
from tests.simulator.screen import Shown
from tests.stories.pictures import picture
from tests.stories.stage import Person, until
from tests.web.forms.form_filling import FormWindow

WORDS = "ใต้ต้นมะขามเฒ่า"
"""Answers every question for words; nobody else says this, so it is found wherever it stands."""

PLACE = Place(15.6612, 102.5378)
PERSONAL = (WORDS, "45/1", "081-234", "0812345678", "15.66", "102.53")
"""Pieces of the answers that must stand in no group and on no public page."""

SEND, GO_ON, AGAIN, MORE = "ส่งเรื่อง", "ต่อไป", "เริ่มใหม่", "ดูบริการอื่น"
TO_THE_PAGE = "เปิดหน้าปลอดภัย"

NUMBER = "1101700230708"
"""What the page is told, and no chat."""

OWN_BUTTONS: Mapping[str, Collection[Wanted | None]] = {
    "line": {Wanted.PLACE, Wanted.PHOTO, Wanted.DOCUMENT, Wanted.DATE},
    "telegram": {Wanted.PLACE, Wanted.PHONE},
}
"""What each messenger has a button of its own for."""

MOST_STEPS = 60
"""Answers of one form: more than any has, so that a form which goes round in circles fails."""


@dataclass
class Resident:
    """One person with one wish, and what they have done for it so far."""

    person: Person
    service: Service
    around: Surroundings
    browser: httpx.AsyncClient
    pages: int = 0
    """How many pages they were led to."""

    def thai(self, words: Rendered) -> str:
        return words.render(self.around.languages["th"])

    @property
    def now(self) -> Shown:
        """What stands at the end of the chat."""
        last: Shown = self.person.last
        return last

    async def opens_the_form(self) -> None:
        """Go from the menu to the service by pressing alone, over as many pages as it takes."""
        await self.person.types("เมนู")
        await self.hears()
        await self.presses(self.thai(GROUP_NAMES[self.service.group]))
        title = self.thai(self.service.title)
        while title not in self.now.labels:
            await self.presses(MORE)
        await self.presses(title)

    async def comes_to_the_review(self) -> None:
        """Answer everything; where that only led to an answer of ours, begin the next way."""
        ways = range(len(self.service.fields[0].options(self.around)) or 1)
        for way in ways:
            await self.answers_all(way)
            if SEND in self.now.labels:
                return
            await self.presses(AGAIN)
        raise AssertionError(f"nothing is ever sent for {self.service.key}")

    async def answers_all(self, way: int) -> None:
        """Answer question after question, the first one in the way that is told."""
        for step in range(MOST_STEPS):
            if not {SEND, AGAIN}.isdisjoint(self.now.labels):
                return
            await self.answers(self.asked(), 0 if step else way)
        raise AssertionError(f"no end is in sight after {self.now}")

    def asked(self) -> Field | None:
        """Return the question that is read on the screen; None in the middle of its answer."""
        text = self.now.text
        read = [one for one in self.service.fields if self.thai(one.question) in text]
        return max(read, key=lambda one: len(self.thai(one.question)), default=None)

    async def answers(self, asked: Field | None, way: int) -> None:
        """Answer as people do: by the messenger's own button, by ours, else by typing."""
        if asked is None:
            await self.presses(GO_ON if GO_ON in self.now.labels else self.now.labels[0])
        elif asked.private:
            await self.fills_in_the_page()
        elif asked.wants in OWN_BUTTONS[self.person.platform.name]:
            await self._presses_the_messengers_own(asked)
        elif isinstance(asked, Photo | Document):
            await self.person.sends_photo(picture("JPEG"))
            await self.hears()
        else:
            await self._answers_in_words(asked, way)

    async def _answers_in_words(self, asked: Field, way: int) -> None:
        labels = [self.thai(label) for label in asked.options(self.around).values()]
        shown = [label for label in labels if label in self.now.labels]
        if shown:
            await self.presses(shown[min(way, len(shown) - 1)])
        else:
            await self.types(self._typed(asked))

    def _typed(self, asked: Field) -> str:
        return WORDS if isinstance(asked, Line) else typed_example(asked, self.around)

    async def _presses_the_messengers_own(self, asked: Field) -> None:
        """Send the place, a picture, the number or a day with what the messenger offers for it."""
        gives = {
            "location": PLACE,
            "request_location": PLACE,
            "camera": picture("JPEG"),
            "request_contact": None,
            "datetimepicker": typed_example(asked, self.around),
        }
        own = next(one for one in self.now.quick if one.kind in gives)
        await self.presses(own.label, gives[own.kind])

    async def fills_in_the_page(self) -> None:
        """Follow the link of the chat and answer there what no chat may be told."""
        await self.person.presses(TO_THE_PAGE)
        path, before = urlsplit(self.person.opened[-1]).path, self.now.order
        page = FormWindow(self.browser, path)
        await page.fill_in(self.service, self.around)
        assert page.location.endswith("?done=1"), page.page
        self.pages += 1
        await self.hears(before)

    async def presses(self, label: str, gives: object = None) -> None:
        await self.person.presses(label, on=self.now, gives=gives)
        await self.hears()

    async def types(self, words: str) -> None:
        await self.person.types(words)
        await self.hears()

    async def hears(self, before: int = 0) -> None:
        """Wait until the desk has answered with something to press: everything it asks has that."""

        async def it_has() -> bool:
            since = max(before, self.person.chat.board.latest_action)
            return bool(self.now.labels) and self.now.order > since

        await until(it_has)
