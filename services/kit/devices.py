"""Which kind of browser somebody used: enough to know one's own phone again, and no more."""

from collections.abc import Sequence

_BROWSERS: Sequence[tuple[str, str]] = (
    ("Line/", "LINE"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Edg", "Edge"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
"""In this order: most browsers also name those before whom they came."""

_SYSTEMS: Sequence[tuple[str, str]] = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """Name the browser and the system, such as `Chrome · Android`; empty when neither is known."""
    known = (_first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent))
    return " · ".join(part for part in known if part)


def _first(marks: Sequence[tuple[str, str]], user_agent: str) -> str:
    return next((name for mark, name in marks if mark in user_agent), "")
