"""An office that writes news, and residents who say whether they want it."""

from pathlib import Path

from tests.conftest import OFFICE_FILE
from tests.stories.stage import Person

TOPIC = """
[[topic]]
key = "water"
th = "น้ำไม่ไหล"
en = "Water cuts"
"""


def office_with_news(folder: Path) -> Path:
    """Write down the office of the tests with something to write news about."""
    written = folder / "office_with_news.toml"
    written.write_text(OFFICE_FILE.read_text(encoding="utf-8") + TOPIC, encoding="utf-8")
    return written


async def says_yes_to_news(person: Person) -> None:
    """Ask for news, as the menu and the typed word do."""
    await person.types("ข่าว")
    await person.sees("อยากรับไหม")
    await person.presses("รับข่าว")
    await person.sees("จากนี้ข่าวของเราจะมาที่แชทนี้")
