"""Typed commands, one-time codes and topics: the same words as the buttons, in both languages."""

from collections.abc import Iterator

import pytest

from bot.codes import find_code
from bot.commands import means_change, means_nothing, means_send, read_command
from bot.phrases import Topic, topic_of
from services.kit import presses
from services.kit.fields import Surroundings
from services.kit.text import _
from services.kit.thai import cleaned, number_word, tidy, western, without_courtesy

LABELS = [
    (_("Menu"), [presses.MENU]),
    (_("Continue"), [presses.CONTINUE]),
    (_("Back"), [presses.BACK]),
    (_("Skip"), [presses.SKIP]),
    (_("Cancel"), [presses.CANCEL]),
    (_("Keep this answer"), [presses.REVIEW]),
    (_("Change nothing"), [presses.REVIEW]),
    (_("Start over"), [presses.RESTART]),
    (_("Track my cases"), [presses.TRACK]),
    (_("Talk to the office"), [presses.CONTACT]),
    (_("Help"), [presses.HELP]),
]


def in_every_language(around: Surroundings) -> Iterator[tuple[str, list[str]]]:
    for language in around.languages.values():
        for label, command in LABELS:
            yield label.render(language), command


def test_every_button_of_ours_can_also_be_typed(around: Surroundings) -> None:
    """Telegram's keyboard for a pin or a number sends the label of a button as words."""
    typed = dict(in_every_language(around))
    understood = {label: list(read_command(label, {})) for label in typed}
    assert understood == typed


def test_send_and_change_can_be_typed_in_every_language(around: Surroundings) -> None:
    languages = around.languages.values()
    assert all(means_send(_("Send the request").render(language)) for language in languages)
    assert all(means_change(_("Change an answer").render(language)) for language in languages)


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("ยกเลิกค่ะ", ["cancel"]),
        ("ย้อนกลับครับ", ["back"]),
        ("ข้าม ๆ", []),
        ("ขอข้ามหน่อยค่ะ", ["skip"]),
        ("เริ่มไหม่", ["restart"]),
        ("ติตาม", ["track"]),
        ("ภาษาอังกฤษ", ["language", "en"]),
        ("  BACK! ", ["back"]),
        ("/cancel@sala_bot", ["cancel"]),
        ("/start", ["start"]),
        ("/start waste-bin", ["start"]),
        ("/nonsense", ["menu"]),
        ("ยกเลิกเก็บขยะ", []),
        ("go back home", []),
        ("", []),
    ],
)
def test_commands_are_whole_messages(typed: str, command: list[str]) -> None:
    assert list(read_command(typed, {})) == command


@pytest.mark.parametrize("typed", ["ok", "เอา", "ส่งรูปยังไง", "yes", ""])
def test_only_clear_words_send(typed: str) -> None:
    assert not means_send(typed)


@pytest.mark.parametrize("typed", ["ไม่มี", "ไม่มีค่ะ", "-", "None", "no"])
def test_nothing_is_an_answer_to_what_may_be_skipped(typed: str) -> None:
    assert means_nothing(typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("SALA-K7M2-Q4XW", "SALA-K7M2-Q4XW"),
        ("รหัสsala k7m2 q4xwค่ะ", "SALA-K7M2-Q4XW"),
        ("sala–๒๓๔๕–6789", "SALA-2345-6789"),
        ("SALA-K7M2-Q4X", ""),
        ("SALA-K7M2-Q4XWW", ""),
        ("SALA-0000-1111", ""),
        ("sala", ""),
    ],
)
def test_one_time_codes_are_found_in_any_message(typed: str, code: str) -> None:
    assert find_code(typed) == code


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("สวัสดีค่ะ", Topic.GREETING),
        ("hi", Topic.GREETING),
        ("history of the village", None),
        ("ขอบคุณมากค่ะ", Topic.THANKS),
        ("เบอร์โทรกองช่างเบอร์อะไร", Topic.CONTACT),
        ("คำร้องขอก่อสร้างอนุมัติหรือยัง", Topic.TRACK),
        ("รถชนหน้าตลาด มีคนเจ็บ", Topic.EMERGENCY),
        ("asdfgh", None),
    ],
)
def test_topics_are_recognised(typed: str, topic: Topic | None) -> None:
    assert topic_of(typed) == topic


def test_thai_is_compared_however_the_phone_typed_it() -> None:
    assert tidy("น้ำ") == tidy("นำ้") == tidy("น\u0e4d\u0e49\u0e32") == tidy("น\u200b้ำ")
    assert tidy("แตก") == tidy("เเตก")


def test_digits_of_every_script_become_western() -> None:
    assert western("๑๒٣४5") == "12345"


def test_courtesy_is_left_out_of_comparisons() -> None:
    assert without_courtesy(" ถังหาย นะคะ!! ") == "ถังหาย"
    assert without_courtesy("ค่ะ") == "ค่ะ"


def test_control_characters_are_not_kept() -> None:
    assert cleaned("a\x00\u202eb\nc\u200d") == "ab\nc"


@pytest.mark.parametrize(
    ("typed", "number"), [("สามใบ", 3), ("ten", 10), ("สามี", None), ("ยี่สิบ", None), ("bone", None)]
)
def test_number_words_are_read_when_they_stand_alone(typed: str, number: int | None) -> None:
    assert number_word(typed) == number
