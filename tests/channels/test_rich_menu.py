"""The menu at the foot of the LINE chat fits LINE's limits in every language."""

from io import BytesIO

import pytest
from PIL import Image

from bot import rich_menu_picture
from bot.rich_menu import RichMenu, rich_menus
from locales import load_languages
from services.kit import presses
from services.kit.presses import LONGEST_VALUE

MENUS = rich_menus(load_languages("ค่ะ"))

pytestmark = pytest.mark.skipif(
    not rich_menu_picture.shapes_thai(), reason="Pillow cannot shape Thai letters here (no Raqm)"
)
every_menu = pytest.mark.parametrize("menu", MENUS, ids=lambda menu: menu.alias)


def pixels_of(menu: RichMenu) -> set[tuple[int, int]]:
    """Every corner and edge of the areas, sampled each ten pixels."""
    return {
        (x, y)
        for area in menu.areas
        for x in range(area.x, area.x + area.width, 10)
        for y in range(area.y, area.y + area.height, 10)
    }


def test_there_is_a_menu_for_each_language_and_thai_comes_first() -> None:
    assert [menu.alias for menu in MENUS] == ["sala-th", "sala-en"]


@every_menu
def test_the_picture_is_what_line_takes(menu: RichMenu) -> None:
    picture = Image.open(BytesIO(menu.image))
    assert (picture.format, picture.size) == ("PNG", (menu.width, menu.height))
    assert len(menu.image) < 300_000


@every_menu
def test_four_areas_cover_the_whole_picture(menu: RichMenu) -> None:
    assert [area.width * area.height for area in menu.areas] == [1250 * 843] * 4
    assert len(pixels_of(menu)) == 4 * 125 * 85
    assert max(x for x, _y in pixels_of(menu)) == 2490


@every_menu
def test_labels_and_values_keep_within_every_limit(menu: RichMenu) -> None:
    assert all(0 < len(area.label) <= 20 for area in menu.areas)
    assert all(len(area.value.encode()) <= LONGEST_VALUE for area in menu.areas)
    assert len(menu.bar) <= 14


def test_the_areas_press_what_the_dialogue_knows() -> None:
    assert [area.value for area in MENUS[0].areas] == [
        presses.MENU,
        presses.TRACK,
        presses.CONTACT,
        "language:en",
    ]


def test_changing_the_language_changes_the_menu_too() -> None:
    assert [menu.areas[-1].switch_to for menu in MENUS] == ["sala-en", "sala-th"]


def test_the_same_menu_has_the_same_name_and_another_one_has_not() -> None:
    again = rich_menus(load_languages("ค่ะ"))
    assert [menu.name for menu in again] == [menu.name for menu in MENUS]
    assert MENUS[0].name != MENUS[1].name


def test_thai_letters_are_shaped_not_set_side_by_side() -> None:
    """Marks stand above their letter, so the word is no wider than its letters alone."""
    face = rich_menu_picture._face("Bold", 100)
    assert face.getlength("กี่") == face.getlength("ก")
