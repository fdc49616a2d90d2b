"""Every service that looks something up in a list asks what the list is searched by."""

import pytest

from services.catalogue import all_services
from services.desk.paying.assessed import IN_PARTS
from services.kit.consequences import BillAssessed
from services.kit.fields import Surroundings
from services.kit.service import Service

LOOKING_UP = [
    (service, then)
    for service in all_services().values()
    for then in service.then
    if isinstance(then, BillAssessed)
]


def test_some_service_looks_something_up() -> None:
    assert LOOKING_UP != []


@pytest.mark.parametrize(("service", "then"), LOOKING_UP)
def test_the_number_and_the_digits_are_asked_for(service: Service, then: BillAssessed) -> None:
    asked = {one.name for one in service.fields}
    assert {then.notice, then.digits} <= asked
    assert then.tax


@pytest.mark.parametrize(
    ("service", "then"), [(one, then) for one, then in LOOKING_UP if then.instalments]
)
def test_paying_in_parts_can_be_chosen(
    service: Service, then: BillAssessed, around: Surroundings
) -> None:
    question = service.field(then.instalments)
    assert question is not None
    assert IN_PARTS in question.options(around)


@pytest.mark.parametrize(("service", "then"), LOOKING_UP)
def test_there_are_rates_for_paying_late_and_in_parts(
    service: Service, then: BillAssessed, around: Surroundings
) -> None:
    names = set(around.office.tables)
    assert names & {f"{then.tax}_late", f"{then.tax}_tax_late"}
    assert names & {f"{then.tax}_instalments", f"{then.tax}_tax_instalments"}
