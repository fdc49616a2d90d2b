"""A public site behind a server, and a page of it in a browser."""

from dataclasses import dataclass

from playwright.async_api import BrowserContext, Page, expect

from tests.web.public_site import PublicSite


@dataclass
class Opened:
    """A site behind a server, and a page in a browser."""

    site: PublicSite
    address: str
    context: BrowserContext
    page: Page
    errors: list[str]

    async def chat(self, query: str = "") -> Page:
        await self.page.goto(f"{self.address}/chat?lang=en{query}")
        await expect(self.page.locator(".message-office").first).to_be_visible()
        return self.page

    async def say(self, words: str) -> None:
        await self.page.get_by_label("Write to the office").fill(words)
        await self.page.keyboard.press("Enter")
