"""How the platforms count the length of a text: UTF-16 units, grapheme clusters, bytes."""

import unicodedata

ZERO_WIDTH_JOINER = "\u200d"
# Letters that Unicode draws as part of the letter before them, although they are no marks:
# the Thai and Lao sign AM, and the zero-width non-joiner.
JOINED_LETTERS = frozenset("\u0e33\u0eb3\u200c\u200d")
EMOJI_SKIN_TONES = range(0x1F3FB, 0x1F400)
REGIONAL_INDICATORS = range(0x1F1E6, 0x1F200)


def utf16_units(text: str) -> int:
    """LINE and Telegram count most texts this way: an emoji outside the first plane is two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf8_bytes(text: str) -> int:
    """Telegram counts `callback_data` this way: a Thai letter is three."""
    return len(text.encode())


def graphemes(text: str) -> int:
    """LINE counts labels this way: what a reader would call one letter is one.

    The rules of Unicode annex 29 that matter for Thai, Latin and emoji; Hangul syllables
    written as separate jamo and some Indic clusters are counted too high.
    """
    if text.isascii():
        return len(text) - text.count("\r\n")
    count, before, flags = 0, "", 0
    for letter in text:
        flag = ord(letter) in REGIONAL_INDICATORS
        flags = flags + 1 if flag else 0
        second_half_of_flag = flag and flags % 2 == 0
        if not before or not (_continues(before, letter) or second_half_of_flag):
            count += 1
        before = letter
    return count


def _continues(before: str, letter: str) -> bool:
    if before == ZERO_WIDTH_JOINER and unicodedata.category(letter) == "So":
        return True
    return (
        letter in JOINED_LETTERS
        or unicodedata.category(letter) in {"Mn", "Me", "Mc"}
        or ord(letter) in EMOJI_SKIN_TONES
        or (before == "\r" and letter == "\n")
    )
