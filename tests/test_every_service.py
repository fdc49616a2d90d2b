"""Rules that hold for every service, including the ones not written yet."""

import ast
from collections import Counter
from pathlib import Path

import pytest

import services
from bot.service_rules import broken_rules, unreadable, without_thai
from bot.turns import FileCase
from offices import SHIPPED
from services.catalogue import all_services
from services.kit import presses
from services.kit.fields import Surroundings
from services.kit.office import read_office
from services.kit.presses import press
from services.kit.questions import Choice, Count
from services.kit.service import Group, Service
from services.kit.text import Text
from tests.filling import answer_everything
from tests.talking import Talk

ALL = list(all_services().values())
FILES = [
    file
    for file in Path(services.__path__[0]).glob("*.py")
    if file.stem not in {"__init__", "catalogue"}
]
every_service = pytest.mark.parametrize("service", ALL, ids=lambda service: service.key)


@every_service
def test_a_service_keeps_the_rules(service: Service, around: Surroundings) -> None:
    assert broken_rules(service, around) == []


def test_the_rules_bite(around: Surroundings) -> None:
    crooked = Service(
        key="Not A Key",
        title=Text("A title that is much too long for a button"),
        summary=Text("x"),
        group=Group.WASTE,
        department="nobody",
        promise_days=0,
        next_steps=Text("x"),
        keywords=("UPPER",),
        fields=(
            Choice("a name with spaces", Text("?" * 121), choices={"x": Text("Cancel")}),
            Count("n", Text("?"), least=1, most=6),
            Count(
                "n",
                Text("?"),
                amount=lambda count: Text("far too long a label for {n}", {"n": count}),
            ),
            Choice("many", Text("?"), choices={str(n): Text(f"Choice {n}") for n in range(12)}),
            Choice("v" * 16, Text("?"), choices={"w" * 50: Text("wide")}),
        ),
    )
    assert len(broken_rules(crooked, around)) == 10


@every_service
def test_the_department_is_one_of_the_shipped_office(service: Service) -> None:
    assert service.department in read_office(SHIPPED).departments


@every_service
def test_every_face_of_a_service_can_be_read_in_every_language(
    service: Service, around: Surroundings
) -> None:
    assert not unreadable(service, around)


@every_service
def test_every_sentence_of_a_service_is_translated(service: Service, around: Surroundings) -> None:
    """A Thai sentence has Thai letters in it; an untranslated one has none."""
    assert without_thai(service, around) == []


def test_no_two_services_listen_to_the_same_word() -> None:
    heard = Counter(word for service in ALL for word in service.keywords)
    assert [word for word, times in heard.items() if times > 1] == []


def test_a_service_is_found_by_its_key() -> None:
    assert [service.key for service in ALL] == list(all_services())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_service_file_imports_only_the_kit_and_the_reckoning(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    imports = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    ours = [name for name in imports if name.split(".")[0] in {"services", "models", "bot", "web"}]
    inner = ("services.kit", "services.reckoning")
    assert [name for name in ours if not name.startswith(inner)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_service_is_one_file_and_one_test(file: Path) -> None:
    """`services/waste_bin.py` is tested by `tests/services/test_waste_bin.py`."""
    own = Path(__file__).parent / "services" / f"test_{file.stem}.py"
    assert own.exists()
    assert f"from services.{file.stem} import" in own.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "service", [service for service in ALL if service.fields], ids=lambda service: service.key
)
def test_every_service_can_be_filled_in_from_beginning_to_end(
    service: Service, around: Surroundings
) -> None:
    talk = Talk(around)
    talk.sends_value(press(presses.BEGIN, service.key))
    filed = answer_everything(talk, service)
    assert isinstance(filed, FileCase)
    assert filed.service_key == service.key
