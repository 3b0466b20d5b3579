"""The pay of earlier job descriptions: which of them count, and when there are enough."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.utils import timezone

from apps.descriptions.checking import check_description, context_of
from apps.descriptions.past_pay import past_pay
from ml.contracts import PayPeriod
from tests.factories import DepartmentFactory, JobDescriptionFactory, SectionFactory

pytestmark = pytest.mark.django_db

LEEDS, YORK = {"country": "GB", "city": "Leeds"}, {"country": "GB", "city": "York"}


@pytest.fixture(autouse=True)
def _nothing_remembered():
    cache.clear()


@pytest.fixture
def department():
    return DepartmentFactory()


def brief(low, high, *, currency="GBP", period="year", level="senior", place=LEEDS):
    pay = {"min": low, "max": high, "currency": currency, "period": period}
    return {"title": "Baker", "level": level, "locations": [place], "pay": pay}


def approved(department, stored, profile="baker", **known):
    known = {"approved": True, **known}
    return JobDescriptionFactory(department=department, brief=stored, match={"profile": profile}, **known)


@pytest.fixture
def history(department):
    for low in (28, 29, 30, 31):
        approved(department, brief(low * 1000, low * 1000 + 4000))
    return department


def draft(department, low=30_000, high=33_000, **known):
    return JobDescriptionFactory(department=department, brief=brief(low, high, **known), match={"profile": "baker"})


def test_too_few_are_no_history(history):
    assert context_of(draft(history)).past_pay is None


@pytest.mark.parametrize(
    "other",
    [
        {"stored": brief(1_000, 99_000, currency="EUR")},
        {"stored": brief(10, 99, period="hour")},
        {"stored": brief(1_000, 99_000, level="junior")},
        {"stored": brief(1_000, 99_000, place=YORK)},
        {"stored": brief(1_000, 99_000), "profile": "butcher"},
        {"stored": brief(1_000, 99_000), "approved": False},
        {"stored": {"title": "Baker", "level": "senior", "locations": [LEEDS]}},
    ],
    ids=["currency", "period", "level", "place", "role", "not approved", "no pay"],
)
def test_what_cannot_be_compared_is_no_history(history, other):
    approved(history, **other)
    assert context_of(draft(history)).past_pay is None


def test_another_department_is_no_history(history):
    approved(DepartmentFactory(), brief(32_000, 36_000))
    assert context_of(draft(history)).past_pay is None


def test_five_make_a_history(history):
    approved(history, brief(32_000, 36_000), status="archived")
    past = context_of(draft(history)).past_pay
    assert (past.min, past.max, past.median, past.count) == (28_000, 36_000, 32_000, 5)
    assert (past.currency, past.period) == ("GBP", PayPeriod.YEAR)


def test_its_own_earlier_approval_is_not_counted(history):
    own = draft(history)
    own.approved_at = timezone.now()
    own.save(update_fields=["approved_at"])
    assert context_of(own).past_pay is None


def test_pay_outside_it_is_told(history):
    approved(history, brief(32_000, 36_000))
    description = draft(history, 30_000, 360_000)
    SectionFactory(description=description, kind="pay", heading="Pay", lines=[{"text": "£30,000 to £360,000 a year"}])
    (found,) = [one for one in check_description(description).found if one.finding.rule == "pay-outside-history"]
    assert "5 earlier descriptions of this role, level and place" in found.finding.reason


def test_without_pay_nothing_is_asked_of_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert past_pay(JobDescriptionFactory.build(match={"profile": "baker"})) is None


def test_a_pause_in_typing_asks_the_database_once_a_minute(history, django_assert_num_queries):
    text = draft(history)
    past_pay(text)
    with django_assert_num_queries(0):
        past_pay(text)
