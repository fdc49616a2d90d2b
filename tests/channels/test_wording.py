"""Texts are cut where nothing is torn; buttons stand where they are easily pressed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wording import Letter, Pressable, pieces, read_letter, rows, shortened, units
from services.kit.message import OFFERS, Button, Picture, Reply, Wanted
from services.kit.text import ENGLISH, plain

PICTURE = Picture("https://desk.example/drawn.png", b"\x89PNG")


def test_a_written_message_is_read_back() -> None:
    buttons = (Button(plain("Yes"), "yes"), Button(plain("Read"), url="https://a.example/"))
    letter = read_letter(Reply(plain("Well?"), buttons, Wanted.PHOTO).written(ENGLISH))
    assert letter == Letter(
        "Well?",
        (Pressable("Yes", "yes"), Pressable("Read", url="https://a.example/")),
        Wanted.PHOTO,
        ("Take a photo", "Choose a photo"),
    )


def test_a_picture_a_day_and_a_page_inside_are_read_back() -> None:
    page = Button(plain("Open"), url="https://desk.example/fill", inside=True)
    reply = Reply(plain("?"), (page,), Wanted.DATE, picture=PICTURE, date_press="a:abcdef:day")
    letter = read_letter(reply.written(ENGLISH))
    assert letter.buttons == (Pressable("Open", url="https://desk.example/fill", inside=True),)
    assert (letter.picture, letter.date) == (PICTURE, "a:abcdef:day")


@pytest.mark.parametrize("wanted", Wanted)
def test_a_message_written_before_there_were_offers_is_read_too(wanted: Wanted) -> None:
    letter = read_letter({"text": "?", "wants": wanted.value})
    assert letter.offers == tuple(label.render() for label in OFFERS[wanted])


def test_a_text_is_cut_at_the_end_of_a_paragraph_before_a_line_before_a_word() -> None:
    assert list(pieces("aaa bbb\n\nccc ddd\neee", 12)) == ["aaa bbb", "ccc ddd\neee"]
    assert list(pieces("aaa bbb\nccc ddd", 12)) == ["aaa bbb", "ccc ddd"]
    assert list(pieces("aaaa bbbb cccc", 10)) == ["aaaa bbbb", "cccc"]


def test_a_vowel_is_never_torn_from_its_letter() -> None:
    assert list(pieces("กี่กี่กี่", 4)) == ["กี่", "กี่", "กี่"]
    assert shortened("กี่กี่กี่", 6) == "กี่…"


def test_an_emoji_counts_twice() -> None:
    assert units("😀ก") == 3
    assert list(pieces("😀😀😀", 4)) == ["😀😀", "😀"]


@given(st.text(min_size=1), st.integers(min_value=2, max_value=50))
def test_pieces_keep_within_the_limit_and_lose_no_letter(text: str, longest: int) -> None:
    parts = list(pieces(text, longest))
    assert all(0 < units(part) <= longest for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@given(st.text(), st.integers(min_value=2, max_value=50))
def test_a_shortened_text_keeps_within_the_limit(text: str, longest: int) -> None:
    assert units(shortened(text, longest)) <= longest


def test_few_buttons_each_have_a_row() -> None:
    few = [Pressable("1"), Pressable("2"), Pressable("3")]
    assert rows(few) == [[button] for button in few]


def test_of_many_buttons_the_short_ones_share() -> None:
    short = [Pressable(str(number)) for number in range(6)]
    long = Pressable("a longer label")
    laid = rows([*short[:3], long, *short[3:]])
    assert [[button.label for button in row] for row in laid] == [
        ["0", "1"], ["2"], ["a longer label"], ["3", "4"], ["5"],
    ]  # fmt: skip
