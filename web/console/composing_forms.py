"""Reading the forms with which a service is composed: what was typed becomes a definition."""

from collections.abc import Iterator

from services.kit.composing.definition import Condition, Definition, Option, Question, Words
from services.kit.composing.kinds import KINDS
from services.kit.errors import InvalidAnswer
from services.kit.service import Group
from services.kit.text import _
from services.kit.thai import tidy
from web.console.forms import Form, written

MOST_OPTIONS = 10
EMPTY_ROWS = 3
"""Rows for further answers; saving brings more."""
LONGEST = 1000


def words_of(form: Form, name: str) -> Words:
    """Read a sentence in both languages."""
    return Words(th=written(form, f"{name}-th")[:LONGEST], en=written(form, f"{name}-en")[:LONGEST])


def lines_of(form: Form, name: str) -> tuple[Words, ...]:
    """Read sentences, one in a line; the first Thai line goes with the first English one."""
    thai, english = (written(form, f"{name}-{code}").splitlines() for code in ("th", "en"))
    thai, english = [line.strip() for line in thai], [line.strip() for line in english]
    count = max(len(thai), len(english))
    pairs = zip(_padded(thai, count), _padded(english, count), strict=True)
    return tuple(Words(th=th, en=en) for th, en in pairs if th or en)


def basics_of(form: Form, definition: Definition) -> Definition:
    """Return the definition with everything but its questions as it was typed."""
    group = written(form, "group")
    return definition.model_copy(
        update={
            "title": words_of(form, "title"),
            "summary": words_of(form, "summary"),
            "group": Group(group) if group in set(Group) else definition.group,
            "department": written(form, "department"),
            "promise_days": _number(form, "promise-days") or 0,
            "next_steps": words_of(form, "next-steps"),
            "fee": words_of(form, "fee"),
            "conditions": lines_of(form, "conditions"),
            "papers": lines_of(form, "papers"),
            "laws": lines_of(form, "laws"),
            "keywords": tuple(_keywords(written(form, "keywords"))),
        }
    )


def with_question_of(form: Form, definition: Definition, name: str) -> tuple[Definition, str]:
    """Return the definition with the question that was typed, and the name of it.

    Raises `InvalidAnswer` for a kind there is not.
    """
    kind = written(form, "kind")
    if kind not in KINDS:
        raise InvalidAnswer(_("Please choose what kind of answer it is."))
    if definition.question(name) is None:
        definition, (name,) = definition.with_names(1)
    definition, options = _options(form, definition)
    asked = Question(
        name=name,
        kind=kind,
        question=words_of(form, "question"),
        hint=words_of(form, "hint"),
        required=written(form, "required") == "on",
        private=written(form, "private") == "on",
        names_nobody=written(form, "names-nobody") == "on",
        options=options if KINDS[kind].options else (),
        least=_number(form, "least"),
        most=_number(form, "most"),
        unit=words_of(form, "unit") if KINDS[kind].unit else Words(),
        only_if=_condition(form, definition),
    )
    return definition.with_question(asked), name


def _options(form: Form, definition: Definition) -> tuple[Definition, tuple[Option, ...]]:
    """Read the rows of answers; a row without words is gone, a new one gets a name of its own."""
    found: list[Option] = []
    for number in range(MOST_OPTIONS):
        name = words_of(form, f"option-{number}")
        key = written(form, f"option-{number}-key")
        if not name:
            continue
        if not _is_known(definition, key):
            definition, (key,) = definition.with_names(1)
        found.append(Option(key=key, name=name))
    return definition, tuple(found)


def _is_known(definition: Definition, key: str) -> bool:
    return any(option.key == key for one in definition.questions for option in one.options)


def _condition(form: Form, definition: Definition) -> Condition | None:
    """Read the ticked answers of one earlier question. Raises `InvalidAnswer` for two."""
    ticked = {
        one.name: tuple(
            option.key for option in one.options if f"if-{one.name}-{option.key}" in form
        )
        for one in definition.asked
    }
    chosen = [(name, keys) for name, keys in ticked.items() if keys]
    if len(chosen) > 1:
        raise InvalidAnswer(_("Please tick answers of one question only."))
    return Condition(question=chosen[0][0], options=chosen[0][1]) if chosen else None


def _keywords(typed: str) -> Iterator[str]:
    found = (tidy(word) for line in typed.splitlines() for word in line.split(","))
    yield from dict.fromkeys(word for word in found if word)


def _number(form: Form, name: str) -> int | None:
    given = written(form, name)
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 8 else None


def _padded(lines: list[str], count: int) -> list[str]:
    return [*lines, *[""] * (count - len(lines))]
