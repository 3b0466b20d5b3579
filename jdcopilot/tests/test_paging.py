from __future__ import annotations

import pytest

from apps.accounts.models import Department
from jdcopilot.lib.paging import LAST_PAGE, page_of
from tests.factories import DepartmentFactory


@pytest.fixture
def departments(db):
    DepartmentFactory.create_batch(5)
    return Department.objects.order_by("pk")


def test_it_works(departments, django_assert_num_queries):
    with django_assert_num_queries(1):
        page = page_of(departments, "2", size=2)
    assert [page.number, len(page.rows), page.has_next, page.has_previous] == [2, 2, True, True]


def test_the_last_page_has_no_next(departments):
    page = page_of(departments, "3", size=2)
    assert (len(page.rows), page.has_next) == (1, False)


def test_a_full_last_page_has_no_next(departments):
    assert not page_of(departments, "1", size=5).has_next


@pytest.mark.parametrize("number", [None, "", "0", "-1", "x", "1.5", "²", "9" * 30])
def test_nonsense_is_the_first_page(departments, number):
    assert page_of(departments, number).number == 1


def test_leafing_has_an_end(departments):
    assert page_of(departments, "999999").number == LAST_PAGE
