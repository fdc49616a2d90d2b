"""Lengths as the platforms count them."""

import pytest

from tests.simulator.counting import graphemes, utf8_bytes, utf16_units


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("ok", 2),
        ("แจ้งเหตุน้ำท่วม", 10),
        ("ที่นี่", 2),
        ("👍🏽", 1),
        ("👨‍👩‍👧", 1),
        ("🇹🇭🇱🇦", 2),
        ("e\u0301", 1),
        ("\r\n", 1),
        ("❤\ufe0f", 1),
    ],
)
def test_a_grapheme_is_what_a_reader_calls_one_letter(text: str, length: int) -> None:
    assert graphemes(text) == length


def test_an_emoji_is_two_units() -> None:
    assert utf16_units("ก👍") == 3


def test_a_thai_letter_is_three_bytes() -> None:
    assert utf8_bytes("กข") == 6
