"""The value of land and buildings by their area and the official price."""

from dataclasses import dataclass
from decimal import Decimal

from services.kit.dated import Dated
from services.kit.money import rounded

WAH_IN_RAI = 400
WAH_IN_NGAN = 100


@dataclass(frozen=True, slots=True)
class BuildingValue:
    """What a building is worth today: new, less a percentage for its age."""

    new: Decimal
    percent_off: Decimal

    @property
    def value(self) -> Decimal:
        return rounded(self.new * (100 - self.percent_off) / 100)


@dataclass(frozen=True, slots=True)
class Worth:
    """What a property is worth, and how that comes about."""

    wah: Decimal = Decimal(0)
    wah_price: Decimal = Decimal(0)
    building: BuildingValue | None = None

    @property
    def land(self) -> Decimal:
        return land_value(self.wah, self.wah_price)

    @property
    def value(self) -> Decimal:
        return self.land + (self.building.value if self.building else 0)


def square_wah(rai: Decimal, ngan: Decimal, wah: Decimal) -> Decimal:
    """Return an area in square wah, as the official price is told."""
    return rai * WAH_IN_RAI + ngan * WAH_IN_NGAN + wah


def land_value(wah: Decimal, price: Decimal) -> Decimal:
    """Return the value of land from its square wah and the price of one."""
    return rounded(wah * price)


def building_value(
    square_metres: Decimal, price: Decimal, kind: str, age: int, steps: Dated
) -> BuildingValue:
    """Return the value of a building of a kind and an age in years."""
    return BuildingValue(rounded(square_metres * price), depreciation(kind, age, steps))


def depreciation(kind: str, age: int, steps: Dated) -> Decimal:
    """Return how many percent the age takes off."""
    percent, through = Decimal(0), 0
    for step in steps.values["steps"][kind]:
        if "whole" in step:
            return Decimal(step["whole"]) if age > through else percent
        years = max(0, min(age, step["through"]) - through)
        percent += years * Decimal(step["yearly"])
        through = step["through"]
    return percent
