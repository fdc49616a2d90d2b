"""Reading what people type in Thai: digits, number words, polite endings, invisible characters."""

import re
import unicodedata
from functools import lru_cache

_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_MARK_AFTER_AM = re.compile("ำ([่้๊๋])")
_SPLIT_AM = re.compile("ํ([่้๊๋]?)า")
_DOUBLE_E = "เเ"
_SILENT = re.compile("[ก-ฮ][ิุ]?์|[่้๊๋็ะ]")
_ALIKE = str.maketrans("ใศษณภธฑฒฐฎฏฬฆญ", "ไสสนพทททถดตลคย")
_SPACES = re.compile(r"\s+")
_EDGES = re.compile(r"^[^\w\u0e00-\u0e7f]+|[^\w\u0e00-\u0e7f]+$")
_POLITE = re.compile(
    r"(?:\s*(?:นะ)?(?:ครับผม|ครับ|คับ|คร้าบ|คั้บ|ฮะ|ค่ะ|คะ|ค่า|คร่ะ|จ้า|จ้ะ|จ๊ะ|จ่ะ|เด้อ|หน่อย|แหน่|please))+$"
)

# fmt: off
_WORDS = {
    "หนึ่ง": 1, "นึง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5,
    "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9, "สิบ": 10,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}
# fmt: on
_LARGER = ("ยี่สิบ", "เอ็ด", "ร้อย", "พัน", "ครึ่ง")
_THAI_WORD = "|".join((*_LARGER, *(word for word in _WORDS if not word.isascii())))
_ENGLISH_WORD = "|".join(word for word in _WORDS if word.isascii())
_NUMBER_WORD = re.compile(rf"(?:{_THAI_WORD})(?![ะ-ฺ็-๎])(?!อี้)|\b(?:{_ENGLISH_WORD})\b")


def western(text: str) -> str:
    """Write Thai digits, and those of any other script, as 0–9 and leave the rest alone."""
    return _OTHER_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), text)


def thai_digits(text: str) -> str:
    """Write 0–9 as ๐–๙, as official papers do."""
    return text.translate(_THAI_DIGITS)


def cleaned(text: str) -> str:
    """Take out what cannot be seen or kept: control characters and invisible joiners."""
    visible = text.translate(_INVISIBLE).replace("\r\n", "\n")
    return "".join(sign for sign in visible if sign == "\n" or unicodedata.category(sign)[0] != "C")


@lru_cache(maxsize=2048)
def tidy(text: str) -> str:
    """Return words as we compare them: small letters, one space, one way to write each vowel.

    One message is compared with hundreds of words that never change, so the last few thousand
    results are remembered; they are gone with the process and with what comes after them.
    """
    return tidied(text)


def tidied(text: str) -> str:
    """Do the same for long texts, and remember nothing of them.

    Phones type น้ำ as น + ้ + ำ, some as น + ำ + ้, some as น + ํ + ้ + า, and แ as two เ.
    """
    plain = western(text).translate(_INVISIBLE).lower()
    plain = _SPLIT_AM.sub(r"\1ำ", plain.replace(_DOUBLE_E, "แ"))
    plain = _MARK_AFTER_AM.sub(r"\1ำ", plain)
    return _SPACES.sub(" ", plain).strip()


@lru_cache(maxsize=2048)
def as_it_sounds(text: str) -> str:
    """Return tidy words with one way to write each sound: who types ภาสี means ภาษี.

    Letters that sound alike become one; tones, short marks and silent letters go. Two words may
    become one here, so it serves to find a meaning, never to keep an answer.
    """
    return sounded(tidy(text))


def sounded(plain: str) -> str:
    """Do the same for tidied words, and remember nothing of them."""
    return _SILENT.sub("", plain).translate(_ALIKE)


@lru_cache(maxsize=2048)
def without_courtesy(text: str) -> str:
    """Return tidy words without the signs around them and without ครับ, ค่ะ or หน่อย at the end."""
    plain = _EDGES.sub("", tidy(text))
    return _EDGES.sub("", _POLITE.sub("", plain)) or plain


def number_word(text: str) -> int | None:
    """Return the number from one to ten that stands in words, if there is exactly one."""
    found = _NUMBER_WORD.findall(tidy(text))
    return _WORDS.get(found[0]) if len(found) == 1 else None
