"""Small numbers: what could point at a person is not published by itself. Pure.

A service that concerns somebody's health, family or purse only has a row of its own with at least
three cases; otherwise it goes into one row with others. The rows still add up to the total, so
nothing is left out from which the hidden one could be worked out.
"""

from collections.abc import Mapping

from services.desk.figures.balance import Figures, Rows
from services.kit.service import Group, Service

LEAST = 3

TOGETHER = ""
"""Stands where the key of a service would: several of them."""


def is_delicate(service: Service | None) -> bool:
    """Say whether asking for it tells something about a person; a service that is gone may."""
    if service is None:
        return True
    return service.group == Group.WELFARE or any(asked.private for asked in service.fields)


def folded(rows: Rows, services: Mapping[str, Service]) -> dict[str, Figures]:
    """Put delicate services with small numbers together, until nobody stands there alone."""
    shown = {key: row for key, row in rows.items() if row.moved or row.before}
    small = [key for key, row in shown.items() if is_delicate(services.get(key)) and _few(row)]
    if not small:
        return shown
    together = sum((shown.pop(key) for key in small), Figures())
    while _few(together) and shown:
        least = min(shown, key=lambda key: (not is_delicate(services.get(key)), shown[key].moved))
        together += shown.pop(least)
    return {**shown, TOGETHER: together}


def _few(row: Figures) -> bool:
    """Say whether there were so few cases that one would know whose they are."""
    return 0 < row.before + row.received + row.reopened < LEAST
