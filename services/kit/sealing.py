"""Sealing private answers: encrypted one by one, with keys that are kept outside the database.

Whoever holds a copy of the database alone reads none of them. The file holds one key a line,
newest first, each with the moment it was made; the first one seals, all of them open. Several
processes share the file, and a key may be added while they serve, so it is read again whenever
it has changed.

Each token also says inside where it belongs: to one question of one chat's form, later of one case;
to one file, or to one event. Copied to anywhere else it opens nothing.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fcntl import LOCK_EX, flock
from itertools import pairwise
from pathlib import Path
from typing import cast

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from services.kit.fields import Answers, Stored
from services.kit.own_files import write_first, write_whole
from services.kit.private import SEALED, SHOWN, is_sealed

FILE_NAME = "private.keys"

GRACE = timedelta(days=3)
"""An older key is kept this long after the next one: what was sealed just before may still be
on its way into the database, or stand in a form that is open in a browser, which is good for two
days."""


class Unreadable(Exception):
    """A sealed answer no key of ours opens, or not here: the keys were lost, the text was changed,
    or it was sealed for another place.
    """


Place = Callable[[str], str]
"""Gives for the name of a question the place its private answer belongs to."""


def in_chat(channel: str, chat: str) -> Place:
    """Return the places of the forms of a chat, until they become cases."""
    return lambda name: f"chat:{channel}:{chat}:{name}"


def in_case(case_id: object) -> Place:
    """Return the places of a case."""
    return lambda name: f"case:{case_id}:{name}"


def of_file(sha256: str) -> str:
    """Return the place of what a file told about itself."""
    return f"file:{sha256}"


@dataclass(frozen=True, slots=True)
class Key:
    """One key and the moment it was made."""

    secret: str
    made: datetime

    def line(self) -> str:
        """Return the line of the file that keeps this key."""
        return f"{self.secret} {self.made.isoformat()}\n"


class Keyring:
    """Seals and opens the private answers of one desk."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._seen: tuple[int, int, int] | None = None
        self._keys: tuple[Key, ...] = ()

    def seal(self, stored: Stored, place: str) -> str:
        """Return a token only this desk can open, and only for this place."""
        inside = json.dumps(stored, ensure_ascii=False, separators=(",", ":"))
        return self._encrypted(f"{place}\n{inside}")

    def unseal(self, token: str, place: str) -> Stored:
        """Open a token; raise `Unreadable` when no key fits, or it belongs to another place."""
        sealed_for, _line, inside = self._decrypted(token).rpartition("\n")
        if sealed_for != place:
            raise Unreadable
        return cast("Stored", json.loads(inside))

    def opens(self, token: str) -> bool:
        """Say whether a key of ours fits, wherever the token belongs."""
        try:
            return bool(self._decrypted(token))
        except Unreadable:
            return False

    def renewed(self, token: str, within: Callable[[str], str] | None = None) -> str:
        """Return the token sealed with the newest key; the same one when it is already.

        `within` may renew what stands inside. Where it belongs stays as it is.
        """
        before = self._decrypted(token)
        after = within(before) if within else before
        if after == before and self._is_newest(token):
            return token
        return self._encrypted(after)

    def moved(self, answers: Answers, of: Place, to: Place) -> dict[str, Stored]:
        """Return the answers with the private ones sealed for other places.

        Raises `Unreadable` for one that does not belong where they come from.
        """
        return {name: self._moved(name, stored, of, to) for name, stored in answers.items()}

    def _moved(self, name: str, stored: Stored, of: Place, to: Place) -> Stored:
        if not isinstance(stored, Mapping) or not is_sealed(stored):
            return stored
        inside = self.unseal(str(stored[SEALED]), of(name))
        return {SEALED: self.seal(inside, to(name)), SHOWN: str(stored[SHOWN])}

    def all_keys(self) -> tuple[Key, ...]:
        """Return the keys, newest first; a first one is made and kept when there is none."""
        if not self.file.exists() or not self.file.stat().st_size:
            self.file.unlink(missing_ok=True)
            write_first(self.file, _new_key(datetime.now(UTC)).line())
        seen = self.file.stat()
        if self._seen != (now := (seen.st_ino, seen.st_mtime_ns, seen.st_size)):
            self._keys = tuple(map(_key, self.file.read_text(encoding="utf-8").splitlines()))
            self._seen = now
        return self._keys

    def add_key(self, now: datetime) -> None:
        """Make a new key; from here on it seals, and the older ones only open."""
        with self._alone():
            self._write((_new_key(now), *self.all_keys()))

    def drop_old(self, now: datetime) -> int:
        """Forget the keys that were followed by another one long enough ago; say how many."""
        with self._alone():
            keys = self.all_keys()
            still_needed = (old for next_, old in pairwise(keys) if now - next_.made < GRACE)
            kept = (keys[0], *still_needed)
            self._write(kept)
        return len(keys) - len(kept)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one process at a time change the file: a key that is overwritten is lost."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.with_suffix(".lock").open("w") as lock:
            flock(lock, LOCK_EX)
            yield

    def _write(self, keys: tuple[Key, ...]) -> None:
        write_whole(self.file, "".join(key.line() for key in keys))

    def _is_newest(self, token: str) -> bool:
        try:
            Fernet(self.all_keys()[0].secret).decrypt(token.encode())
        except InvalidToken:
            return False
        return True

    def _encrypted(self, inside: str) -> str:
        return self._fernets().encrypt(inside.encode("utf-8", "surrogatepass")).decode("ascii")

    def _decrypted(self, token: str) -> str:
        try:
            return self._fernets().decrypt(token.encode()).decode("utf-8", "surrogatepass")
        except (InvalidToken, ValueError) as error:
            raise Unreadable from error

    def _fernets(self) -> MultiFernet:
        return MultiFernet([Fernet(key.secret) for key in self.all_keys()])


def opened(stored: Stored, keyring: Keyring, place: str) -> Stored:
    """Return what an answer says: the inside of a sealed one, an open one as it is."""
    if not is_sealed(stored):
        return stored
    return keyring.unseal(str(cast("Mapping[str, object]", stored)[SEALED]), place)


def _new_key(now: datetime) -> Key:
    return Key(Fernet.generate_key().decode("ascii"), now)


def _key(line: str) -> Key:
    secret, made = line.split()
    return Key(secret, datetime.fromisoformat(made))
