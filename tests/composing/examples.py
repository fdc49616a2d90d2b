"""A service as an office might compose it, for tests."""

from services.kit.composing.definition import Condition, Definition, Option, Question, Words
from services.kit.service import Group

REASON = Question(
    name="n1",
    kind="choice",
    question=Words(th="จะใช้สนามทำอะไร", en="What is the field for?"),
    options=(
        Option(key="n2", name=Words(th="ซ้อมกีฬา", en="Training")),
        Option(key="n3", name=Words(th="จัดงาน", en="An event")),
    ),
    names_nobody=True,
)
PEOPLE = Question(
    name="n4",
    kind="count",
    question=Words(th="มากันกี่คน", en="How many people come?"),
    least=1,
    most=500,
    only_if=Condition(question="n1", options=("n3",)),
)
DAY = Question(
    name="n5", kind="coming-day", question=Words(th="วันไหน", en="Which day?"), least=1, most=30
)
PHONE = Question(
    name="n6",
    kind="phone",
    question=Words(th="โทรหาที่เบอร์ไหน", en="Which number may we call?"),
)
FIELD = Definition(
    key="football-field",
    title=Words(th="ขอใช้สนามฟุตบอล", en="Use the field"),
    summary=Words(th="ขอใช้สนามของสำนักงาน", en="Use the football field of the office."),
    group=Group.OFFICE,
    department="works",
    promise_days=3,
    next_steps=Words(th="เจ้าหน้าที่จะโทรไปยืนยัน", en="Somebody calls you to confirm."),
    keywords=("สนามฟุตบอล", "football field"),
    questions=(REASON, PEOPLE, DAY, PHONE),
    named=6,
)
