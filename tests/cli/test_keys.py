"""`sala keys rotate`: a new key for private answers, said in words an operator can act on."""

from pathlib import Path

import pytest

from services.kit.sealing import FILE_NAME, Keyring
from tests.cli.test_staff import Sala
from web.cli.keys import LOST


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    return Keyring(tmp_path / FILE_NAME)


def test_a_new_key_is_made_and_the_old_one_still_opens(tmp_path: Path, keyring: Keyring) -> None:
    token = keyring.seal("1", "here")
    rotated = Sala(tmp_path)("keys", "rotate")
    assert rotated.exit_code == 0
    assert "0 private answers sealed with a new key, 0 old keys dropped." in rotated.output
    assert f"Keep {keyring.file} with the next backup" in rotated.output
    assert len(keyring.all_keys()) == 2
    assert keyring.unseal(token, "here") == "1"


def test_a_lost_key_is_explained_with_the_way_to_bring_it_back() -> None:
    words = LOST.format(count=3, file="var/private.keys")
    assert words.startswith("3 private answers cannot be opened with the keys in var/private.keys")
    assert "backup" in words
