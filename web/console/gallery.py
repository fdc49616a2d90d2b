"""The gallery, for developers only: every kind of question, as everybody meets it.

Each kind is shown with a question of a real service, so that what stands here is what residents
read; a kind no service uses yet is shown with a made-up one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from bot.prompts import prompt
from bot.turns import Draft, World
from services.desk.permissions import OWN_ACCOUNT
from services.kit import questions as kinds
from services.kit.errors import InvalidAnswer, NotFound
from services.kit.fields import Field, Given, Surroundings, Unfinished, always
from services.kit.message import Reply, Written
from services.kit.service import Group, Service
from services.kit.text import ENGLISH, Language, Rendered, Text, _
from web.console.access import Visit, opened
from web.console.gallery_tries import made_up, tries
from web.forms.reading import around_today
from web.forms.showing import ShownForm, first_form
from web.pages import languages_of


@dataclass(frozen=True, slots=True)
class Tried:
    """What was given, and what became of it in each language."""

    given: str
    shown: tuple[str, ...]
    good: bool
    mask: str = ""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One kind of question."""

    kind: str
    asked: Field
    form: ShownForm
    prompts: tuple[Written, ...]
    """As the chat asks it, in each language."""
    tries: tuple[Tried, ...]


async def show_gallery(visit: Visit) -> Response:
    """Show every kind; for anybody else but developers there is no such page."""
    if not _is_development(visit.request):
        raise NotFound(_("There is no such page."))
    languages = tuple(languages_of(visit.request).values())
    around = around_today(visit.desk)
    exhibits = [_exhibit(visit, name, around, languages) for name in kinds.__all__]
    return visit.render("gallery.html", exhibits=exhibits, languages=languages)


def _is_development(request: Request) -> bool:
    settings = getattr(request.app.state, "settings", None)
    return bool(settings and settings.development)


def _exhibit(
    visit: Visit, name: str, around: Surroundings, languages: Sequence[Language]
) -> Exhibit:
    asked = _example(visit.desk.services, name, around)
    return Exhibit(
        name,
        asked,
        first_form((asked,), around, {}),
        tuple(_prompt(visit, asked, around).written(language) for language in languages),
        tuple(_tried(asked, given, around, languages) for given in tries(asked, around)),
    )


def _example(services: Mapping[str, Service], name: str, around: Surroundings) -> Field:
    """Return the question of this kind on offer that takes most of what is tried."""
    kind = getattr(kinds, name)
    found = [one for service in services.values() for one in service.fields if type(one) is kind]
    return max(found, key=partial(_taken, around=around), default=None) or made_up(kind)


def _taken(asked: Field, around: Surroundings) -> int:
    return sum(_tried(asked, given, around, (ENGLISH,)).good for given in tries(asked, around))


def _prompt(visit: Visit, asked: Field, around: Surroundings) -> Reply:
    """Return the message with which a chat asks it."""
    nothing = Text("")
    alone = Service(
        key="gallery",
        title=nothing,
        summary=nothing,
        group=Group.OFFICE,
        fields=(replace(asked, only_if=always),),
        department="",
        promise_days=1,
        next_steps=nothing,
    )
    now, services = visit.desk.clock(), {alone.key: alone}
    home = visit.desk.base_url
    world = World(services, around, around.day, now, home, "abcdef", fill_address=_nowhere)
    return prompt(Draft("abcdef", alone.key), world)


def _nowhere(draft: str) -> str:
    return f"https://desk.example/fill/{draft}"


def _tried(
    asked: Field, given: Given, around: Surroundings, languages: Sequence[Language]
) -> Tried:
    """Read an answer as a chat would, and say what the person reads then."""
    good, mask = True, ""
    said: Rendered
    try:
        stored = asked.read(given, around)
        said = asked.show(stored, around)
        mask = asked.mask(stored, around).render(languages[0]) if asked.private else ""
    except InvalidAnswer as mistake:
        good, said = False, mistake.explanation
    except Unfinished as half:
        said = half.question
    words = tuple(said.render(language) for language in languages)
    return Tried(_given(given), words, good, mask)


def _given(given: Given) -> str:
    """Say what was given: words, a pin on the map, or a file."""
    if given.point:
        return f"📍 {given.point.latitude}, {given.point.longitude}"
    return f"📎 {given.media}" if given.attachment else given.text


routes: list[BaseRoute] = [opened("/console/gallery", show_gallery, right=OWN_ACCOUNT)]
