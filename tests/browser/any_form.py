"""Filling in any form in a real browser, knowing its questions but not its service."""

from dataclasses import dataclass

from playwright.async_api import FilePayload, Locator, Page

from services.kit.fields import Field, Surroundings
from services.kit.journey import questions
from services.kit.questions import DayWish
from services.kit.service import Service
from tests.files.made import drawn
from tests.web.forms.form_filling import example

NAMES = "[...document.querySelectorAll('[data-question]')].map((one) => one.dataset.question)"
MISTAKEN = "[...document.querySelectorAll('.question-mistaken')].map((one) => one.dataset.question)"
TYPED = """() => Object.fromEntries(
    [...new FormData(document.querySelector("[data-form]"))]
        .filter(([name, value]) => typeof value === "string" && !/_(form|shown|kept)$/.test(name))
)"""
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"
GO_ON, SEND = "[data-go]", "button[value=send]"
PHOTO: FilePayload = {
    "name": "photo.jpg",
    "mimeType": "image/jpeg",
    "buffer": drawn("JPEG"),
}


@dataclass
class Form:
    """The form of one service, open in one page."""

    page: Page
    service: Service
    around: Surroundings
    address: str

    async def opens(self) -> None:
        await self.page.goto(f"{self.address}/services/{self.service.key}/form")

    def required_first(self) -> list[str]:
        """The questions that are on the page at first and have to be answered."""
        return [asked.name for asked in questions(self.service, {}) if asked.required]

    async def answers(self, *names: str) -> None:
        for name in names:
            await self._answers(name, 0)

    async def typed(self) -> dict[str, str]:
        """Return what stands in the inputs; sealed answers and files are kept in other ways."""
        kept = {asked.name for asked in self.service.fields if not asked.private}
        inputs: dict[str, str] = await self.page.evaluate(TYPED)
        return {name: value for name, value in inputs.items() if name.split(".")[0] in kept}

    async def goes_on(self) -> None:
        """Press the button and wait for the page it leads to."""
        async with self.page.expect_navigation():
            await self.page.locator(GO_ON).click()

    async def mistaken(self) -> list[str]:
        names: list[str] = await self.page.evaluate(MISTAKEN)
        return names

    async def fills_in(self, way: int) -> None:
        """Answer whatever comes up, the first question in the way that is told."""
        answered: set[str] = set()
        while new := [one for one in await self._asked() if one not in answered]:
            for name in new:
                await self._answers(name, way)
            answered |= set(new)
            await self.goes_on()

    async def _asked(self) -> list[str]:
        names: list[str] = await self.page.evaluate(NAMES)
        return names

    async def _answers(self, name: str, way: int) -> None:
        asked = self.service.field(name)
        assert asked is not None
        if asked.face == "files":
            await self._adds_photo(name)
            return
        inputs = example(asked, self.around)
        if asked is self.service.fields[0] and asked.face == "radio":
            inputs = {name: list(asked.options(self.around))[way]}
        elif await self._in_parts(asked):
            inputs = {f"{name}.{part}": kept for part, kept in asked.parts(inputs[name]).items()}
        for input_name, value in inputs.items():
            await self._puts(input_name, value)

    async def _in_parts(self, asked: Field) -> bool:
        """Say whether a day to wish is so far off that it is typed instead of chosen."""
        return isinstance(asked, DayWish) and not await self._inputs(asked.name).count()

    def _inputs(self, name: str) -> Locator:
        return self.page.locator(f'main [name="{name}"]:not([type=hidden])')

    async def _puts(self, name: str, value: str) -> None:
        """Fill in one input, whatever kind it is."""
        there = self._inputs(name)
        kind = await there.first.evaluate("(input) => input.type")
        if kind in {"radio", "checkbox"}:
            await self.page.locator(f'main [name="{name}"][value="{value}"]').check()
        elif kind == "select-one":
            await there.select_option(value)
        else:
            await there.fill(value)

    async def _adds_photo(self, name: str) -> None:
        question = self.page.locator(f'[data-question="{name}"]')
        await question.locator("input[type=file]").set_input_files([PHOTO])
