"""The doors outside this office, for who cannot or will not trust it."""

from dataclasses import dataclass

from services.kit.text import Text, _


@dataclass(frozen=True, slots=True)
class OutsideDoor:
    """Somebody else who takes reports of corruption."""

    name: Text
    phone: str


OUTSIDE: tuple[OutsideDoor, ...] = (
    OutsideDoor(_("National Anti-Corruption Commission (NACC)"), "1205"),
    OutsideDoor(_("Public Sector Anti-Corruption Commission (PACC)"), "1206"),
    OutsideDoor(_("Damrongdhama Centre, Ministry of Interior"), "1567"),
)
"""NACC for executives and council members, PACC for lower officials; all are free of charge."""
