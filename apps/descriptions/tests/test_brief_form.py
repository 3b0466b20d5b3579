"""How typed words turn into a brief."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from apps.descriptions import brief_form
from apps.descriptions.brief_form import AmountField, BriefForm, LinesField
from apps.descriptions.errors import BadBrief
from ml import contracts


@pytest.mark.parametrize(
    ("choices", "kind"),
    [
        (brief_form.LEVELS, contracts.Level),
        (brief_form.WORKPLACES, contracts.WorkplaceType),
        (brief_form.EMPLOYMENTS, contracts.EmploymentType),
        (brief_form.PERIODS, contracts.PayPeriod),
        (brief_form.TONES, contracts.Tone),
        (brief_form.LENGTHS, contracts.Length),
        (brief_form.LANGUAGES, contracts.Language),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_the_form_offers_what_the_engine_knows(choices, kind):
    assert {value for value, _ in choices} - {""} == set(kind)


@pytest.mark.parametrize(
    ("typed", "items"),
    [
        ("", []),
        ("  \n\n", []),
        ("one\r\ntwo", ["one", "two"]),
        ("• one\n- two\n* three", ["one", "two", "three"]),
        ("Python, SQL,Excel", ["Python", "SQL", "Excel"]),
        ("Python (3.11, 3.12), SQL", ["Python (3.11, 3.12)", "SQL"]),
        # not a list
        ("Experience with Python, SQL and Excel", ["Experience with Python, SQL and Excel"]),
        ("a budget of £1,000,000", ["a budget of £1,000,000"]),
        ("Able to lift, carry, push or pull", ["Able to lift, carry, push or pull"]),
        ("Calm with families who are upset, day after day", ["Calm with families who are upset, day after day"]),
    ],
)
def test_skills_come_one_a_line_or_as_a_list(typed, items):
    assert LinesField(split_commas=True).clean(typed) == items


def test_responsibilities_keep_their_commas():
    assert LinesField().clean("plan, run, close") == ["plan, run, close"]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("32000", 32000),
        ("32,000", 32000),
        ("£32,000", 32000),
        ("32 000", 32000),
        ("32.000", 32000),
        ("32k", 32000),
        ("€ 32.5K", 32500),
        ("18.50", 18.5),
        ("18,50", 18.5),
        ("1,250,000", 1250000),
    ],
)
def test_amounts_as_people_write_them(typed, amount):
    assert AmountField().clean(typed) == amount


@pytest.mark.parametrize("typed", ["lots", "-5", "1e9", "32-38k", "12345678901", "1.2.3", "k"])
def test_what_is_no_amount(typed):
    with pytest.raises(ValidationError):
        AmountField().clean(typed)


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("title", "title"),
        ("pay.max", "pay_max"),
        ("pay", "pay_min"),
        ("responsibilities[3]", "responsibilities"),
        ("answers[0].answer", "__all__"),
        ("brief", "__all__"),
        ("something.new", "__all__"),
    ],
)
@pytest.mark.django_db
def test_the_engines_complaint_stands_at_its_field(path, field):
    form = BriefForm(QueryDict("title=Chef"))
    form.is_valid()
    form.show_error(BadBrief(path, "is wrong."))
    assert list(form.errors) == [field]
    assert form.errors[field][0].endswith("is wrong.")


@pytest.mark.parametrize(
    ("path", "place", "field"),
    [("locations[1].country", 3, "country"), ("locations", 1, "city"), ("locations[9].planet", 0, "city")],
)
@pytest.mark.django_db
def test_a_complaint_about_a_place_stands_at_that_place(path, place, field):
    form = BriefForm(QueryDict("title=Chef&place_2-city=Leeds&place_4-city=York"))
    form.is_valid()
    form.show_error(BadBrief(path, "'X' is no place."))
    assert form.places[place].errors == {field: ["'X' is no place."]}


@pytest.mark.django_db
def test_nothing_typed_is_nothing_said():
    form = BriefForm(QueryDict("title=Chef&pay_period=year&pay_currency=GBP&place_1-city=+"))
    assert form.is_valid()
    assert form.brief() == {"title": "Chef"}
