"""The platforms' own specifications and recorded payloads, where somebody keeps them nearby."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

BESIDE = Path(__file__).parents[3] / "shared"
"""A folder beside the checkout. Without it these checks are skipped: everything they cover is
also checked against our own re-typed copies.
"""


def payloads(channel: str) -> list[Path]:
    return sorted((BESIDE / "payloads" / channel).glob("*.json"))


def line_specification() -> dict[str, Any]:
    return dict(yaml.safe_load(_read("specs/line/messaging-api.yml")))


def telegram_specification() -> dict[str, Any]:
    return dict(json.loads(_read("specs/telegram/api.json")))


def _read(name: str) -> str:
    file = BESIDE / name
    if not file.exists():
        pytest.skip(f"no platform specification beside the checkout ({name})")
    return file.read_text(encoding="utf-8")
