"""Passwords with a code from an app. Who is not known, wrong or shut out cannot be told apart."""

import hmac
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlmodel import col, delete, select, update

from models.one_time_code import OneTimeCode
from models.staff import Staff
from models.staff_password import StaffPassword
from models.vocabulary import CodePurpose
from services.desk import audit, codes
from services.desk.signing_in.locking import tells_at, wait_after
from services.desk.signing_in.telling import tell_person
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotFound
from services.kit.text import Text, _

SHORTEST, LONGEST = 10, 200
STEP_SECONDS = 30
NUMBER_OF_RECOVERIES = 8

_NAME = re.compile(r"[a-z0-9._-]{3,40}")
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""What OWASP asks for: 19 MiB for one try, so that a small machine survives several."""

HASHING = ThreadPoolExecutor(max_workers=2, thread_name_prefix="hashing")
"""However many try at once, no more memory is taken than for these."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a try is compared with. For a name nobody has it is a hash that nothing fits."""

    hash: str
    staff_id: UUID | None
    shut: bool
    counted: bool = True
    """Not from a browser that came in before: strangers shut an account for strangers only."""


def read_name(typed: str) -> str:
    """Return a sign-in name as it is kept. Raises `InvalidAnswer`."""
    name = typed.strip().lower()
    if not _NAME.fullmatch(name):
        raise InvalidAnswer(
            _("The sign-in name has 3 to 40 letters: a to z, numbers, dot, hyphen or underscore.")
        )
    return name


def require_long(password: str) -> None:
    """Raise `InvalidAnswer` for a password that is too short, or endless."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidAnswer(
            _(
                "The password needs at least {shortest} letters; a short sentence is best.",
                shortest=SHORTEST,
            )
        )


def hashed(password: str) -> str:
    """Hash a password. Slow on purpose: call it in a thread of `HASHING`."""
    return _HASHER.hash(password)


def fits(tried: Tried, password: str) -> bool:
    """Compare, taking as long for a name nobody has. Slow on purpose, like `hashed`."""
    try:
        right: bool = _HASHER.verify(tried.hash, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        right = False
    return right and tried.staff_id is not None and not tried.shut


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Return the half minute whose code this is: the present one, the last or the next."""
    step = int(now.timestamp()) // STEP_SECONDS
    maker = pyotp.TOTP(secret)
    given = code.encode()
    matching = [
        one
        for one in (step - 1, step, step + 1)
        if hmac.compare_digest(maker.at(one * STEP_SECONDS).encode(), given)
    ]
    return matching[-1] if matching else None


def place_of(staff_id: UUID) -> str:
    """Return the place the secret of somebody's app is sealed for."""
    return f"staff:{staff_id}:one-time"


async def is_taken(work: Work, name: str, staff_id: UUID) -> bool:
    """Say whether a colleague has this sign-in name."""
    wanted = select(StaffPassword).where(StaffPassword.sign_in_name == name)
    found = (await work.session.exec(wanted)).first()
    return found is not None and found.staff_id != staff_id


async def keep_password(
    work: Work, staff: Staff, name: str, hash_: str, secret: str, step: int
) -> list[str]:
    """Keep what was tried out, and return the recovery codes, for the only time."""
    await forget_password(work, staff.id)
    work.session.add(
        StaffPassword(
            staff_id=staff.id,
            sign_in_name=name,
            hash=hash_,
            sealed_secret=work.keyring.seal(secret, place_of(staff.id)),
            last_step=step,
            made_at=work.now,
        )
    )
    await work.session.flush()
    await audit.record(work, str(staff.id), "set_password", "", audit.DONE, "console")
    await tell_person(
        work,
        staff.id,
        _("A password was set for signing you in. If it was not you, tell the administrator now."),
    )
    return [
        await codes.make_code(work, CodePurpose.RECOVERY, staff.id)
        for _number in range(NUMBER_OF_RECOVERIES)
    ]


async def forget_password(work: Work, staff_id: UUID) -> None:
    """Forget the password of somebody, with the recovery codes."""
    mine = delete(StaffPassword).where(col(StaffPassword.staff_id) == staff_id)
    await work.session.exec(mine)
    unused = update(OneTimeCode).where(
        col(OneTimeCode.staff_id) == staff_id,
        col(OneTimeCode.purpose) == CodePurpose.RECOVERY,
        col(OneTimeCode.used_at).is_(None),
    )
    await work.session.exec(unused.values(used_at=work.now))


async def count_try(work: Work, typed_name: str, known: Sequence[str] | None = None) -> Tried:
    """Count a try before it is compared, so that many at once gain nothing.

    `known` is what `mark_of` gave the browser when it came in before.
    """
    wanted = (
        select(StaffPassword)
        .join(Staff, col(Staff.id) == col(StaffPassword.staff_id))
        .where(StaffPassword.sign_in_name == typed_name.strip().lower())
        .where(col(Staff.left_at).is_(None))
        .with_for_update()
    )
    kept = (await work.session.exec(wanted)).first()
    if kept is None:
        return Tried(_nobodys_hash(), None, shut=False)
    if known == mark_of(kept):
        return Tried(kept.hash, kept.staff_id, shut=False, counted=False)
    if kept.locked_until and kept.locked_until > work.now:
        return Tried(kept.hash, kept.staff_id, shut=True)
    kept.wrong_tries += 1
    wait = wait_after(kept.wrong_tries)
    kept.locked_until = work.now + wait if wait else None
    work.session.add(kept)
    return Tried(kept.hash, kept.staff_id, shut=False)


def mark_of(kept: StaffPassword) -> list[str]:
    """Return what marks a browser of this person; with another password it marks nothing."""
    return [str(kept.staff_id), str(int(kept.made_at.timestamp()))]


async def let_in(work: Work, tried: Tried, code: str) -> StaffPassword:
    """Compare the second half and forget the wrong tries. Raises `NotFound` in one same sentence.

    Called only after the password fitted.
    """
    kept = await work.session.get(StaffPassword, tried.staff_id)
    if kept is None:
        raise NotFound(does_not_fit())
    secret = str(work.keyring.unseal(kept.sealed_secret, place_of(kept.staff_id)))
    step = step_of(secret, re.sub(r"\s", "", code), work.now)
    if step is None:
        await _use_recovery(work, kept.staff_id, code)
    using = (
        update(StaffPassword)
        .where(col(StaffPassword.staff_id) == kept.staff_id)
        .where(col(StaffPassword.last_step) < (step or kept.last_step + 1))
        .values(last_step=step or kept.last_step, wrong_tries=0, locked_until=None)
    )
    if (await work.session.exec(using)).rowcount == 0:
        raise NotFound(does_not_fit())
    return kept


async def note_refusal(work: Work, tried: Tried) -> None:
    """Record a try that failed; the person hears of it when it shuts the account."""
    actor = str(tried.staff_id) if tried.staff_id else "nobody"
    await audit.record(work, actor, "sign_in", "password", audit.REFUSED, "console")
    kept = await work.session.get(StaffPassword, tried.staff_id) if tried.staff_id else None
    new = tried.counted and not tried.shut
    if kept is not None and new and tells_at(kept.wrong_tries):
        await tell_person(
            work,
            kept.staff_id,
            _(
                "Somebody tried several wrong passwords for you, so signing in by password is shut "
                "for a while. The link in this chat still works: type “sign in”. "
                "Was it not you? Please tell the administrator."
            ),
        )


async def unlock(work: Work, staff_id: UUID) -> None:
    """Let somebody try again at once."""
    opening = update(StaffPassword).where(col(StaffPassword.staff_id) == staff_id)
    await work.session.exec(opening.values(wrong_tries=0, locked_until=None))


async def locked(work: Work, among: Sequence[UUID]) -> set[UUID]:
    """Return who of these is shut out now."""
    wanted = select(StaffPassword.staff_id).where(
        col(StaffPassword.staff_id).in_(among), col(StaffPassword.locked_until) > work.now
    )
    return set(await work.session.exec(wanted))


def does_not_fit() -> Text:
    """The same words for everything that can be wrong."""
    return _(
        "The name, the password or the code does not fit, or there were too many wrong tries. "
        "Please wait a moment and try again."
    )


async def _use_recovery(work: Work, staff_id: UUID, code: str) -> None:
    """Raises `NotFound`, which undoes the use of a code that belongs to somebody else."""
    used = await codes.redeem(work, code, CodePurpose.RECOVERY)
    if used.staff_id != staff_id:
        raise NotFound(does_not_fit())


@cache
def _nobodys_hash() -> str:
    return _HASHER.hash("nobody has this password")
