"""Which text stands in which draft: never one of another department, country, language or time."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from apps.templates_lib.models import Boilerplate
from tests.factories import DepartmentFactory

pytestmark = pytest.mark.django_db
DAY = date(2027, 6, 15)


@pytest.fixture
def night():
    return DepartmentFactory(name="Night")


def found(*, department=None, country="", language="en-GB", on=DAY):
    texts = Boilerplate.objects.for_description(
        department_id=department.pk if department else None, country=country, language=language, on=on
    )
    return [text.text for text in texts]


@pytest.mark.parametrize(
    ("fields", "asked", "is_there"),
    [
        ({}, {}, True),
        ({"country": "GB"}, {"country": "GB"}, True),
        ({"country": "GB"}, {"country": "US"}, False),
        ({"country": "GB"}, {}, False),
        ({"language": "en-US"}, {"language": "en-US"}, True),
        ({"language": "en-US"}, {"language": "en-GB"}, False),
        ({"effective_from": DAY}, {}, True),
        ({"effective_from": date(2027, 6, 16)}, {}, False),
        ({"effective_until": DAY}, {}, True),
        ({"effective_until": date(2027, 6, 14)}, {}, False),
        ({"effective_from": date(2027, 1, 1), "effective_until": date(2027, 12, 31)}, {}, True),
        ({"effective_from": date(2026, 1, 1), "effective_until": date(2026, 12, 31)}, {}, False),
    ],
)
def test_it_works(fields, asked, is_there):
    Boilerplate.objects.create(kind="about", text="We.", **fields)
    assert found(**asked) == (["We."] if is_there else [])


def test_the_text_of_another_department_is_never_there(night):
    Boilerplate.objects.create(kind="about", text="We of the night.", department=night)
    assert found(department=night) == ["We of the night."]
    assert found(department=DepartmentFactory()) == found() == []


def test_department_goes_before_country_and_country_before_language(night):
    for text, fields in {
        "all": {},
        "language": {"language": "en-GB"},
        "country": {"country": "GB"},
        "country and language": {"country": "GB", "language": "en-GB"},
        "department": {"department": night},
    }.items():
        Boilerplate.objects.create(kind="about", text=text, **fields)
    wanted = ["department", "country and language", "country", "language", "all"]
    assert found(department=night, country="GB") == wanted


PERIODS = pytest.mark.parametrize(
    ("begins", "ends", "is_refused"),
    [
        (None, None, True),
        (None, date(2027, 1, 1), True),
        (date(2027, 3, 31), None, True),
        (date(2027, 2, 1), date(2027, 2, 2), True),
        (None, date(2026, 12, 31), False),
        (date(2027, 4, 1), None, False),
    ],
    ids=lambda value: str(value),
)


@PERIODS
def test_the_database_refuses_two_texts_for_one_day(begins, ends, is_refused, night):
    first = {"effective_from": date(2027, 1, 1), "effective_until": date(2027, 3, 31)}
    Boilerplate.objects.create(kind="about", department=night, text="One", **first)
    Boilerplate.objects.create(kind="about", text="Of all", **first)
    second = Boilerplate(kind="about", department=night, text="Two", effective_from=begins, effective_until=ends)
    assert Boilerplate.objects.overlapping(second).exists() is is_refused
    if not is_refused:
        second.save()
        return
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()
    assert Boilerplate.objects.count() == 2


@pytest.mark.parametrize(
    "fields", [{"kind": "benefits"}, {"country": "GB"}, {"language": "en-US"}], ids=["kind", "country", "language"]
)
def test_what_differs_may_stand_beside_it(fields):
    Boilerplate.objects.create(kind="about", text="One")
    Boilerplate.objects.create(**{"kind": "about", "text": "Two"} | fields)
    assert Boilerplate.objects.count() == 2


def test_a_change_that_makes_two_overlap_is_refused_and_another_one_is_not():
    Boilerplate.objects.create(kind="about", text="Old", effective_until=date(2026, 12, 31))
    new = Boilerplate.objects.create(kind="about", text="New", effective_from=date(2027, 1, 1))
    new.text = "Newer"
    new.save()
    new.effective_from = date(2026, 12, 31)
    with pytest.raises(IntegrityError), transaction.atomic():
        new.save()


def test_a_period_ends_after_it_begins():
    with pytest.raises(IntegrityError), transaction.atomic():
        Boilerplate.objects.create(kind="about", text="x", effective_from=DAY, effective_until=date(2027, 6, 14))


def test_the_page_says_which_text_is_in_the_way(client_of, admin_user_):
    Boilerplate.objects.create(kind="about", text="One", country="GB", effective_until=date(2027, 3, 31))
    client, address = client_of(admin_user_), reverse("library:new_boilerplate")
    posted = {"kind": "about", "text": "Two", "country": "gb", "effective_from": "2027-03-01"}
    page = client.post(address, posted).content.decode()
    assert "since ever until 31 March 2027. End that one the day before" in page
    assert client.post(address, posted | {"effective_from": "2027-04-01"}).status_code == 302
    posted |= {"kind": "benefits", "effective_until": "2027-01-01"}
    assert "The last day lies before the first one." in client.post(address, posted).content.decode()
    assert Boilerplate.objects.count() == 2


def test_only_published_texts_exclude_one_another():
    first = Boilerplate.objects.create(kind="about", text="One")
    second = Boilerplate.objects.create(kind="about", text="Two", is_published=False)
    assert found() == ["One"]
    second.is_published = True
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()
    first.effective_until = date(2026, 12, 31)
    first.save()
    second.effective_from = date(2027, 1, 1)
    second.save()
    assert found() == ["Two"]
