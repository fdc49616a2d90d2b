"""Which databases a desk has, for a backup of it and for putting one back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlmodel import SQLModel

from bot.files.store import FileStore
from models import migrations
from models.database import Database
from models.integrity import Store as Confidential
from models.integrity import migrations as confidential
from services.kit.sealing import FILE_NAME, Keyring
from web.backing_up.describing import CONFIDENTIAL, DESK
from web.backing_up.restoring import Place
from web.backing_up.writing import Keys, Store
from web.settings import Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a backup is about."""

    general: Database
    apart: Database
    files: FileStore
    keys: Keys

    def stores(self) -> dict[str, Store]:
        """Return the databases as they are kept."""
        return {
            DESK: Store(self.general, SQLModel.metadata, migrations.newest()),
            CONFIDENTIAL: Store(self.apart, Confidential.metadata, confidential.newest()),
        }

    def places(self) -> dict[str, Place]:
        """Return the databases as they are filled."""
        return {
            DESK: Place(self.general, SQLModel.metadata, migrations.upgrade, migrations.downgrade),
            CONFIDENTIAL: Place(
                self.apart, Confidential.metadata, confidential.upgrade, confidential.downgrade
            ),
        }


@asynccontextmanager
async def desk_of(settings: Settings) -> AsyncIterator[Desk]:
    """Open the databases of a desk until the block ends. Its keys are made when it has none."""
    general = Database(settings.database_url)
    apart = Database(settings.confidential_url(), schema=confidential.SCHEMA)
    keys = Keys(settings.made_secret_key(), Keyring(settings.data_dir / FILE_NAME).all_keys())
    try:
        yield Desk(general, apart, FileStore(settings.data_dir), keys)
    finally:
        await general.close()
        await apart.close()
