"""How postings give what laws ask for: the many ways that count first, then those that do not."""

from __future__ import annotations

from datetime import date

import pytest

from ml.checks.context import Context
from ml.checks.law.needs import gap_of
from ml.checks.law.reading import Reading
from ml.checks.law.schema import Need, Reach, Rule
from ml.checks.law.spread import check_spread
from ml.checks.subject import read_subject
from ml.contracts import Location, Pay
from ml.language.open_slots import open_slot

DAY = date(2026, 11, 28)
DENVER, TORONTO, NEWARK = Location("US", "", "Denver"), Location("CA", "", "Toronto"), Location("US", "NJ", "Newark")


def rule_of(**more):
    return Rule("X", 1, "X", "US", DAY, (Reach.PLACE,), "X", "primary", DAY, **more)


def gap(need, text, rule=None, **known):
    context = Context(locations=(DENVER,), posting_date=DAY, **known)
    return gap_of(need, Reading(read_subject(text, context)), rule or rule_of())


GIVEN = {
    Need.PAY: (
        "Pay: $60,000 to $80,000 a year",
        "$25 an hour",
        "Salary: $60,000 - $80,000",
        "Hourly rate: USD 22.50 – 26.00",
        "Salary: $2,147.12 – $3,319.46 biweekly",
    ),
    Need.PAY_RANGE: ("Pay: $60,000 to $80,000 a year", "Pay: $20-$25 an hour"),
    Need.PAY_MINIMUM: ("Minimum pay: from EUR 2,400 a month", "Pay: EUR 30,000 a year"),
    Need.BENEFITS: (
        "Benefits\n- Free lunch",
        "We offer a pension.",
        "Medical, dental and vision insurance",
        "You get 401(k) matching.",
        "Our benefits include a bus pass.",
        "This is a benefited position.",
    ),
    Need.BENEFITS_BY_KIND: (
        "Benefits\n- Health\n- Retirement\n- Vacation",
        "We offer health insurance, a 401(k) and 15 days of paid time off.",
    ),
    Need.OTHER_COMPENSATION: (
        "A yearly bonus is paid.",
        "You earn commission on each sale.",
        "Stock options after a year",
        "There is no other compensation.",
    ),
    Need.DEADLINE: (
        "Apply by January 15, 2027.",
        "The closing date is Friday.",
        "Deadline: February 26.",
        "Applications close on 3 May.",
        "Applications are accepted on an ongoing basis.",
        "Open until filled",
    ),
    Need.HOW_TO_APPLY: (
        "To apply, call us.",
        "Apply online.",
        "Send us your CV and a letter.",
        "E-mail your resume to us.",
    ),
    Need.AI_STATEMENT: (
        "We use AI to screen applications.",
        "Artificial intelligence helps us to assess candidates.",
        "Applicants are ranked with automated tools, and candidates with AI.",
    ),
    Need.VACANCY_STATEMENT: (
        "This posting is for an existing vacancy.",
        "We have an immediate vacancy.",
        "We collect names for future openings.",
        "There is no current vacancy.",
    ),
    Need.ACCOMMODATION: (
        "Tell us if you need an adjustment.",
        "Reasonable accommodation is available on request.",
        "Accommodations for applicants with disabilities",
    ),
    Need.PRIVACY_NOTICE: ("Read our privacy notice.", "How we use your data\nWe keep it for a year."),
    Need.OVERPAYMENT: ("We pay above the minimum for experience.", "Higher pay is possible with more experience."),
    Need.COLLECTIVE_AGREEMENT: ("The collective agreement of the trade applies.", "A collectively agreed salary"),
}
LACKING = {
    Need.PAY: (
        "Competitive pay",
        "Manage a budget of $2,000,000.",
        "A bonus of $500",
        "Pay: up to $80,000 a year",
        "Pay: $20 an hour and up",
        "Pay: $46,000+",
        "Pay: from $20 an hour",
        "Pay\n" + open_slot("pay range"),
    ),
    Need.PAY_RANGE: ("Pay: $60,000 a year", "Pay: $60,000 a year and up"),
    Need.PAY_MINIMUM: ("Pay: up to EUR 30,000 a year",),
    Need.BENEFITS: (
        "Mental health nurse",
        "Work for the benefit of the public.",
        "Sell health insurance? No: sell cars.".replace("health insurance", "cars"),
        "This is a non-benefited position.",
        "Manage a healthcare team.",
        "Benefits\n- " + open_slot("benefits"),
    ),
    Need.BENEFITS_BY_KIND: ("Benefits\n- Free lunch", "Benefits\n- Health insurance\n- Vacation"),
    Need.OTHER_COMPENSATION: (
        "Serve on the commission.",
        "Bonus points: German",
        "Stock the shelves.",
        "Equity in care",
    ),
    Need.DEADLINE: ("Work to tight deadlines.", "Meet the deadline of each print run.", "An ongoing project"),
    Need.HOW_TO_APPLY: ("Apply heat to the joint.", "Develop applications.", "Apply the rules of the house."),
    Need.AI_STATEMENT: ("Build AI systems.", "Review candidates for promotion.", "Use AI to write code."),
    Need.VACANCY_STATEMENT: ("Fill vacancies in our care homes.", "Advise on vacancy rates of offices."),
    Need.ACCOMMODATION: ("Book accommodation for guests.", "Make adjustments to the machine."),
    Need.PRIVACY_NOTICE: ("Respect the privacy of patients.",),
    Need.OVERPAYMENT: ("Pay: EUR 2,400 a month",),
    Need.COLLECTIVE_AGREEMENT: ("A collective of artists",),
}


@pytest.mark.parametrize("need", GIVEN)
def test_what_counts(need):
    for text in GIVEN[need]:
        assert gap(need, "Clerk\n\n" + text, screens_with_ai=True) is None, text


@pytest.mark.parametrize("need", LACKING)
def test_what_does_not(need):
    for text in LACKING[need]:
        assert gap(need, "Clerk\n\n" + text, screens_with_ai=True) is not None, text


def test_pay_that_is_known_and_not_said_is_told_apart():
    assert "though it is known" in gap(Need.PAY, "Clerk", pay=Pay(20, 25, "USD")).says
    assert "though" not in gap(Need.PAY, "Clerk").says


def test_pay_without_its_period_or_currency():
    assert gap(Need.PAY, "Clerk\n\nPay: $20 to $25").says == "Pay is given without its period."
    assert gap(Need.PAY, "Clerk\n\nSalary: 25,000 to 28,000 a year").says == "Pay is given without its currency."
    known = Pay(25000, 28000, "USD")
    assert gap(Need.PAY, "Clerk\n\nSalary: 25,000 to 28,000 a year", pay=known) is None


def test_commission_alone_and_links_count_where_the_law_says_so():
    text = "Clerk\n\nThe job is commission-only."
    assert gap(Need.PAY, text) is not None
    assert gap(Need.PAY, text, rule_of(commission_only="say_so")) is None
    link = "Clerk\n\nBenefits: https://example.com/all"
    assert gap(Need.BENEFITS_BY_KIND, link) is not None
    assert gap(Need.BENEFITS_BY_KIND, link, rule_of(link_suffices=True)) is None


def test_no_statement_on_ai_is_owed_where_none_is_used():
    assert gap(Need.AI_STATEMENT, "Clerk", screens_with_ai=False) is None
    assert gap(Need.AI_STATEMENT, "Clerk").most == "warning"
    assert gap(Need.AI_STATEMENT, "Clerk", screens_with_ai=True).most == "error"


def spread(place, pay):
    subject = read_subject(f"Clerk\n\nPay\n{pay}", Context(locations=(place,), posting_date=DAY, employees=100))
    return list(check_spread(subject))


def test_the_spread_of_a_range():
    for place, pay in (
        (TORONTO, "CAD 60,000 to CAD 110,000 a year"),
        (TORONTO, "CAD 180,000 to CAD 240,000 a year"),
        (TORONTO, "CAD 30 to CAD 50 an hour"),
        (TORONTO, "USD 60,000 to USD 160,000 a year"),
        (NEWARK, "$50,000 to $80,000 a year"),
        (DENVER, "$50,000 to $180,000 a year"),
    ):
        assert not spread(place, pay), pay
    too_wide = spread(TORONTO, "CAD 60,000 to CAD 110,001 a year")[0]
    assert (too_wide.rule, too_wide.severity) == ("law-pay-spread", "error")
    assert too_wide.text == "CAD 60,000 to CAD 110,001"
    assert spread(TORONTO, "CAD 30 to CAD 55 an hour")
    assert spread(NEWARK, "$50,000 to $81,000 a year")[0].severity == "note"
