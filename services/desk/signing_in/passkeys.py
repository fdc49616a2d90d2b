"""Passkeys: made once on an own device, then a finger or a face signs in."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from models.staff import Staff
from models.staff_passkey import StaffPasskey
from models.vocabulary import CodePurpose
from services.desk import audit, codes
from services.desk.signing_in.telling import tell_person
from services.desk.work import Work
from services.kit.errors import NotFound
from services.kit.text import Text, _


@dataclass(frozen=True, slots=True)
class Party:
    """The site a passkey belongs to: it works nowhere else."""

    id: str
    origin: str
    name: str


def party_of(base_url: str, name: str) -> Party | None:
    """Return the site of this desk; None where browsers make no passkeys: a bare number, no https.

    `localhost` counts as safe, for trying out.
    """
    address = urlsplit(base_url)
    host = address.hostname or ""
    safe = address.scheme == "https" or host == "localhost"
    if not safe or _is_number(host):
        return None
    return Party(host, f"{address.scheme}://{address.netloc}", name)


async def options_to_make(work: Work, staff: Staff, party: Party) -> str:
    """Return what the browser needs to make a passkey, as JSON."""
    challenge = await codes.make_challenge(work, CodePurpose.MAKE_PASSKEY, staff.id)
    known = await passkeys_of(work.session, staff.id)
    options = generate_registration_options(
        rp_id=party.id,
        rp_name=party.name,
        user_id=staff.id.bytes,
        user_name=staff.name,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(one.credential)) for one in known
        ],
    )
    return options_to_json(options)


async def make_passkey(work: Work, staff: Staff, party: Party, answer: str, device: str) -> None:
    """Keep a passkey the browser just made. Raises `NotFound` when anything does not fit."""
    credential = _read(answer)
    challenge = await _challenge(work, credential, CodePurpose.MAKE_PASSKEY, staff.id)
    try:
        made = verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as wrong:
        raise NotFound(does_not_fit()) from wrong
    work.session.add(
        StaffPasskey(
            digest=_digest(made.credential_id),
            staff_id=staff.id,
            credential=bytes_to_base64url(made.credential_id),
            public_key=bytes_to_base64url(made.credential_public_key),
            sign_count=made.sign_count,
            device=device[:40],
            made_at=work.now,
        )
    )
    await work.session.flush()
    await audit.record(work, str(staff.id), "make_passkey", "", audit.DONE, "console")
    words = _(
        "A passkey was made that signs you in. If it was not you, tell the administrator now."
    )
    await tell_person(work, staff.id, words)


async def options_to_use(work: Work, party: Party) -> str:
    """Return what the browser needs to sign in with any passkey of this desk, as JSON."""
    challenge = await codes.make_challenge(work, CodePurpose.USE_PASSKEY)
    options = generate_authentication_options(
        rp_id=party.id,
        challenge=challenge,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


async def use_passkey(work: Work, party: Party, answer: str) -> UUID:
    """Return who signs in. Raises `NotFound` when anything does not fit, in one same sentence."""
    credential = _read(answer)
    challenge = await _challenge(work, credential, CodePurpose.USE_PASSKEY, None)
    kept = await _kept(work, credential)
    try:
        used = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=base64url_to_bytes(kept.public_key),
            credential_current_sign_count=kept.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as wrong:
        raise NotFound(does_not_fit()) from wrong
    kept.sign_count = used.new_sign_count
    work.session.add(kept)
    return kept.staff_id


async def passkeys_of(session: AsyncSession, staff_id: UUID) -> Sequence[StaffPasskey]:
    """Return the passkeys of somebody, the oldest first."""
    wanted = select(StaffPasskey).where(StaffPasskey.staff_id == staff_id)
    return (await session.exec(wanted.order_by(col(StaffPasskey.made_at)))).all()


async def forget_passkeys(work: Work, staff_id: UUID, digest: str = "") -> None:
    """Forget one passkey of somebody, or all of them."""
    gone = delete(StaffPasskey).where(col(StaffPasskey.staff_id) == staff_id)
    await work.session.exec(gone.where(col(StaffPasskey.digest) == digest) if digest else gone)


def does_not_fit() -> Text:
    """The same words for everything that can be wrong."""
    return _("The passkey was not accepted. Please try again, or sign in another way.")


async def _challenge(
    work: Work, credential: Mapping[str, Any], purpose: str, staff_id: UUID | None
) -> bytes:
    """Return the challenge the device signed, if it is one of ours; it is then used up."""
    try:
        told = json.loads(base64url_to_bytes(credential["response"]["clientDataJSON"]))
        challenge = base64url_to_bytes(told["challenge"])
    except (ValueError, KeyError, TypeError, RecursionError) as wrong:
        raise NotFound(does_not_fit()) from wrong
    used = await codes.redeem(work, challenge.hex(), purpose)
    if used.staff_id != staff_id:
        raise NotFound(does_not_fit())
    return challenge


async def _kept(work: Work, credential: Mapping[str, Any]) -> StaffPasskey:
    try:
        digest = _digest(base64url_to_bytes(credential["rawId"]))
    except (ValueError, KeyError, TypeError) as wrong:
        raise NotFound(does_not_fit()) from wrong
    wanted = (
        select(StaffPasskey)
        .join(Staff, col(Staff.id) == col(StaffPasskey.staff_id))
        .where(StaffPasskey.digest == digest, col(Staff.left_at).is_(None))
    )
    kept = (await work.session.exec(wanted)).first()
    if kept is None:
        raise NotFound(does_not_fit())
    return kept


def _read(answer: str) -> dict[str, Any]:
    try:
        credential = json.loads(answer)
    except (ValueError, RecursionError) as wrong:
        raise NotFound(does_not_fit()) from wrong
    if not isinstance(credential, dict):
        raise NotFound(does_not_fit())
    return credential


def _digest(credential_id: bytes) -> str:
    return hashlib.sha256(credential_id).hexdigest()


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
