"""Forms as a browser sends them: with everything that stands in their inputs."""

from html.parser import HTMLParser

import httpx


class FilledForms(HTMLParser):
    """Collects the forms of a page by their address, with what stands in every input."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, dict[str, str]] = {}
        self._open: dict[str, str] = {}
        self._area = ""
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self._open = self.forms.setdefault(given.get("action", ""), {})
        elif tag == "input" and name and _counts(given):
            self._open[name] = given.get("value", "on")
        elif tag == "textarea":
            self._area = name
            self._open[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and (self._select not in self._open or "selected" in given):
            self._open[self._select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._open[self._area] = self._open[self._area].removeprefix("\n")
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self._open[self._area] += data


def _counts(given: dict[str, str]) -> bool:
    return given.get("type") not in {"checkbox", "radio"} or "checked" in given


async def fill_and_press(
    client: httpx.AsyncClient, page: str, action: str, /, **typed: str
) -> httpx.Response:
    """Type into a form of a page and press its button, as a browser without scripts does."""
    return await send_on(client, await client.get(page), action, **typed)


async def send_on(
    client: httpx.AsyncClient, page: httpx.Response, action: str, /, **typed: str
) -> httpx.Response:
    """Type into a form of a page that is open already."""
    forms = filled(page)
    return await client.post(action.partition("#")[0], data=forms[action] | typed)


def filled(page: httpx.Response) -> dict[str, dict[str, str]]:
    """Return the forms of a page."""
    reader = FilledForms()
    reader.feed(page.text)
    return reader.forms
