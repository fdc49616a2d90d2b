"""Small secret files: for our eyes only, written whole or not at all."""

import os
from pathlib import Path


def write_whole(file: Path, text: str) -> None:
    """Write a file for our eyes only, whole or not at all: a disk may be full.

    An empty key would be one that everybody knows.
    """
    being_written = _beside(file, text)
    being_written.replace(file)


def write_first(file: Path, text: str) -> None:
    """Write a file whole unless it is there already: of two processes, the first one wins."""
    being_written = _beside(file, text)
    try:
        os.link(being_written, file)
    except FileExistsError:
        return
    finally:
        being_written.unlink()


def _beside(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    being_written = file.with_name(f"{file.name}.{os.getpid()}")
    being_written.unlink(missing_ok=True)
    being_written.touch(mode=0o600)
    being_written.write_text(text, encoding="utf-8")
    return being_written
