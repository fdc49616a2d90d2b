"""The office as a command finds it: its file, and over it what was changed in the console."""

from collections.abc import Mapping

from sqlalchemy.exc import SQLAlchemyError

from models.columns import utc_now
from services.catalogue import all_services
from services.kit.office import Office
from services.kit.text import Language
from web.app import open_desk
from web.settings import Settings


async def office_now(settings: Settings) -> tuple[Office, Mapping[str, Language]]:
    """Return the office and its languages; those of the files while there is no database yet."""
    desk = open_desk(settings, utc_now, all_services())
    try:
        await desk.keep_up()
    except (SQLAlchemyError, OSError):
        return desk.files.around.office, desk.files.around.languages
    finally:
        await desk.database.close()
    return desk.around.office, desk.around.languages
