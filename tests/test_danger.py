"""Danger first: which words mean it, which do not, and that the number comes before anything."""

from dataclasses import replace
from datetime import date

import pytest

from bot.messages import Kind
from bot.turns import Remembered, WriteInTalk
from services.kit.danger import dangers_in, hotlines
from services.kit.fields import Surroundings
from services.kit.office import Office
from services.kit.text import ENGLISH
from tests.talking import REFERENCE, Talk

TODAY = date(2026, 11, 23)

# fmt: off
MEANT = [
    ("ไฟไหม้บ้าน", "fire"), ("ไฟใหม้ทุ่งนาลามมาแล้ว", "fire"), ("ไฟไหม่หญ้าข้างทาง", "fire"),
    ("ไฟ ไหม้ โรงเรียน", "fire"), ("ไฟลามมาใกล้เฮือนแล้วเด้อ", "fire"), ("ควันโขมงหลังตลาด", "fire"),
    ("my house is on fire", "fire"), ("ไฟไหม้ถังขยะหน้าวัด", "fire"),
    ("รถชนกันหน้าอบต มีคนเจ็บ", "hurt"), ("พ่อหมดสติ", "hurt"), ("แม่หายใจบ่ออก", "hurt"),
    ("ยายล้ม เลือดไหลไม่หยุด", "hurt"), ("งูตอดขา", "hurt"), ("งูกัดน้อง", "hurt"),
    ("รถซนกันตรงสามแยก", "hurt"), ("รถคว่ำลงข้างทาง", "hurt"), ("มีคนบาดเจ็บ", "hurt"),
    ("เมียจะคลอดแล้ว", "hurt"), ("ต้นไม้ล้มทับคน", "hurt"), ("หัวใจหยุดเต้น", "hurt"),
    ("there is a car crash, people injured", "hurt"), ("my father is not breathing", "hurt"),
    ("สายไฟขาดห้อยอยู่", "wire"), ("เสาไฟล้มทับรั้ว", "wire"), ("ไฟดูดคน", "wire"), ("ไฟช็อตน้อง", "wire"),
    ("ตู้น้ำไฟฮั่ว จับแล้วสะดุ้ง", "wire"), ("หม้อแปลงระเบิดเสียงดัง", "wire"), ("power line down", "wire"),
    ("น้ำท่วมบ้านแล้ว", "flood"), ("น้ำถ้วมเฮือนแล้ว", "flood"), ("น้ำป่ามาแล้ว", "flood"),
    ("น้ำไหลเข้าบ้านสูงแล้ว", "flood"), ("ดินสไลด์ทับทาง", "flood"), ("หลังคาปลิวหมดเลย", "flood"),
    ("our street is flooded", "flood"),
    ("แก๊สรั่ว", "gas"), ("แก็สรั่วในครัว", "gas"), ("เหม็นแก๊สมาก", "gas"), ("i smell gas", "gas"),
    ("งูเข้าบ้าน", "snake"), ("งูเห่าอยู่หน้าประตู", "snake"), ("มีงูอยู่ในห้องน้ำ", "snake"),
    ("งูเข้าเฮือน ซอยแหน่", "snake"), ("snake in the kitchen", "snake"),
    ("เด็กจมน้ำ", "drowning"), ("คนตกน้ำที่สะพาน", "drowning"), ("a boy is drowning", "drowning"),
    ("ผัวตบตีเมีย", "violence"), ("มีคนถือมีดอาละวาด", "violence"), ("ได้ยินเสียงปืน", "violence"),
    ("โดนปล้นหน้าตลาด", "violence"), ("he has a knife", "violence"), ("ขโมยขึ้นบ้านตอนนี้", "violence"),
    ("อยากตาย ไม่ไหวแล้ว", "despair"), ("มีคนจะฆ่าตัวตาย", "despair"),
    ("i want to die", "despair"), ("ไฟไหม้บ้าน ไม่เคยเจอแบบนี้", "fire"),
    ("น้ำท่วมทุกปี ตอนนี้เข้าบ้านแล้ว", "flood"), ("a fire at the market 5 minutes ago", "fire"),
    ("ไฟฟ้าดับแล้ว ไฟไหม้หม้อแปลง", "fire"),
]
NOT_MEANT = [
    "ไฟดับ", "ไฟดับทั้งหมู่บ้าน", "ไฟทางดับหน้าวัด", "ไฟถนนไม่ติด", "มีไฟไหม", "ไฟกระพริบ",
    "น้ำท่วมเมื่อปีก่อน", "น้ำท่วมปีที่แล้ว ขอเงินช่วย", "น้ำไม่ไหล", "น้ำท่วมขังถนนทุกปี", "ขอลอกท่อ น้ำท่วมบ่อย งบปีหน้า",
    "เงินเยียวยาน้ำท่วมได้เมื่อไหร่", "ถังขยะโดนรถชนแตก", "รถชนป้ายหมู่บ้านล้ม", "โต๊ะขาหัก ขอยืมใหม่",
    "มือถือตกน้ำ", "ข้าวจมน้ำหมด", "ขออบรมดับเพลิง ไฟไหม้", "ไฟไหม้แล้วดับไปเมื่อวาน", "เป็นงูสวัด",
    "บ้านเราเคยไฟไหม้", "ร้อนอยากตาย", "ร้อนจนอยากตายแล้ว แอร์เสีย", "ขอถังขยะ", "ถนนเป็นหลุม", "จ่ายภาษี",
    "เผาหญ้าข้างบ้านควันเยอะ", "หมาจรจัดเยอะ", "ยุงเยอะมาก", "ขอเบี้ยผู้สูงอายุ",
    "i was fired from my job", "the lamp is out", "flood prevention plan", "my phone is dead",
    "there was a fire in the market last year", "nobody was hurt in the car crash",
]
# fmt: on


@pytest.mark.parametrize(("typed", "kind"), MEANT)
def test_what_means_danger_is_understood(typed: str, kind: str, office: Office) -> None:
    assert kind in [danger.key for danger in dangers_in(typed, office, TODAY)]


@pytest.mark.parametrize("typed", NOT_MEANT)
def test_what_does_not_mean_danger_is_left_alone(typed: str, office: Office) -> None:
    assert dangers_in(typed, office, TODAY) == ()


def test_an_office_without_the_table_frightens_nobody(office: Office) -> None:
    assert dangers_in("ไฟไหม้บ้าน", replace(office, tables={}), TODAY) == ()


def test_two_dangers_are_both_answered_with_few_numbers(office: Office) -> None:
    dangers = dangers_in("ไฟไหม้ เสาไฟล้ม มีคนเจ็บ งูกัด", office, TODAY)
    said = hotlines(dangers).render(ENGLISH)
    assert [danger.key for danger in dangers] == ["fire", "wire"]
    assert [number in said for number in ("199", "1669", "1129")] == [True, True, True]


@pytest.fixture
def talk(around: Surroundings) -> Talk:
    return Talk(around)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("ไฟไหม้บ้าน", "199"), ("มีคนเจ็บ", "1669"), ("สายไฟขาด", "1129"), ("น้ำท่วมบ้าน", "1784"),
     ("โดนปล้น", "191")],
)  # fmt: skip
def test_the_number_comes_first_and_the_menu_after(typed: str, number: str, talk: Talk) -> None:
    first = talk.types(typed)[0]
    assert first.startswith("Please telephone now: " + number)
    assert "Help" in talk.buttons
    assert talk.remembered.draft is None


def test_somebody_new_is_not_greeted_while_something_burns(around: Surroundings) -> None:
    talk = Talk(around, remembered=Remembered())
    assert "199" in talk.types("ไฟไหม้บ้าน")[0]
    assert "Hello!" in talk.types("เมนู")[0]


def test_no_form_begins_by_itself_whatever_the_words_may_also_be_about(talk: Talk) -> None:
    assert "1669" in talk.types("ต้นไม้ล้มทับคน ช่วยตัดต้นไม้")[0]
    assert talk.remembered.draft is None


def test_a_form_put_aside_can_be_gone_on_with(talk: Talk) -> None:
    talk.types("ขอถังขยะ", "no bin", "เมนู", "ไฟไหม้บ้าน")
    assert "199" in talk.said[0]
    assert "Continue" in talk.buttons


def test_in_the_middle_of_a_form_it_comes_before_the_question_and_the_form_stays(
    talk: Talk,
) -> None:
    talk.types("ขอถังขยะ", "no bin")
    said = talk.types("ไฟไหม้บ้าน")
    assert said[0].startswith("Please telephone now: 199")
    assert "How many bins" in said[-1]
    assert talk.answers == {"reason": "none"}


def test_an_answer_that_means_danger_is_taken_after_the_number(talk: Talk) -> None:
    talk.sends_value("begin:make-complaint")
    talk.types("ถนน")
    said = talk.types("ถนนทรุด รถคว่ำ มีคนเจ็บ")
    assert "1669" in said[0]
    assert talk.answers["what"] == "ถนนทรุด รถคว่ำ มีคนเจ็บ"
    assert "hurt there today" in said[-1]


def test_in_a_talk_the_number_comes_first_and_the_words_are_passed_on(talk: Talk) -> None:
    talk.sends_value(f"talk:{REFERENCE}")
    said = talk.types("สายไฟขาดตกใส่รถ")
    assert "1129" in said[0]
    assert talk.effects() == (WriteInTalk(REFERENCE, "สายไฟขาดตกใส่รถ"),)


def test_words_below_a_photo_count_too(talk: Talk) -> None:
    talk.sends_value("begin:make-complaint")
    talk.types("ถนน")
    said = talk.does(Kind.FILE, "ไฟไหม้", media="image")
    assert "199" in said[0]
