"""The simulator's rules for Telegram beside its own description, where a copy of that is at hand.

The copy is not part of this repository: without it these checks are skipped.
"""

import json
from collections.abc import AsyncIterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.simulator.stage import Stage
from tests.simulator.telegram_rules import CHOICES, METHODS, TYPES, UPDATE_KINDS, Field

TELEGRAM = Path(__file__).parents[2] / "shared/specs/telegram/api.json"
pytestmark = pytest.mark.skipif(
    not TELEGRAM.exists(), reason=f"no copy of Telegram's description in {TELEGRAM.parent}"
)
Object = dict[str, Any]


@cache
def telegram() -> Object:
    found: Object = json.loads(TELEGRAM.read_text())
    return found


def fields(described: Object) -> dict[str, Field]:
    return {
        one["name"]: Field(
            one["name"],
            one["required"],
            tuple(type_.replace("Array of ", "[]") for type_ in one["types"]),
        )
        for one in described.get("fields", ())
    }


@pytest.mark.parametrize("name", METHODS)
def test_our_telegram_methods_have_the_same_parameters(name: str) -> None:
    assert METHODS[name] == fields(telegram()["methods"][name])


@pytest.mark.parametrize("name", TYPES)
def test_our_telegram_objects_have_the_same_properties(name: str) -> None:
    assert TYPES[name] == fields(telegram()["types"][name])


@pytest.mark.parametrize("name", CHOICES)
def test_our_telegram_choices_are_complete(name: str) -> None:
    assert set(CHOICES[name].values()) == set(telegram()["types"][name]["subtypes"])


def test_our_kinds_of_updates_are_complete() -> None:
    assert set(fields(telegram()["types"]["Update"])) == UPDATE_KINDS | {"update_id"}


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with Stage() as stage:
        yield stage


def complete(type_: str, value: object) -> set[str]:
    """Required properties that a Telegram object lacks, looked for all the way down."""
    if type_.startswith("Array of "):
        assert isinstance(value, list)
        return set().union(*(complete(type_.removeprefix("Array of "), one) for one in value))
    known = telegram()["types"].get(type_)
    if known is None or "fields" not in known or not isinstance(value, dict):
        return set()
    described = {one["name"]: one for one in known["fields"]}
    lacks = {
        f"{type_}.{name}"
        for name, one in described.items()
        if one["required"] and name not in value
    }
    unknown = {f"{type_}.{name}?" for name in value.keys() - described.keys()}
    inside = [
        complete(described[name]["types"][0], value[name])
        for name in value.keys() & described.keys()
    ]
    return lacks.union(unknown, *inside)


async def test_our_telegram_updates_are_complete(stage: Stage) -> None:
    somchai = stage.telegram.resident("somchai")
    await somchai.follows()
    await somchai.sends_photo(b"picture")
    await somchai.sends_place(15.6, 102.5, "บ้าน")
    await somchai.sends_contact()
    await somchai.sends_sticker()
    await somchai.sends_voice(b"sound")
    await somchai.sends_file("a.pdf", b"%PDF")
    await somchai.edits("/start", "ก")
    sent = await stage.call_telegram(
        "sendMessage",
        chat_id=somchai.chat.number,
        text="ก",
        reply_markup={"inline_keyboard": [[{"text": "ก", "callback_data": "x"}]]},
    )
    await somchai.presses("ก")
    group = stage.telegram.group("กองช่าง", [somchai], supergroup=False)
    await group.adds_bot()
    await group.migrates()
    await somchai.types("/ก", in_=stage.telegram.group("กองช่าง").topic("ถังขยะ"))
    await somchai.blocks()
    assert [complete("Update", payload) for payload in stage.desk.payloads] == [set()] * 15
    assert complete("Message", sent.json["result"]) == set()


async def test_our_telegram_answers_are_complete(stage: Stage) -> None:
    somchai = stage.telegram.resident("somchai")
    await somchai.follows()
    answers = {
        "User": await stage.call_telegram("getMe"),
        "WebhookInfo": await stage.call_telegram("getWebhookInfo"),
        "ChatFullInfo": await stage.call_telegram("getChat", chat_id=somchai.chat.number),
    }
    lacks = {name: complete(name, answer.json["result"]) for name, answer in answers.items()}
    assert not any(lacks.values()), lacks
