import pytest

from ml.contracts import Brief, Company, EmploymentType, Level, Location, Pay, PayPeriod, WorkplaceType
from ml.planning.facts import (
    about_points,
    benefit_points,
    condition_points,
    format_pay,
    pay_notices,
    pay_points,
    place_name,
)


def conditions(**fields) -> list[str]:
    return [point.text for point in condition_points(Brief(**({"title": "Chef"} | fields)))]


def test_nothing_given_nothing_said():
    assert conditions() == []
    assert pay_points(None) == []
    assert about_points(Brief(title="Chef")) == []
    assert benefit_points(Brief(title="Chef")) == []


@pytest.mark.parametrize(
    "pay",
    [
        None,
        Pay(12.21, 13, "GBP", PayPeriod.HOUR),
        Pay(24200, None, "GBP", PayPeriod.YEAR),
        Pay(650, 900, "EUR", PayPeriod.DAY),
        Pay(32000, 34000, "GBP", None),
        Pay(40000, 50000, "JPY", PayPeriod.HOUR),
    ],
)
def test_pay_that_can_be_meant_is_not_remarked_on(pay):
    assert pay_notices(pay) == []


@pytest.mark.parametrize(
    "pay",
    [Pay(32000, 34000, "GBP", PayPeriod.HOUR), Pay(12.5, None, "USD", PayPeriod.YEAR)],
    ids=["a year's pay for an hour", "an hour's pay for a year"],
)
def test_pay_for_another_period_is_remarked_on(pay):
    assert "Check the amounts and the period" in pay_notices(pay)[0]


PAY = [
    (Pay(31365, 37890, "GBP", PayPeriod.YEAR), "£31,365 to £37,890 a year"),
    (Pay(24200, 24200, "GBP", PayPeriod.YEAR), "£24,200 a year"),
    (Pay(11.98, None, "GBP", PayPeriod.HOUR), "From £11.98 an hour"),
    (Pay(None, 40000, "USD", PayPeriod.YEAR), "Up to $40,000 a year"),
    (Pay(12.21, 13, "GBP", PayPeriod.HOUR), "£12.21 to £13 an hour"),
    (Pay(220, None, "EUR", PayPeriod.DAY), "From €220 a day"),
    (Pay(98000, 110000, "AUD", None), "AUD 98,000 to AUD 110,000"),
    (Pay(1500000, 2000000, "JPY", PayPeriod.MONTH), "JPY 1,500,000 to JPY 2,000,000 a month"),
    (Pay(0.5, 0.75, "USD", PayPeriod.HOUR), "$0.50 to $0.75 an hour"),
]


@pytest.mark.parametrize(("pay", "text"), PAY, ids=[text for _, text in PAY])
def test_pay_reads_as_people_write_it(pay, text):
    assert format_pay(pay) == text


PLACES = [
    (Location("GB", "", "Leeds"), "Leeds, United Kingdom"),
    (Location("US", "Texas", "Austin"), "Austin, Texas, United States"),
    (Location("", "", "Leeds"), "Leeds"),
    (Location("SG", "", "Singapore"), "Singapore"),
    (Location("IE", "", ""), "Ireland"),
    (Location("GB", "West Midlands", ""), "West Midlands, United Kingdom"),
]


@pytest.mark.parametrize(("place", "text"), PLACES, ids=[text for _, text in PLACES])
def test_places_read_as_people_write_them(place, text):
    assert place_name(place) == text


CONDITIONS = [
    ({"title": "Store Manager", "level": Level.MANAGER}, []),
    ({"title": "Senior Chef", "level": Level.SENIOR}, []),
    ({"level": Level.SENIOR}, ["Level: senior"]),
    ({"level": Level.MID}, ["Level: intermediate"]),
    ({"title": "Senior Chef"}, []),
    ({"workplace_type": WorkplaceType.REMOTE}, ["Workplace: remote"]),
    ({"title": "Chef (remote)"}, ["Workplace: remote"]),
    (
        {"locations": (Location("GB", "", "Leeds"),), "workplace_type": WorkplaceType.ONSITE},
        ["Location: Leeds, United Kingdom (on site)"],
    ),
    (
        {"locations": (Location("GB", "", "Carlisle"), Location("GB", "", "Penrith"))},
        ["Locations: Carlisle, United Kingdom; Penrith, United Kingdom"],
    ),
    ({"locations": (Location("GB", "", "Leeds"),) * 2}, ["Location: Leeds, United Kingdom"]),
    ({"employment_type": EmploymentType.PART_TIME}, ["Employment: part time"]),
    ({"title": "Part-time Chef"}, ["Employment: part time"]),
    ({"title": "Ward Nurse (nights)"}, ["Working pattern: nights"]),
    ({"title": "Bank Nurse"}, ["Working pattern: bank"]),
    ({"department": "Finance"}, ["Department: Finance"]),
]


@pytest.mark.parametrize(("fields", "texts"), CONDITIONS, ids=lambda value: str(value)[:60])
def test_conditions(fields, texts):
    assert conditions(**fields) == texts


def test_every_condition_names_its_field_and_must_be_said():
    brief = Brief(title="Chef", department="Kitchen", employment_type=EmploymentType.CONTRACT, level=Level.LEAD)
    points = condition_points(brief)
    assert [point.sources[0].ref for point in points] == ["employment_type", "department", "level"]
    assert all(point.must_say for point in points)


def test_company_text_stays_as_it_was_typed():
    company = Company("Northgate", "We heal.\n\nAll day.", ("27 days of leave", "gym"))
    assert [point.text for point in about_points(Brief(title="Chef", company=company))] == ["We heal.", "All day."]
    assert [point.text for point in benefit_points(Brief(title="Chef", company=company))] == ["27 days of leave", "Gym"]
