"""A backup is the whole desk, and comes back as it was on the other kind of database."""

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

import pytest

from models import CaseWords
from models.database import Database
from tests.backing_up.conftest import DIGEST, FILE, Machine
from web.backing_up.describing import MANIFEST

OLDER = Path(__file__).with_name("of_0046.zip")
"""A backup that an older version wrote, for good."""

CHANGED = {"audit_entry", "outbox_message", "one_time_code"}


def give_keys(kept: Machine, empty: Machine) -> None:
    """Carry the keys over, as the operator does."""
    empty.folder.mkdir(exist_ok=True)
    for name in ("secret.key", "private.keys"):
        shutil.copy(kept.folder / name, empty.folder / name)


def test_a_desk_comes_back_as_it_was_on_the_other_kind_of_database(
    kept: Machine, empty: Machine, tmp_path: Path
) -> None:
    before, file = kept.run(kept.rows()), tmp_path / "backup.zip"
    written = kept.sala("backup", str(file))
    assert (written.exit_code, file.stat().st_mode & 0o777) == (0, 0o600)
    give_keys(kept, empty)
    restored = empty.sala("restore", str(file))
    assert (restored.exit_code, "The audit log fits" in restored.output) == (0, True)
    after = empty.run(empty.rows())
    assert {name for name in before if before[name] != after[name]} == CHANGED
    assert (len(before["one_time_code"]), after["one_time_code"]) == (1, [])
    assert after["audit_entry"][:-1] == before["audit_entry"]
    assert (len(after["case"]) > 5, len(after["integrity_report"])) == (True, 1)
    assert empty.file.read_bytes() == FILE
    (message,) = after["outbox_message"]
    assert {"failed", "waiting when the backup was made; perhaps sent since"} <= set(
        map(str, message)
    )
    numbers = {words[0] for words in after["case_words"]}
    number, case, *_rest = after["case_words"][0]
    assert empty.run(note_words(empty, case, number)) not in numbers


async def note_words(machine: Machine, case: UUID, old: int) -> int | None:
    """Write the words of a case anew; return the number they got."""
    database = Database(machine.url)
    async with database.writing() as session:
        await session.delete(await session.get_one(CaseWords, old))
        await session.flush()
        added = CaseWords(case_id=case, words="new")
        session.add(added)
    await database.close()
    return added.id


def test_a_backup_writes_over_nothing(backed_up: Machine, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    file.write_text("something else", encoding="utf-8")
    again = backed_up.sala("backup", str(file))
    assert (again.exit_code, file.read_text(encoding="utf-8")) == (1, "something else")
    refused = backed_up.sala("restore", str(backed_up.folder / "backup.zip"))
    assert (refused.exit_code, "something on this desk already" in refused.output) == (1, True)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_without_its_keys_a_desk_comes_back_only_when_asked_to(
    backed_up: Machine, empty: Machine
) -> None:
    file = str(backed_up.folder / "backup.zip")
    refused = empty.sala("restore", file)
    assert (refused.exit_code, empty.run(empty.rows())["case"]) == (1, [])
    assert "1 of its keys in private.keys are missing here" in refused.output
    assert empty.sala("restore", file, "--other-keys").exit_code == 0
    assert len(empty.run(empty.rows())["case"]) > 5


def test_a_backup_holds_no_key(backed_up: Machine) -> None:
    with ZipFile(backed_up.folder / "backup.zip") as zipped:
        inside = b"".join(zipped.read(name) for name in zipped.namelist())
    private = (backed_up.folder / "private.keys").read_bytes().split()[0]
    assert FILE in inside
    assert private not in inside
    assert (backed_up.folder / "secret.key").read_bytes().strip() not in inside


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-400])


def change_a_letter(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content.replace(FILE, FILE.replace(b"photo", b"phony")))


def rewrite(file: Path, change: Callable[[str, bytes], bytes]) -> None:
    with ZipFile(file) as zipped:
        members = {name: zipped.read(name) for name in zipped.namelist()}
    with ZipFile(file, "w") as zipped:
        for name, content in members.items():
            zipped.writestr(name, change(name, content))


def say_it_is_of_the_future(file: Path) -> None:
    rewrite(file, lambda _name, content: content.replace(b'"format": 1', b'"format": 2'))


def lose_a_line(file: Path) -> None:
    def shorten(name: str, content: bytes) -> bytes:
        return (
            b"".join(content.splitlines(keepends=True)[1:])
            if name.endswith("case.jsonl")
            else content
        )

    rewrite(file, shorten)


def change_a_file(file: Path) -> None:
    rewrite(file, lambda name, content: b"x" if name.endswith(DIGEST) else content)


def say_nothing(file: Path) -> None:
    rewrite(file, lambda name, content: b"{}" if name == MANIFEST else content)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_backup_that_is_not_as_it_was_changes_nothing(
    backed_up: Machine, empty: Machine, tmp_path: Path
) -> None:
    good = backed_up.folder / "backup.zip"
    give_keys(backed_up, empty)
    harms = (
        cut_off,
        change_a_letter,
        say_it_is_of_the_future,
        lose_a_line,
        change_a_file,
        say_nothing,
    )
    for harm in harms:
        bad = tmp_path / f"{harm.__name__}.zip"
        shutil.copy(good, bad)
        harm(bad)
        told = empty.sala("restore", str(bad))
        assert (harm.__name__, told.exit_code) == (harm.__name__, 1)
        assert "Nothing was written." in told.output
    assert not any(empty.run(empty.rows()).values())
    assert not empty.file.exists()


def test_a_restore_that_breaks_off_leaves_an_empty_desk(
    backed_up: Machine, empty: Machine, tmp_path: Path
) -> None:
    """A row twice, far behind: as if the machine had failed in the middle."""

    def twice(name: str, content: bytes) -> bytes:
        return content + content if name.endswith("/rating.jsonl") else content

    def own_up(name: str, content: bytes) -> bytes:
        if name != MANIFEST:
            return content
        told = json.loads(content)
        for table in told["stores"]["desk"]["tables"]:
            if table["name"] == "rating":
                table["sha256"] = sha256(ratings).hexdigest()
        return json.dumps(told).encode()

    file = tmp_path / "backup.zip"
    shutil.copy(backed_up.folder / "backup.zip", file)
    rewrite(file, twice)
    with ZipFile(file) as zipped:
        ratings = zipped.read("desk/rating.jsonl")
    rewrite(file, own_up)
    give_keys(backed_up, empty)
    with pytest.raises(Exception, match=r"(?i)unique"):
        raise_of(empty.sala("restore", str(file)).exception)
    assert empty.run(empty.rows())["case"] == []


def raise_of(failure: BaseException | None) -> None:
    """Raise what a command ended with."""
    if failure:
        raise failure


def test_an_older_backup_comes_back_in_a_newer_version(empty: Machine) -> None:
    told = empty.sala("restore", str(OLDER), "--other-keys")
    assert (told.exit_code, "The audit log fits" in told.output) == (0, True)
    assert len(empty.run(empty.rows())["case"]) == 5
