"""`sala integrity`: the printed key, an invitation, the first recipient, and letting one go."""

import asyncio
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from models.columns import utc_now
from models.database import Database
from models.integrity import Reader, ReaderKind
from models.integrity.migrations import SCHEMA
from services.integrity import recipients
from services.integrity.exporting import export
from services.integrity.passphrases import fingerprint
from services.integrity.printed import last_groups, read_printed
from services.integrity.procedure import Opened
from services.integrity.receipts import SHIPPED, Cost
from services.integrity.sealing import new_content_key, pair_of
from services.integrity.telling import Kind, message_entry
from tests.cli.test_serve import REPOSITORY
from tests.integrity.reporting import DAY
from tests.integrity.sitting_down import PASSPHRASE
from web.cli import app
from web.cli.integrity_checks import NOT_OPEN, judged

LIGHT = Cost(memory_kib=64, passes=1)


class Machine:
    """The command line of one office."""

    def __init__(self, folder: Path) -> None:
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(REPOSITORY),
            "SALA_DATABASE_URL": f"sqlite+aiosqlite:///{folder}/sala.db",
            "SALA_DATA_DIR": str(folder),
            "SALA_BASE_URL": "https://desk.example",
        }
        self.store = f"sqlite+aiosqlite:///{folder}/integrity/integrity.db"

    def __call__(self, *words: str, typed: str = "") -> Result:
        return CliRunner().invoke(app, ["integrity", *words], input=typed, env=self.environment)

    def add_the_first(self, post: str) -> tuple[str, str]:
        """Add somebody as one does by hand: read the key, type its end; return key and rest."""
        code = "from web.cli import run; run()"
        command = [sys.executable, "-c", code, "integrity", "recipient", "add", post]
        with subprocess.Popen(  # noqa: S603 -- our own command
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=self.environment, text=True
        ) as running:
            assert running.stdin is not None
            assert running.stdout is not None
            key = next(line for line in running.stdout if re.fullmatch(r" +[A-Z2-7 ]{60,}\n", line))
            told, _errors = running.communicate(last_groups(key).lower() + "\n", timeout=60)
        return key, told

    def join(self, code: str) -> Reader:
        return asyncio.run(self._join(code))

    def printed_key(self) -> Reader | None:
        return asyncio.run(self._printed_key())

    async def _join(self, code: str) -> Reader:
        database = Database(self.store, schema=SCHEMA)
        async with database.writing() as session:
            reader, second = recipients.prepared(PASSPHRASE, LIGHT)
            joined = await recipients.join(session, code, reader, second, utc_now())
        await database.close()
        return joined.reader

    async def _printed_key(self) -> Reader | None:
        database = Database(self.store, schema=SCHEMA)
        async with database.reading() as session:
            found = await recipients.printed_key(session)
        await database.close()
        return found


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def code_in(told: str) -> str:
    """Return the invitation that was printed."""
    found = re.search(r"\n    ([A-Z2-9-]{23})\n", told)
    assert found is not None, told
    return found.group(1)


def test_the_channel_is_set_up_from_nothing(machine: Machine) -> None:
    assert "Nobody reads reports yet" in machine("recipient", "list").output
    key, told = machine.add_the_first("Chief clerk")
    paper = machine.printed_key()
    assert paper is not None
    assert pair_of(read_printed(key)).public == paper.public_key
    clerk = machine.join(code_in(told))
    assert "not confirmed" in machine("recipient", "list").output
    refused = machine("recipient", "confirm", clerk.key_id, typed="n\n")
    confirmed = machine("recipient", "confirm", clerk.key_id, typed="y\n")
    assert (refused.exit_code, confirmed.exit_code) == (1, 0)
    assert fingerprint(clerk.public_key) in confirmed.output
    mayor = machine.join(code_in(machine("recipient", "add", "Mayor").output))
    alone = machine("recipient", "confirm", mayor.key_id, typed="y\n")
    assert (alone.exit_code, "There are recipients already" in alone.output) == (1, True)
    assert machine("recipient", "revoke", mayor.key_id, typed="y\n").exit_code == 0
    assert machine("recipient", "revoke", mayor.key_id, typed="y\n").exit_code == 1
    assert "Mayor" not in machine("recipient", "list").output


def test_a_printed_key_nobody_wrote_down_is_not_kept(machine: Machine) -> None:
    refused = machine("recipient", "add", "Chief clerk", typed="AAAA BBBB CCCC\n")
    assert (refused.exit_code, "Nothing was kept" in refused.output) == (1, True)
    assert machine.printed_key() is None


def test_what_was_handed_out_opens_on_any_machine(machine: Machine, tmp_path: Path) -> None:
    told = message_entry(Kind.FROM_REPORTER, "The envelope was blue", DAY)
    opened = Opened("ab", DAY, None, (told,), (), new_content_key())
    file = tmp_path / "report.sala"
    file.write_bytes(export(opened, PASSPHRASE, SHIPPED))
    right = machine("open-export", str(file), typed=f"{PASSPHRASE}\n")
    wrong = machine("open-export", str(file), typed="another passphrase\n")
    assert (right.exit_code, "text: The envelope was blue" in right.output) == (0, True)
    assert (wrong.exit_code, "does not open" in wrong.output) == (1, True)


def test_the_doctor_says_whether_somebody_reads() -> None:
    one, other = [
        Reader(key_id=name, kind=ReaderKind.RECIPIENT, public_key=b"", confirmed=True)
        for name in "ab"
    ]
    other.confirmed = False
    assert judged(has_paper=True, known=[]) == NOT_OPEN
    assert judged(has_paper=False, known=[one]) == NOT_OPEN
    assert "one person alone" in str(judged(has_paper=True, known=[one, other]))
    other.confirmed = True
    assert judged(has_paper=True, known=[one, other]).what.endswith(
        "2 read, 0 not confirmed or replaced"
    )
