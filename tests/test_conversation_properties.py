"""What holds for every conversation, whatever anybody does in it."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation import take_turn
from bot.messages import Heard, Kind
from bot.turns import Draft, Expecting, Remembered, Turn
from services.kit.fields import Point, Surroundings
from tests.talking import REFERENCE, Talk
from tests.wandering import EVERYTHING, SEALED, Wanderer

WORDS = [
    "ขอถังขยะ", "everything", "no bin", "1", "2", "๓", "สอง", "45/1 หมู่ 3", "45/1", "หมู่ 2", "หน้าบ้าน",
    "0812345678", "ถังแตก", "the second", "a long story", "ส่ง", "send", "แก้ข้อ 1", "change", "ข้อ 3",
    "menu", "เมนู", "back", "ย้อนกลับ", "skip", "ข้าม", "cancel", "ยกเลิก", "help", "เริ่มใหม่", "ติดตาม",
    "English", "ไทย", "ทำต่อ", "ไม่มี", "ต่อไป", "ขอบคุณ", "ช่วยด้วย", "สวัสดี", "keep this answer",
    f"about {REFERENCE}", REFERENCE, "/start", "/start waste-bin", "/", "", " ", "\x00", "x" * 2500,
    "SALA-2345-6789", "web", "กรอกบนเว็บ", "1103702071811", "13", "Taxes", "จบการคุย",
]  # fmt: skip
PRESSES = [
    "menu:2", "menu:waste", "menu:waste:2", "web", f"talk:{REFERENCE}", "talk",
    "language:en", "language:zz", "begin:waste-bin", "begin:everything", "track", "help",
    "begin:everything:new", "continue", "contact", "start", "send", "skip", "back", "change",
    "review", "cancel:x", "restart:x", "a:x:y:z", f"case:{REFERENCE}", f"write:{REFERENCE}",
    f"withdraw:{REFERENCE}:yes", f"rate:{REFERENCE}:4", f"dispute:{REFERENCE}",
    f"skip:{REFERENCE}", f"s:ask:{REFERENCE}", f"s:reject:{REFERENCE}:2", f"s:leave:{REFERENCE}",
    "s", ":", "",
]  # fmt: skip

numbers = st.integers(0, 500)
pages = st.dictionaries(
    st.sampled_from([asked.name for asked in EVERYTHING.fields] + ["other"]),
    st.sampled_from([None, SEALED, "b", 2, 13, "1 2345", ["file-1"], {"words": "here"}]),
)
degrees = st.floats(allow_nan=True, allow_infinity=True) | st.floats(5, 106)
moves = st.one_of(
    st.tuples(st.just("fits"), st.just("")),
    st.tuples(st.just("fits"), st.just("")),
    st.tuples(st.just("fits"), st.just("")),
    st.tuples(st.just("shown"), numbers),
    st.tuples(st.just("text"), st.sampled_from(WORDS)),
    st.tuples(st.just("text"), st.sampled_from(WORDS)),
    st.tuples(st.just("text"), st.text(max_size=60)),
    st.tuples(st.just("old"), numbers),
    st.tuples(st.just("press"), st.sampled_from(PRESSES) | st.text(max_size=70)),
    st.tuples(st.just("file"), st.sampled_from(["image", "image", "video", "audio", "file", ""])),
    st.tuples(st.just("pin"), st.builds(Point, degrees, degrees, st.text(max_size=40))),
    st.tuples(st.sampled_from(["sticker", "joined"]), st.just("")),
    st.tuples(st.just("filled"), pages),
    st.tuples(st.just("lost"), st.integers(0, 40)),
)

json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
names = st.sampled_from([asked.name for asked in EVERYTHING.fields])
memories = st.fixed_dictionaries(
    {},
    optional={
        "language": json | st.sampled_from(["th", "en"]),
        "notice_shown": json | st.just(1),
        "puzzled": json,
        "expecting": json
        | st.lists(
            st.sampled_from(["message", "aside", "talk", "staff:ask", REFERENCE]) | json, max_size=3
        ),
        "draft": json
        | st.fixed_dictionaries(
            {"id": json | st.just("D1"), "service_key": json | st.just("everything")},
            optional={
                "answers": json | st.dictionaries(names, json),
                "changing": json | names,
                "earlier": json,
                "added_later": json,
            },
        ),
    },
)


@settings(max_examples=150, deadline=None)
@given(wandering=st.lists(moves, max_size=50))
def test_wherever_a_resident_wanders_no_rule_is_broken(
    around: Surroundings, wandering: list[tuple[str, Any]]
) -> None:
    assert Wanderer(Talk(around)).wanders(wandering) == []


@settings(max_examples=60, deadline=None)
@given(wandering=st.lists(moves, max_size=20))
def test_a_stranger_may_do_anything_first(
    around: Surroundings, wandering: list[tuple[str, Any]]
) -> None:
    assert Wanderer(Talk(around, remembered=Remembered())).wanders(wandering) == []


@settings(max_examples=150, deadline=None)
@given(
    kept=memories,
    kind=st.sampled_from(Kind),
    text=st.sampled_from(WORDS + PRESSES) | st.text(max_size=20),
    private=st.booleans(),
)
def test_any_memory_can_be_gone_on_from(
    around: Surroundings, kept: dict[str, Any], kind: Kind, text: str, private: bool
) -> None:
    talk = Talk(around, services={"everything": EVERYTHING})
    heard = Heard("line", "e", "c", "p", kind, text, private)
    turn = take_turn(Remembered.from_data(kept), heard, talk.world(kind))
    assert isinstance(turn, Turn)
    assert [reply.text.render() for reply in turn.replies if not reply.text.render()] == []


def test_the_wanderer_notices_a_broken_rule(around: Surroundings) -> None:
    """The rules above can fail: a memory that forgets its form is noticed."""
    wanderer = Wanderer(Talk(around))
    before = Draft("D1", "everything", {"kind": "a"})
    wanderer.talk.services["everything"] = EVERYTHING
    assert list(wanderer._lost(before, None)) == ["the form is gone"]
    assert list(wanderer._lost(before, Draft("D1", "everything"))) == ["the answer kind is gone"]
    assert list(wanderer._filed_wrongly(Remembered(draft=before), "hello")) == [
        "filed without being told to send",
        "filed although the review was not shown",
    ]


def test_the_same_words_always_lead_to_the_same_turn(around: Surroundings) -> None:
    talk = Talk(around)
    remembered = Remembered(draft=Draft("D1", "waste-bin"), expecting=Expecting("aside"))
    heard = Heard("line", "e", "c", "p", Kind.TEXT, "1")
    assert take_turn(remembered, heard, talk.world()) == take_turn(remembered, heard, talk.world())
