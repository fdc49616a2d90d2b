"""One-time codes: short enough to type, used once, for a short time. Only a digest is kept."""

import hashlib
import re
import secrets
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from sqlmodel import col, update

from models.one_time_code import OneTimeCode
from models.vocabulary import CodePurpose
from services.desk.work import Work
from services.kit.errors import NotFound
from services.kit.references import SYMBOLS
from services.kit.text import Text, _

PREFIX = "SALA"
GROUP = 4

VALID_FOR: Mapping[str, timedelta] = {
    CodePurpose.LINK_STAFF: timedelta(hours=24),
    CodePurpose.LINK_CHAT: timedelta(hours=1),
    CodePurpose.SIGN_IN: timedelta(minutes=15),
    CodePurpose.CLAIM_CASE: timedelta(days=7),
    CodePurpose.MAKE_PASSKEY: timedelta(minutes=5),
    CodePurpose.USE_PASSKEY: timedelta(minutes=5),
    CodePurpose.RECOVERY: timedelta(days=3650),
}

_NOT_IN_A_CODE = re.compile(r"[^0-9A-Z]")


async def make_code(
    work: Work,
    purpose: str,
    staff_id: UUID | None = None,
    department: str | None = None,
    valid_for: timedelta | None = None,
    case_id: UUID | None = None,
) -> str:
    """Make a code and return it, for the only time: `SALA-XXXX-XXXX`."""
    code = "-".join((PREFIX, _symbols(), _symbols()))
    await keep_code(work, code, purpose, staff_id, department, valid_for, case_id)
    return code


async def make_challenge(work: Work, purpose: str, staff_id: UUID | None = None) -> bytes:
    """Make random bytes a device has to sign; like a code they are good for once, and soon."""
    challenge = secrets.token_bytes(32)
    await keep_code(work, challenge.hex(), purpose, staff_id)
    return challenge


async def keep_code(
    work: Work,
    code: str,
    purpose: str,
    staff_id: UUID | None = None,
    department: str | None = None,
    valid_for: timedelta | None = None,
    case_id: UUID | None = None,
) -> None:
    """Keep the digest of a code, and what it is for."""
    work.session.add(
        OneTimeCode(
            digest=digest_of(code),
            purpose=purpose,
            staff_id=staff_id,
            department=department,
            case_id=case_id,
            made_at=work.now,
            expires_at=work.now + (valid_for or VALID_FOR[purpose]),
        )
    )
    await work.session.flush()


async def redeem(work: Work, code: str, *purposes: str) -> OneTimeCode:
    """Use a code up and return what it is for. Raises `NotFound` when it does not work.

    One UPDATE decides, so of two people who type the same code at once one is refused. Looking
    up a digest takes the same time whether or not a guess was close.
    """
    digest = digest_of(code)
    using = (
        update(OneTimeCode)
        .where(col(OneTimeCode.digest) == digest, col(OneTimeCode.purpose).in_(purposes))
        .where(col(OneTimeCode.used_at).is_(None), col(OneTimeCode.expires_at) > work.now)
        .values(used_at=work.now)
        .execution_options(synchronize_session=False)
    )
    used = await work.session.exec(using)
    if used.rowcount == 0:
        raise NotFound(useless_code())
    return await work.session.get_one(OneTimeCode, digest, populate_existing=True)


async def void_codes(work: Work, staff_id: UUID, *purposes: str) -> None:
    """Let what was made for somebody and not used yet work no more."""
    unused = update(OneTimeCode).where(
        col(OneTimeCode.staff_id) == staff_id,
        col(OneTimeCode.purpose).in_(purposes),
        col(OneTimeCode.used_at).is_(None),
    )
    await work.session.exec(unused.values(used_at=work.now))


def useless_code() -> Text:
    """The same words for a wrong, a used and an expired code."""
    return _(
        "This code does not work: each works once and only for a short time. "
        "Please ask for a new one."
    )


def digest_of(code: str) -> str:
    """Return what is kept of a code, however it was typed."""
    return hashlib.sha256(_NOT_IN_A_CODE.sub("", code.upper()).encode()).hexdigest()


def _symbols() -> str:
    return "".join(secrets.choice(SYMBOLS) for _place in range(GROUP))
