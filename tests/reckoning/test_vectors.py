"""Every worked example comes out to the satang."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from services.kit.dated import Dated
from services.reckoning.land_tax import Holding, land_tax
from services.reckoning.signboard_tax import Signboard, signboard_tax
from tests.reckoning.vectors import (
    FILE,
    KINDS,
    QUARTER_MONTHS,
    USES,
    YEAR_UNUSED,
    examples,
    identity,
)

DAY = date(2026, 3, 1)
COLLECTED = Path(__file__).parents[3] / "shared" / "domain" / "tax_vectors.json"
Tables = Mapping[str, tuple[Dated, ...]]


@pytest.mark.parametrize("example", examples("land"), ids=identity)
def test_the_land_tax_of_an_example(example: dict[str, Any], tables: Tables) -> None:
    holding = Holding(
        USES[example["use"]],
        Decimal(example["value"]),
        person=example["natural"],
        year_unused=YEAR_UNUSED[example["extra"]],
    )
    found = land_tax([holding], DAY, tables)
    assert found.parts[0].exempt == example["exempt"]
    assert found.parts[0].net == example["net"]
    assert found.tax == Decimal(example["tax"])


@pytest.mark.parametrize("example", examples("sign"), ids=identity)
def test_the_signboard_tax_of_an_example(example: dict[str, Any], tables: Tables) -> None:
    sign = Signboard(Decimal(example["w_cm"]), Decimal(example["l_cm"]), KINDS[example["type"]])
    put_up = date(2026, QUARTER_MONTHS[example["fraction"]], 15)
    found = signboard_tax(sign, DAY, tables, put_up)
    assert (found.area, found.units) == (example["area"], example["units"])
    assert found.one_side == Decimal(example["raw"])
    assert found.year == Decimal(example["annual"])
    assert found.tax == Decimal(example["tax"])
    assert found.unrounded == Decimal(example["unrounded"])


def test_the_examples_are_those_that_were_collected() -> None:
    if not COLLECTED.exists():
        pytest.skip("the collection of examples is not on this machine")
    assert FILE.read_bytes() == COLLECTED.read_bytes()
