"""The settings: a secret key that is made once, and never an empty one."""

from pathlib import Path

from web.settings import Settings


def settings(data_dir: Path) -> Settings:
    return Settings(_env_file=None, data_dir=data_dir)


def test_the_secret_key_is_made_once_and_for_our_eyes_only(tmp_path: Path) -> None:
    key = settings(tmp_path / "new").made_secret_key()
    [kept] = (tmp_path / "new").iterdir()
    assert settings(tmp_path / "new").made_secret_key() == key
    assert (kept.name, kept.stat().st_mode & 0o077, len(key) > 40) == ("secret.key", 0, True)


def test_a_key_a_full_disk_left_empty_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "secret.key").touch()
    assert len(settings(tmp_path).made_secret_key()) > 40
