"""The files of the project, as the house rules look at them."""

from collections.abc import Iterator
from pathlib import Path

from tests.house.checks import Check

ROOT = Path(__file__).parent.parent.parent

PRODUCT = ("models", "services", "bot", "web", "locales", "offices")
EVERYTHING = (*PRODUCT, "tests", "bench", "docs")

_NOT_OURS = {"var", "build", "node_modules", "__pycache__"}
_PICTURES = {".png", ".jpg", ".webp", ".ttf", ".db", ".zip"}


def code(*folders: str) -> list[Path]:
    """Return the Python files below these folders."""
    return [file for folder in folders for file in sorted((ROOT / folder).rglob("*.py"))]


def written_by_hand() -> list[Path]:
    """Return every text file of the project, but for the locks and the licence."""
    return [file for file in _walk(ROOT) if file.suffix not in _PICTURES]


def offences(check: Check, files: list[Path]) -> list[str]:
    """Apply a check to files; each finding names its file."""
    return [
        f"{file.relative_to(ROOT)}: {finding}"
        for file in files
        for finding in check(file.read_text(encoding="utf-8"))
    ]


def _walk(folder: Path) -> Iterator[Path]:
    for found in sorted(folder.iterdir()):
        if found.is_dir() and _is_ours(found):
            yield from _walk(found)
        elif found.is_file() and found.name != ".env":
            yield found


def _is_ours(folder: Path) -> bool:
    hidden = folder.name.startswith(".") and folder.name not in {".ci", ".github"}
    return not hidden and folder.name not in _NOT_OURS and folder.suffix != ".egg-info"
