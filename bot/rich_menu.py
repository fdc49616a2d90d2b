"""The menu at the foot of the LINE chat: four large areas, one picture for each language."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot import rich_menu_picture as picture
from services.kit import presses
from services.kit.office import Named
from services.kit.presses import press
from services.kit.text import Language, Rendered, _

OURS = "sala"
"""Menus of this account whose names begin so are ours to replace; others are left alone."""

_OWN_NAMES = {"th": Named("ภาษาไทย", "ภาษาไทย"), "en": Named("English", "English")}
"""Each language by its own name, so that whoever needs it can read the area."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the picture that can be pressed. `switch_to` names the menu shown afterwards."""

    x: int
    y: int
    width: int
    height: int
    label: str
    value: str
    switch_to: str = ""


@dataclass(frozen=True, slots=True)
class RichMenu:
    """One menu as LINE is told about it. Its name changes whenever anything in it does."""

    name: str
    alias: str
    bar: str
    """What stands on the bar that opens and closes the menu: at most 14 letters."""
    areas: tuple[Area, ...]
    image: bytes
    width: int = picture.WIDTH
    height: int = picture.HEIGHT


@dataclass(frozen=True, slots=True)
class _Tile:
    label: Rendered
    hint: Rendered
    draw: Callable[[picture.Pen], None]
    value: str


def rich_menus(languages: Mapping[str, Language]) -> list[RichMenu]:
    """Draw the menu of every language; the first is the one newcomers see."""
    return [_menu(language, languages) for language in languages.values()]


def _menu(language: Language, languages: Mapping[str, Language]) -> RichMenu:
    other = next((each for code, each in languages.items() if code != language.code), language)
    tiles = _tiles(other)
    image = picture.draw(
        [
            picture.Tile(tile.label.render(language), _hint(tile, language, other), tile.draw)
            for tile in tiles
        ]
    )
    areas = tuple(_area(place, tile, language, other) for place, tile in enumerate(tiles))
    bar = _("Open the menu").render(language)
    digest = hashlib.sha256(repr((areas, bar)).encode() + image).hexdigest()[:12]
    return RichMenu(f"{OURS} {language.code} {digest}", _alias(language), bar, areas, image)


def _tiles(other: Language) -> tuple[_Tile, ...]:
    switch = press(presses.LANGUAGE, other.code)
    return (
        _Tile(_("All services"), _("Begin something new"), picture.paper, presses.MENU),
        _Tile(_("Track my cases"), _("See where they stand"), picture.glass, presses.TRACK),
        _Tile(_("Talk to the office"), _("How to reach us"), picture.bubble, presses.CONTACT),
        _Tile(_OWN_NAMES[other.code], _("Change the language"), picture.letters, switch),
    )


def _hint(tile: _Tile, language: Language, other: Language) -> str:
    """The area that changes the language speaks to those who cannot read this one."""
    return tile.hint.render(other if _switches(tile) else language)


def _switches(tile: _Tile) -> bool:
    return tile.value.startswith(presses.LANGUAGE)


def _area(place: int, tile: _Tile, language: Language, other: Language) -> Area:
    x, y, width, height = picture.box(place)
    switch_to = _alias(other) if _switches(tile) and other != language else ""
    return Area(x, y, width, height, tile.label.render(language), tile.value, switch_to)


def _alias(language: Language) -> str:
    return f"{OURS}-{language.code}"
