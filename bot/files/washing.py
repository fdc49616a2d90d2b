"""The process in which a resident's file is opened: it may use so much memory and time, no more.

Readers of pictures and documents are where hostile files strike. Here they find none of our
secrets, no database and no event loop, and what they bring down is this process only. Told on the
command line: the file, where to write what is kept, and the kind. Answers with a line of JSON.
"""

import json
import sys
from pathlib import Path
from typing import Any

MOST_MEMORY = 1_500_000_000
MOST_SECONDS = 20
MOST_WRITTEN = 100_000_000

DOCUMENT = "application/pdf"


def wash(arrived: Path, washed: Path, media_type: str) -> dict[str, Any]:
    """Return the kind of what is kept, or what is wrong with the file."""
    try:
        return (_document if media_type == DOCUMENT else _picture)(arrived, washed, media_type)
    except MemoryError:
        return _refused("too large", "unpacks into too much")


def _document(arrived: Path, washed: Path, media_type: str) -> dict[str, Any]:
    from bot.files.documents import Broken, Locked, Unsafe, look_through

    try:
        look_through(arrived)
    except Broken as failure:
        return _refused("broken", str(failure))
    except Locked:
        return _refused("locked", "")
    except Unsafe as failure:
        return _refused("unsafe", str(failure))
    washed.write_bytes(arrived.read_bytes())
    return {"media_type": media_type, "origin": {}}


def _picture(arrived: Path, washed: Path, media_type: str) -> dict[str, Any]:
    from bot.files.pictures import Broken, Huge, draw_anew

    try:
        return draw_anew(arrived, washed, media_type)
    except Broken as failure:
        return _refused("broken", str(failure))
    except Huge:
        return _refused("too large", "too many pixels")


def _refused(why: str, detail: str) -> dict[str, Any]:
    return {"refused": why, "detail": detail}


def _take_limits() -> None:
    """Let the system stop us; where it has no such limits (Windows), the time alone is kept."""
    try:
        from resource import RLIMIT_AS, RLIMIT_CORE, RLIMIT_CPU, RLIMIT_FSIZE, setrlimit
    except ImportError:
        return
    setrlimit(RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    setrlimit(RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    setrlimit(RLIMIT_FSIZE, (MOST_WRITTEN, MOST_WRITTEN))
    setrlimit(RLIMIT_CORE, (0, 0))


def main(arguments: list[str]) -> None:
    """Wash one file as the command line says."""
    arrived, washed, media_type = arguments
    _take_limits()
    sys.stdout.write(json.dumps(wash(Path(arrived), Path(washed), media_type)))


if __name__ == "__main__":
    main(sys.argv[1:])
