"""What a question says in a test when an answer is not, or only half, understood."""

import pytest

from services.kit.errors import InvalidAnswer
from services.kit.fields import Field, Given, Surroundings, Unfinished
from services.kit.text import ENGLISH, _

ASKED = _("Question?")


def explanation(asked: Field, given: Given, here: Surroundings) -> str:
    with pytest.raises(InvalidAnswer) as caught:
        asked.read(given, here)
    return caught.value.explanation.render(ENGLISH)


def half(asked: Field, given: Given, here: Surroundings) -> Unfinished:
    with pytest.raises(Unfinished) as caught:
        asked.read(given, here)
    return caught.value
