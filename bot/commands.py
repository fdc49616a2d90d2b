"""Typed commands: words that mean the same as one of our buttons, wherever a resident stands."""

from collections.abc import Mapping, Sequence

from services.kit import presses
from services.kit.service import Service
from services.kit.thai import tidy, without_courtesy

START = "start"
"""Said to begin a conversation: greets again and shows the menu."""

# fmt: off
_SPOKEN: Mapping[str, tuple[str, ...]] = {
    START: ("start", "เริ่ม", "เริ่มต้น", "เริ่มใช้งาน", "เริ่มเลย"),
    presses.MENU: ("menu", "เมนู", "เมนุ", "เมณู", "เมนูหลัก", "หน้าหลัก", "กลับหน้าหลัก", "หน้าแรก",
                   "กลับเมนู", "รายการ", "บริการ", "ดูบริการ", "main menu", "home", "services"),
    presses.HELP: ("help", "?", "ช่วยเหลือ", "ช่วยเหลื่อ", "ชวยเหลือ", "วิธีใช้", "วิธีใช้งาน", "ใช้ยังไง",
                   "ใช้งานยังไง", "ใช้อย่างไร", "ทำยังไง", "ทำไม่เป็น", "how", "how to use"),
    presses.BACK: ("back", "go back", "ย้อนกลับ", "ย้อน", "กลับ", "ถอยกลับ", "ยอนกลับ", "ย้อนกลัป",
                   "ยอ้นกลับ", "กลับไป", "ข้อก่อนหน้า", "ก่อนหน้า", "previous"),
    presses.SKIP: ("skip", "ข้าม", "ขาม", "ข้ามไป", "ข้ามข้อนี้", "ขอข้าม", "ข้ามไปก่อน", "pass"),
    presses.CANCEL: ("cancel", "ยกเลิก", "ยกเลิ้ก", "ยกเลืก", "ยกเริก", "ยกเลิ", "ขอยกเลิก", "เลิก",
                     "ไม่ทำแล้ว", "ไม่เอาแล้ว", "หยุด", "stop", "quit", "exit", "end the talk",
                     "จบการคุย", "จบการสนทนา", "เลิกคุย"),
    presses.RESTART: ("restart", "start over", "start again", "เริ่มใหม่", "เริ่มไหม่", "เรื่มใหม่",
                      "เริ่มต้นใหม่", "ขอเริ่มใหม่", "ทำใหม่", "เอาใหม่"),
    presses.CONTINUE: ("continue", "ทำต่อ", "ไปต่อ", "กรอกต่อ", "resume"),
    presses.REVIEW: ("keep this answer", "change nothing", "ใช้คำตอบเดิม", "คำตอบเดิม",
                     "เหมือนเดิม", "ไม่แก้แล้ว"),
    presses.TRACK: ("track", "my cases", "status", "ติดตาม", "ติดตามเรื่อง", "ติดตามสถานะ", "ติตาม",
                    "ติดตาน", "สถานะ", "เช็คสถานะ", "เช็กสถานะ", "เรื่องของฉัน", "ตามเรื่อง",
                    "track my cases"),
    presses.CONTACT: ("contact", "ติดต่อ", "ติดต่อเจ้าหน้าที่", "คุยกับเจ้าหน้าที่", "เจ้าหน้าที่", "เบอร์โทร",
                      "เบอร์ติดต่อ", "ติดต่อเรา", "staff", "contact the office", "talk to the office"),
    presses.WEB: ("web", "website", "web form", "on the web", "กรอกบนเว็บ", "กรอกในเว็บ", "กรอกเว็บ",
                  "เว็บ", "เวบ", "เว็ป", "ทำบนเว็บ"),
    presses.LINE: ("call next", "callnext", "next in line", "เรียกคิว", "เรียกคิวถัดไป", "เรียกคิวต่อไป",
                   "คิวถัดไป", "คิวต่อไป"),
    presses.SIGN_IN: ("sign in", "signin", "log in", "login", "เข้าสู่ระบบ", "เข้าระบบ", "ล็อกอิน",
                      "ลอกอิน", "ล็อคอิน"),
    presses.press(presses.STAFF, "menu"): ("staff menu", "เมนูเจ้าหน้าที่", "เมนูเจ้าหน้าที"),
    presses.press(presses.STAFF, "mine"): ("my day", "ของฉันวันนี้", "งานวันนี้", "งานของฉัน"),
    presses.NEWS: ("news", "ข่าว", "ตั้งค่าข่าว", "รับข่าวสาร", "ข่าวของฉัน", "my news"),
    presses.press(presses.NEWS, "yes"): ("รับข่าว", "ขอรับข่าว", "สมัครรับข่าว", "รับข่าวอีก", "subscribe",
                                         "get news", "start news"),
    presses.STOP_NEWS: ("ยกเลิกรับข่าว", "ยกเลิกข่าว", "หยุดรับข่าว", "เลิกรับข่าว",
                                          "ไม่รับข่าว", "ไม่เอาข่าว", "ยกเลิกรับข่าวสาร", "หยุดข่าว",
                                          "stop news", "stop the news", "no news", "unsubscribe"),
    presses.LANGUAGE: ("language", "ภาษา", "เปลี่ยนภาษา", "change language"),
    presses.press(presses.DATA, "copy"): ("my data", "ขอข้อมูลของฉัน", "ข้อมูลของฉัน", "ขอสำเนาข้อมูล",
                                          "ขอข้อมูลส่วนตัว"),
    presses.press(presses.DATA, "erase"): ("delete my data", "erase my data", "ลบข้อมูลของฉัน",
                                           "ลบข้อมูล", "ขอลบข้อมูล", "ลบข้อมูลส่วนตัว"),
    presses.press(presses.LANGUAGE, "en"): ("english", "eng", "en", "อังกฤษ", "ภาษาอังกฤษ", "อิงลิช"),
    presses.press(presses.LANGUAGE, "th"): ("thai", "ไทย", "ภาษาไทย", "ไท", "ภาษาไท", "th"),
}
# fmt: on
_COMMANDS = {word: command for command, words in _SPOKEN.items() for word in words}

_SEND = frozenset(
    (
        "send",
        "send it",
        "send the request",
        "submit",
        "confirm",
        "ส่ง",
        "ส่งเลย",
        "ส่งเรื่อง",
        "ส่งคำขอ",
        "ยืนยัน",
    )
) | {"ยืนยันส่ง", "ตกลงส่ง", "ตกลง", "ส่งได้เลย"}
_CHANGE = frozenset(
    ("change", "change one answer", "change an answer", "edit", "แก้", "แก้ไข", "แก้คำตอบ")
)
_CHANGE |= {"แก้ไขคำตอบ", "เปลี่ยน", "เปลี่ยนคำตอบ", "ขอแก้", "ขอแก้ไข"}
_NOTHING = frozenset(("ไม่มี", "ไม่", "ไม่มีรูป", "ไม่ต้อง", "ไม่เอา", "บ่มี", "no", "none", "nothing", "n/a"))


def read_command(text: str, services: Mapping[str, Service]) -> Sequence[str]:
    """Return what a typed command says, like a press; nothing when it is not a command.

    Telegram's commands come with a slash, perhaps the name of the bot, perhaps a payload:
    `/start@desk KEY` from a link begins the service of that key.
    """
    if text.lstrip().startswith("/"):
        return _read_slash(text, services)
    return _read_word(tidy(text)) or _read_word(without_courtesy(text))


def means_send(text: str) -> bool:
    """Say whether these words, typed at the review, send the form."""
    return without_courtesy(text) in _SEND


def means_change(text: str) -> bool:
    """Say whether these words, typed at the review, ask to change an answer."""
    return without_courtesy(text) in _CHANGE


def means_nothing(text: str) -> bool:
    """Say whether the answer to an optional question is that there is none."""
    return without_courtesy(text) in _NOTHING or tidy(text) == "-"


def _read_word(word: str) -> Sequence[str]:
    command = _COMMANDS.get(word)
    return presses.read_press(command) if command else ()


def _read_slash(text: str, services: Mapping[str, Service]) -> Sequence[str]:
    word, *payload = tidy(text).lstrip("/").split(" ")
    if payload and payload[0] in services:
        return presses.BEGIN, payload[0]
    return _read_word(word.partition("@")[0]) or (presses.MENU,)
