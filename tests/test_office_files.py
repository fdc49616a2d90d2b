"""The office files: what stands in one part fits the others, and nothing made up is paid to."""

import pytest

from offices import SHIPPED
from services.kit.office import Office, read_office
from tests.conftest import OFFICE_FILE

OFFICES = [read_office(file) for file in (SHIPPED, OFFICE_FILE)]
every_office = pytest.mark.parametrize("office", OFFICES, ids=["shipped", "tests"])


@every_office
def test_every_line_at_the_counters_belongs_to_a_department(office: Office) -> None:
    assert [
        one.key for one in office.queues.values() if one.department not in office.departments
    ] == []


@every_office
def test_every_line_has_a_letter_of_its_own(office: Office) -> None:
    letters = [one.letter for one in office.queues.values()]
    assert len(letters) == len(set(letters)) > 0


@every_office
def test_what_is_lent_exists(office: Office) -> None:
    assert all(one.count > 0 for one in office.property.values())
    assert office.property


@every_office
def test_an_office_opens_before_it_closes(office: Office) -> None:
    assert all(opening.opens < opening.closes for opening in office.opening)


def test_nobody_is_asked_to_pay_to_a_number_that_nobody_confirmed() -> None:
    assert read_office(SHIPPED).payee is None
