"""Words for the confidential channel: which ones, and that nothing of them is kept anywhere."""

from datetime import date

import pytest

from bot.apart import CARRIES_WORDS, without_what_belongs_apart
from bot.messages import Heard, Kind
from services.kit.apart import belongs_apart
from services.kit.fields import Surroundings
from services.kit.office import Office
from services.kit.presses import BEGIN, press
from services.kit.text import ENGLISH
from tests.talking import Talk
from tests.utterances import HELD, SHOWN, collected

TODAY = date(2026, 11, 23)

# fmt: off
MEANT = [
    "อยากแจ้งเบาะแสการทุจริต", "แจ้งทุจริด", "เจ้าหน้าที่เรียกเงินใต้โต๊ะ",
    "สงสัยมีการฮั้วประมูลถนน", "ช่างขอค่าน้ำชา 500", "เขาโกงเงินโครงการ", "นายกโกงงบถนน",
    "มีคนเอารถ อบต. ไปใช้ส่วนตัว", "เอาน้ำมันหลวงไปเติมรถตัวเอง",
    "เจ้าหน้าที่เรียกรับเงินค่าออกใบอนุญาต", "ปลัดรับสินบน", "ยักยอกเงินกองทุน",
    "I want to report corruption", "he asked for a bribe", "tea money for the permit",
    "ร้องเรียนทุจริตต้องส่งไปที่ไหน",
]
NOT_MEANT = [
    "แผนปฏิบัติการป้องกันการทุจริตของ อบต. มีอะไรบ้าง",
    "โครงการที่ 12 ในแผนป้องกันทุจริตคืออะไร", "ความคืบหน้าแผนป้องกันการทุจริต",
    "แผนต้านโกงของ อบต เบิ่งได้หม่องใด๋", "แม่ค้าโกงตาชั่งที่ตลาด", "น้ำชาที่ตลาดอร่อย",
    "ช่วยโกยทรายหน้าบ้าน", "ขอเงินเบี้ยยังชีพ", "จ่ายภาษีแล้วได้เงินทอนผิด", "รถเก็บขยะไม่มา",
    "ขอถังขยะ", "the plan against corruption", "no gift policy",
]
# fmt: on
OF_THE_COLLECTION = ["เจ้าหน้าที่เรียกรับเงิน"]
"""Somebody really says it there."""


@pytest.mark.parametrize("words", MEANT)
def test_what_nobody_here_may_keep_is_known(words: str, office: Office) -> None:
    assert belongs_apart(words, office, TODAY)


@pytest.mark.parametrize("words", NOT_MEANT)
def test_other_words_stay_where_they_are(words: str, office: Office) -> None:
    assert not belongs_apart(words, office, TODAY)


def test_nothing_that_residents_ask_for_is_taken_for_it(office: Office) -> None:
    asked = [one.text for part in (SHOWN, HELD) for one in collected(part)]
    assert len(asked) > 250
    assert [text for text in asked if belongs_apart(text, office, TODAY)] == OF_THE_COLLECTION


def said(kind: Kind, text: str, *, private: bool = True) -> Heard:
    return Heard(
        "line", "1", "U1", "U1", kind, text, private, media="image", source={"id": "7"},
        message_id="7", reply_token="free",
    )  # fmt: skip


@pytest.mark.parametrize("kind", sorted(CARRIES_WORDS))
def test_nothing_of_them_goes_on(kind: Kind, office: Office) -> None:
    [kept] = without_what_belongs_apart([said(kind, MEANT[0])], office, TODAY)
    assert kept.kind == Kind.APART
    assert (kept.text, kept.media, kept.source, kept.message_id) == ("", "", {}, "")
    assert (kept.chat, kept.reply_token) == ("U1", "free")


def test_a_group_of_staff_and_a_button_are_left_alone(office: Office) -> None:
    heard = [said(Kind.TEXT, MEANT[0], private=False), said(Kind.PRESS, MEANT[0])]
    assert without_what_belongs_apart(heard, office, TODAY) == heard


def test_the_door_is_shown_in_four_lines_with_the_doors_outside(around: Surroundings) -> None:
    talk = Talk(around)
    [told] = talk.does(Kind.APART)
    assert told.count("\n") == 3
    assert [number in told for number in ("1205", "1206", "1567")] == [True] * 3
    [button] = talk.turn.replies[0].buttons
    assert button.url == "https://desk.example/integrity"
    assert talk.turn.replies[0].written(ENGLISH)["fleeting"] is True


def test_in_a_form_the_question_is_asked_again(around: Surroundings) -> None:
    talk = Talk(around)
    talk.sends_value(press(BEGIN, "waste-bin"))
    before, asked = talk.remembered.draft, talk.last
    told = talk.does(Kind.APART)
    assert before is not None
    assert talk.remembered.draft == before
    assert "Nothing of your message was taken as an answer" in told[-1]
    assert asked.splitlines()[-1] in told[-1]
