"""Evidence: only a question that says so keeps when and where a photo was taken."""

from dataclasses import replace

import pytest

from bot.messages import Kind
from bot.turns import KeepFile
from services.kit.fields import Surroundings
from services.kit.questions import Photo
from services.kit.text import _
from services.waste_bin import SERVICE
from tests.talking import Talk


@pytest.mark.parametrize("evidence", [True, False])
def test_the_dialogue_says_of_a_photo_whether_it_is_evidence(
    around: Surroundings, evidence: bool
) -> None:
    photo = Photo("photo", _("A photo?"), most=1, evidence=evidence)
    witness = replace(SERVICE, fields=(photo,))
    talk = Talk(around, services={witness.key: witness})
    talk.sends_value(f"begin:{witness.key}")
    talk.does(Kind.FILE, media="image")
    assert talk.effects() == (KeepFile("file-2", evidence=evidence),)
