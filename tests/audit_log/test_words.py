"""Every action that is recorded anywhere has words, and nothing else is shown than names."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.vocabulary import CaseAction
from services.desk.audit_log.words import OWN, actor_name, outcome_name, subject_name, what_was_done
from services.desk.permissions import RIGHTS
from services.kit.climbing import Rung
from tests.house.files import ROOT

NAMED = {*OWN, *RIGHTS, *CaseAction}
Function = ast.FunctionDef | ast.AsyncFunctionDef
PLACE = {"record": 2, "refuse": 2}
"""Which argument of `audit.record` and `refusals.refuse` is the action."""


class Recorded:
    """The actions one module records, as far as its text tells."""

    def __init__(self, file: Path) -> None:
        self.tree = ast.parse(file.read_text(encoding="utf-8"))
        name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        self.module = importlib.import_module(name)

    def actions(self) -> Iterator[str]:
        """Whole names; those put together are only as far as they are known, with a `*`."""
        for function in ast.walk(self.tree):
            if isinstance(function, Function):
                for call in _calls(function, "audit.record", "refuse", "AuditEntry"):
                    yield from self._told(_action(call), function)

    def _told(self, action: ast.expr | None, function: Function) -> Iterator[str]:
        match action:
            case ast.Constant(value=str(name)):
                yield name
            case ast.Name(id=name) if hasattr(self.module, name):
                yield str(getattr(self.module, name))
            case ast.Name(id=name):
                yield from self._from_callers(function, name)
            case ast.JoinedStr(values=[ast.Constant(value=begins), *_rest]):
                yield f"{begins!s}*"
            case ast.JoinedStr(values=[ast.FormattedValue(value=ast.Name(id=name)), *_rest]):
                yield f"{getattr(self.module, name)}_*"

    def _from_callers(self, function: Function, name: str) -> Iterator[str]:
        names = [argument.arg for argument in function.args.args]
        for caller in ast.walk(self.tree):
            if isinstance(caller, Function) and name in names:
                for call in _calls(caller, function.name):
                    place = names.index(name)
                    if len(call.args) > place:
                        yield from self._told(call.args[place], caller)


def _calls(function: Function, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in names:
            yield node


def _action(call: ast.Call) -> ast.expr | None:
    named = {word.arg: word.value for word in call.keywords}
    return named.get("action") or (call.args[2] if len(call.args) > 2 else None)


def sources() -> list[Path]:
    found = (
        file for folder in ("bot", "services", "web") for file in (ROOT / folder).rglob("*.py")
    )
    return sorted(file for file in found if "audit" in file.read_text(encoding="utf-8"))


def has_words(action: str) -> bool:
    return action in NAMED or (
        action.endswith("*") and any(name.startswith(action[:-1]) for name in NAMED)
    )


def recorded() -> set[str]:
    return {action for file in sources() for action in Recorded(file).actions()}


def test_the_text_of_the_code_tells_what_is_recorded() -> None:
    assert {"join", "sign_in", "payment_*", "queue_*", "read", "look_up", "bill"} <= recorded()
    assert "open_queue_entrance" in recorded()


def test_every_action_that_is_recorded_has_words() -> None:
    assert [action for action in sorted(recorded()) if not has_words(action)] == []


@pytest.mark.parametrize("action", sorted(NAMED))
def test_no_action_is_shown_as_its_key(action: str) -> None:
    assert what_was_done(action).render() != action


@pytest.mark.parametrize("rung", [rung for rung in Rung if rung])
def test_every_step_a_notice_climbs_has_words(rung: Rung) -> None:
    assert has_words(f"climb_{rung}")


def test_an_action_of_another_version_is_shown_as_its_key() -> None:
    assert what_was_done("fly_to_the_moon").render() == "fly_to_the_moon"
    assert not has_words("fly_to_the_moon")


def test_people_are_named_and_strangers_are_not() -> None:
    assert actor_name("7", {"7": "Somsri"}).render() == "Somsri"
    assert actor_name("resident", {}).render() == "A resident"
    assert actor_name("account:9f8e", {}).render() == "An account we do not know"


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("announcement:7", "Announcement 7"),
        ("link", "with a link"),
        ("waste-bin", "Waste bin"),
        ("0192f0c1-2b3c-7d4e-8f50-a1b2c3d4e5f6", ""),
        ("land-tax 2569", "land-tax 2569"),
    ],
)
def test_what_it_was_done_to_is_named_for_people(subject: str, shown: str) -> None:
    assert subject_name(subject, {"waste-bin": "Waste bin"}).render() == shown


def test_an_outcome_is_a_word() -> None:
    assert outcome_name("refused").render() == "refused"
