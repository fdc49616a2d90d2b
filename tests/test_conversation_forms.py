"""Conversations inside a form, from the first question to sending it."""

import pytest

from bot.messages import Kind
from bot.prompts import Clipped
from bot.turns import FileCase, KeepFile
from services.kit.fields import Surroundings
from services.kit.text import plain
from tests.talking import Talk, bins_only

WHOLE = ("no bin", "1", "45/1 หมู่ 3", "in front of the house", "0812345678")
"""What is typed to answer everything, without a photo."""


@pytest.fixture
def talk(around: Surroundings) -> Talk:
    begun = Talk(around, services=bins_only())
    begun.types("ขอถังขยะ")
    return begun


@pytest.fixture
def reviewing(talk: Talk) -> Talk:
    talk.types(*WHOLE)
    return talk


def test_back_without_a_form_speaks_of_no_button(around: Surroundings) -> None:
    talk = Talk(around, services=bins_only())
    talk.types("ย้อนกลับ")
    assert talk.last.startswith("There is no unfinished form.")


def test_a_label_is_not_cut_between_a_vowel_and_its_consonant() -> None:
    words = Clipped(plain("วางถังตรงไหนดี"), 11)
    assert words.render() == "วางถังตรง…"


def test_a_form_begins_with_what_it_is_and_its_first_question(talk: Talk) -> None:
    introduction, question = talk.said
    assert "within 7 working days" in introduction
    assert "to be confirmed by the office" in introduction
    assert question == "Question 1 of 5\nWhy do you need a waste bin?"
    assert list(talk.buttons) == [
        "I have no bin yet",
        "My bin is broken",
        "It is lost or stolen",
        "I need one more",
        "Cancel",
    ]


def test_pressing_and_typing_lead_to_the_same_case(around: Surroundings, reviewing: Talk) -> None:
    pressing = Talk(around, services=bins_only())
    pressing.sends_value("begin:waste-bin")
    pressing.presses("I have no bin yet")
    pressing.presses("1 bin")
    pressing.types("45/1")
    pressing.presses("Moo 3 Middle Village")
    pressing.types("in front of the house", "081-234-5678")
    pressing.presses("Send the request")
    reviewing.types("ส่ง")
    assert pressing.effects() == reviewing.effects()


def test_the_case_is_filed_with_every_answer_and_the_form_is_gone(reviewing: Talk) -> None:
    reviewing.presses("Send the request")
    assert reviewing.effects() == (
        FileCase(
            "waste-bin",
            {
                "reason": "none",
                "how-many": 1,
                "house": {"number": "45/1", "village": 3},
                "place": {"words": "in front of the house"},
                "phone": "0812345678",
            },
        ),
    )
    assert reviewing.remembered.draft is None


def test_the_review_lists_every_answer_and_says_that_nothing_is_sent(reviewing: Talk) -> None:
    assert "Nothing has been sent yet" in reviewing.last
    assert "3. What is your house number, and which village?\n→ House 45/1, Moo 3" in reviewing.last
    assert list(reviewing.buttons) == ["Send the request", "Change an answer", "Cancel"]


@pytest.mark.parametrize("typed", ["ok", "hello", "ใช่", "3 ใบ", "99"])
def test_other_words_at_the_review_do_not_send(typed: str, reviewing: Talk) -> None:
    reviewing.types(typed)
    assert reviewing.effects() == ()
    assert reviewing.remembered.draft is not None


def test_sending_too_early_files_nothing_and_asks_on(talk: Talk) -> None:
    talk.sends_value("send:D00001")
    assert talk.effects() == ()
    assert "nothing has been sent" in talk.last
    assert "Question 1 of 5" in talk.last


def test_sending_twice_files_once(reviewing: Talk) -> None:
    send = reviewing.buttons["Send the request"]
    reviewing.sends_value(send)
    reviewing.sends_value(send)
    assert reviewing.effects() == ()
    assert "A form that was sent is safe with us" in reviewing.last
    assert "Track my cases" in reviewing.buttons


def test_one_answer_is_changed_and_the_review_comes_back(reviewing: Talk) -> None:
    reviewing.presses("Change an answer")
    reviewing.presses("2. How many bins do…")
    assert "Your answer so far: 1 bin" in reviewing.last
    reviewing.presses("3 bins")
    assert "→ 3 bins" in reviewing.last
    assert "Send the request" in reviewing.buttons


@pytest.mark.parametrize("typed", ["2", "ข้อ 2", "แก้ข้อ 2", "change 2", "๒"])
def test_an_answer_is_chosen_for_change_by_its_number(typed: str, reviewing: Talk) -> None:
    assert "How many bins do you need?" in reviewing.types(typed)[0]


def test_a_number_that_is_not_in_the_list_is_explained(reviewing: Talk) -> None:
    assert "no question with that number" in reviewing.types("ข้อ 9")[0]


def test_a_change_that_brings_a_new_question_asks_it(reviewing: Talk) -> None:
    reviewing.types("แก้ข้อ 1", "ถังแตก")
    assert "Do you have a photo of the broken bin?" in reviewing.last
    reviewing.presses("Skip")
    assert "→ (skipped)" in reviewing.last


def test_a_change_that_makes_a_question_needless_drops_its_answer(talk: Talk) -> None:
    talk.types("ถังแตก", "1", "45/1 หมู่ 3", "หน้าบ้าน", "ข้าม", "0812345678", "แก้ข้อ 1", "หาย")
    assert "photo" not in talk.answers
    assert "Send the request" in talk.buttons


def test_back_while_changing_returns_to_the_review(reviewing: Talk) -> None:
    reviewing.types("2")
    reviewing.presses("Back")
    assert "Nothing has been sent yet" in reviewing.last


def test_a_new_send_is_needed_while_an_answer_is_being_changed(reviewing: Talk) -> None:
    send = reviewing.buttons["Send the request"]
    reviewing.types("2")
    reviewing.sends_value(send)
    assert reviewing.effects() == ()


def test_back_asks_the_question_before_and_keeps_every_answer(talk: Talk) -> None:
    talk.types("no bin", "2")
    talk.presses("Back")
    assert "How many bins do you need?" in talk.last
    assert talk.answers == {"reason": "none", "how-many": 2}
    talk.presses("Keep this answer")
    assert "Question 3 of 5" in talk.last


def test_back_goes_on_to_the_first_question_and_says_so(talk: Talk) -> None:
    talk.types("no bin", "2", "ย้อนกลับ", "ย้อนกลับ")
    assert "Question 1 of 5" in talk.last
    assert "This is the first question" in talk.types("back")[0]


def test_back_at_the_review_offers_what_to_change(reviewing: Talk) -> None:
    assert "Which answer would you like to change?" in reviewing.types("ย้อนกลับ")[0]
    reviewing.presses("Change nothing")
    assert "Send the request" in reviewing.buttons


def test_a_question_that_must_be_answered_cannot_be_skipped(talk: Talk) -> None:
    assert "We need an answer" in talk.types("ข้าม")[0]
    assert talk.answers == {}


@pytest.mark.parametrize("typed", ["ข้าม", "ไม่มี", "ไม่มีรูปค่ะ", "no", "-", "/skip"])
def test_an_optional_question_is_skipped_by_button_or_word(typed: str, talk: Talk) -> None:
    talk.types("ถังแตก", "1", "45/1 หมู่ 3", "หน้าบ้าน", typed)
    assert talk.answers["photo"] is None
    assert "telephone number" in talk.last


def test_photos_are_kept_and_gathered(talk: Talk) -> None:
    talk.types("ถังแตก", "1", "45/1 หมู่ 3", "หน้าบ้าน")
    talk.sends_photo()
    assert talk.effects() == (KeepFile("file-6"),)
    talk.sends_photo()
    assert "2 photos have arrived" in talk.last
    talk.presses("Go on")
    assert talk.answers["photo"] == ["file-6", "file-7"]


def test_skipping_after_a_photo_keeps_the_photo(talk: Talk) -> None:
    talk.types("ถังแตก", "1", "45/1 หมู่ 3", "หน้าบ้าน")
    talk.sends_photo()
    talk.types("ข้าม")
    assert talk.answers["photo"] == ["file-6"]


def test_a_video_in_place_of_a_photo_is_explained_and_not_kept(talk: Talk) -> None:
    talk.types("ถังแตก", "1", "45/1 หมู่ 3", "หน้าบ้าน")
    assert "cannot take a video" in talk.sends_photo("video")[0]
    assert talk.effects() == ()


def test_a_photo_that_comes_late_is_told_where_it_belongs(talk: Talk) -> None:
    talk.types("ถังแตก", "1", "45/1 หมู่ 3", "หน้าบ้าน", "ข้าม")
    assert "at the question about photos" in talk.sends_photo()[0]
    assert talk.effects() == ()


def test_a_lost_photo_is_taken_out_and_asked_for_again(talk: Talk) -> None:
    talk.types("ถังแตก", "1", "45/1 หมู่ 3", "หน้าบ้าน")
    talk.sends_photo()
    talk.presses("Go on")
    talk.does(Kind.LOST_FILE, "file-6")
    assert "did not reach us" in talk.last
    assert "photo of the broken bin" in talk.last
    assert "photo" not in talk.answers


def test_the_photos_beside_a_lost_one_stay(talk: Talk) -> None:
    talk.types("ถังแตก", "1", "45/1 หมู่ 3", "หน้าบ้าน")
    talk.sends_photo()
    talk.sends_photo()
    talk.does(Kind.LOST_FILE, "file-6")
    assert "1 photo has arrived" in talk.last
    talk.types("พอแล้ว")
    assert talk.answers["photo"] == ["file-7"]


def test_a_pin_answers_the_question_about_the_place(talk: Talk) -> None:
    talk.types("no bin", "1", "45/1 หมู่ 3")
    talk.sends_pin(15.6, 102.5, "Wat Klang")
    assert talk.answers["place"] == {"latitude": 15.6, "longitude": 102.5, "words": "Wat Klang"}


@pytest.mark.parametrize(
    ("kind", "media", "told"),
    [
        (Kind.STICKER, "", "Thank you for the sticker!"),
        (Kind.PLACE, "", "Thank you for the pin. It is not needed just now"),
        (Kind.FILE, "voice", "cannot listen to voice messages"),
        (Kind.FILE, "image", "no photo is needed here"),
    ],
)
def test_what_does_not_fit_is_answered_and_the_question_asked_again(
    kind: Kind, media: str, told: str, talk: Talk
) -> None:
    talk.does(kind, media=media)
    assert told in talk.last
    assert "Question 1 of 5" in talk.last
    assert talk.effects() == ()


def test_a_mistake_is_explained_above_the_same_question(talk: Talk) -> None:
    talk.types("no bin", "seven hundred")
    assert len(talk.said) == 1
    assert talk.last.startswith("Please answer with a number from 1 to 3")
    assert "1 bin" in talk.buttons


def test_the_second_mistake_in_a_row_offers_a_person(talk: Talk) -> None:
    talk.types("???!", "!!!?")
    assert "Talk to the office" in talk.buttons
    assert "Question 1 of 5" in talk.last


def test_cancel_leaves_the_form_and_sends_nothing(reviewing: Talk) -> None:
    reviewing.presses("Cancel")
    assert reviewing.effects() == ()
    assert reviewing.remembered.draft is None
    assert "Nothing was sent" in reviewing.last


def test_start_over_asks_from_the_first_question(reviewing: Talk) -> None:
    reviewing.types("เริ่มใหม่")
    assert "Everything you have answered would be gone" in reviewing.last
    assert reviewing.answers != {}
    reviewing.presses("Start over")
    assert reviewing.answers == {}
    assert "Question 1 of 5" in reviewing.last


def test_help_inside_a_form_comes_with_the_question(talk: Talk) -> None:
    assert "Question 1 of 5" in talk.types("ช่วยเหลือ")[0]


def test_the_language_can_be_changed_inside_a_form(talk: Talk) -> None:
    talk.types("no bin", "ไทย")
    assert talk.remembered.language == "th"
    assert "Question 2 of 5" in talk.last
