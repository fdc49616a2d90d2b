"""One-time codes as people type them: `SALA-XXXX-XXXX`, alone or among other words."""

import re

from services.kit.references import SYMBOLS
from services.kit.thai import western

_GAP = r"[\s\-\u2010-\u2015]*"
_CODE = re.compile(
    rf"(?<![A-Z0-9])SALA{_GAP}([{SYMBOLS}]{{4}}){_GAP}([{SYMBOLS}]{{4}})(?![A-Z0-9])"
)


def find_code(text: str) -> str:
    """Return the code in a message as the office wrote it, or nothing."""
    found = _CODE.search(western(text).upper())
    return f"SALA-{found[1]}-{found[2]}" if found else ""
