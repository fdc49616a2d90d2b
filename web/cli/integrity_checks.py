"""What `sala doctor` says of the confidential channel: whether it is open, never what is in it."""

from pathlib import Path

from sqlalchemy.exc import ProgrammingError, SQLAlchemyError

from models.database import Database
from models.integrity import Reader
from models.integrity.migrations import SCHEMA
from services.integrity import recipients
from web.cli.findings import Finding
from web.settings import Settings

WHAT = "confidential channel"
NOT_OPEN = Finding(f"{WHAT} not open: `sala integrity recipient add` opens it")
ALONE = "one person alone reads: their leave or their loss shuts it; add another"
SAME_FILE = "is in the database of the desk; give it SALA_INTEGRITY_DATABASE_URL of its own"


async def check_channel(settings: Settings) -> Finding:
    """Look who reads reports."""
    if settings.confidential_url() == settings.database_url and _is_file(settings):
        return Finding(WHAT, SAME_FILE)
    if _is_missing(settings.confidential_url()):
        return NOT_OPEN
    database = Database(settings.confidential_url(), schema=SCHEMA)
    try:
        async with database.reading() as session:
            paper = await recipients.printed_key(session)
            known = list(await recipients.recipients(session))
    except ProgrammingError:  # PostgreSQL, where the store was never made
        return NOT_OPEN
    except (SQLAlchemyError, OSError) as fault:
        return Finding(WHAT, f"{type(fault).__name__}; run `sala migrate`")
    finally:
        await database.close()
    return judged(has_paper=paper is not None, known=known)


def judged(*, has_paper: bool, known: list[Reader]) -> Finding:
    """Say whether reports would be read, and whether it hangs on one person (pure)."""
    reading = [one for one in known if one.confirmed]
    waiting = len(known) - len(reading)
    if not reading or not has_paper:
        return NOT_OPEN
    what = f"{WHAT}: {len(reading)} read, {waiting} not confirmed or replaced"
    return Finding(what, ALONE) if len(reading) == 1 else Finding(what)


def _is_file(settings: Settings) -> bool:
    return settings.database_url.startswith("sqlite")


def _is_missing(url: str) -> bool:
    kind, _colon, path = url.partition(":///")
    return kind.startswith("sqlite") and not Path(path).exists()
