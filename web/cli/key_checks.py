"""What `sala doctor` says about the keys of private answers."""

from sqlmodel.ext.asyncio.session import AsyncSession

from services.desk.resealing import look_at_seals
from services.kit.sealing import FILE_NAME, Keyring
from web.cli.findings import Finding
from web.settings import Settings

OTHERS = 0o077


async def check_keys(session: AsyncSession, settings: Settings) -> Finding:
    """Look whether the keys are there, are ours alone, and open what was sealed."""
    file = settings.data_dir / FILE_NAME
    keyring = Keyring(file)
    if not file.exists():
        rows, _told = await look_at_seals(session, keyring, most=0)
        lost = f"{file} is missing; put it back from a backup before anything else"
        return Finding(f"private answers in {rows} rows", lost * bool(rows))
    rows, told = await look_at_seals(session, keyring)
    what = f"private answers in {rows} rows, keys: {len(keyring.all_keys())}"
    if told.unreadable:
        return Finding(what, f"{told.unreadable} cannot be opened; run `sala keys rotate` for why")
    if file.stat().st_mode & OTHERS:
        return Finding(what, f"others can read {file}; run chmod 600 on it")
    return Finding(what)
