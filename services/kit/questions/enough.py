"""The end of gathering: the button and the words that say that nothing more follows."""

from services.kit.thai import without_courtesy

ENOUGH = "enough"
"""The value of the button that ends the gathering."""

_ENOUGH_WORDS = frozenset(
    (ENOUGH, "ต่อไป", "พอ", "พอแล้ว", "เท่านี้", "แค่นี้", "เสร็จ", "เสร็จแล้ว", "หมดแล้ว")
) | {"go on", "next", "done", "that is all", "that's all", "finished"}


def says_enough(text: str) -> bool:
    """Say whether somebody has given everything."""
    return without_courtesy(text) in _ENOUGH_WORDS
