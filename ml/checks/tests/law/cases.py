"""What a posting says to give each need, and what each forbidden wording looks like."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from ml.checks.context import Context
from ml.checks.findings import Finding
from ml.checks.law import RULES
from ml.checks.law.schema import CountBasis, Need, Reach, Rule
from ml.checks.subject import read_subject
from ml.contracts import Location, WorkplaceType

#: A place of work in each jurisdiction.
PLACES = {
    "US": Location("US"),
    "US-CO": Location("US", "CO", "Denver"),
    "US-CA": Location("US", "California", ""),
    "US-CA-LA": Location("US", "CA", "Los Angeles"),
    "US-WA": Location("US", "", "Seattle"),
    "US-NY": Location("US", "NY", "Buffalo"),
    "US-NYC": Location("US", "New York", "Brooklyn"),
    "US-NY-ITHACA": Location("US", "NY", "Ithaca"),
    "US-NY-WESTCHESTER": Location("US", "NY", "White Plains"),
    "US-IL": Location("US", "", "Chicago"),
    "US-MN": Location("US", "MN", ""),
    "US-NJ": Location("US", "NJ", "Newark"),
    "US-NJ-JERSEY-CITY": Location("US", "", "Jersey City"),
    "US-VT": Location("US", "VT", "Burlington"),
    "US-MA": Location("", "", "Boston, MA"),
    "US-MD": Location("US", "Maryland", ""),
    "US-DC": Location("US", "DC", "Washington"),
    "US-HI": Location("US", "HI", ""),
    "US-ME": Location("US", "ME", "Portland"),
    "US-VA": Location("US", "VA", "Richmond"),
    "US-CT": Location("US", "CT", ""),
    "US-DE": Location("US", "DE", "Wilmington"),
    "US-NV": Location("US", "NV", "Reno"),
    "US-RI": Location("US", "RI", ""),
    "US-OH-CLEVELAND": Location("US", "OH", "Cleveland"),
    "US-OH-COLUMBUS": Location("US", "OH", "Columbus"),
    "CA-ON": Location("CA", "", "Toronto"),
    "CA-BC": Location("CA", "BC", "Victoria"),
    "CA-PE": Location("CA", "Prince Edward Island", ""),
    "EU": Location("DE", "", "Berlin"),
    "EU-AT": Location("AT", "", "Vienna"),
    "EU-IT": Location("IT"),
    "EU-LT": Location("LT"),
    "EU-MT": Location("MT"),
    "EU-PL": Location("PL", "", "Warsaw"),
    "EU-SK": Location("SK"),
    "GB": Location("GB", "", "Leeds"),
}
CURRENCIES = {"US": "USD", "CA": "CAD", "EU": "EUR", "GB": "GBP"}
BENEFITS = "Benefits\n- Health insurance, a pension and 25 days of paid leave"
PAY = "Pay\n{currency} 60,000 to {currency} 80,000 a year"
DESCRIPTION = (
    "What you will do\n- " + "Keep the books of three shops, talk to their owners and close each month in time. " * 3
)
#: What gives the need, and what has to stand in the posting for the need to be there at all.
GIVES = {
    Need.PAY: PAY,
    Need.PAY_RANGE: PAY,
    Need.PAY_MINIMUM: PAY,
    Need.TIPPED_BASE: PAY,
    Need.OVERPAYMENT: "We pay above the minimum for experience.",
    Need.OTHER_COMPENSATION: "A bonus of 5 % is paid in March.",
    Need.BENEFITS: BENEFITS,
    Need.BENEFITS_BY_KIND: BENEFITS,
    Need.HEALTH_BENEFITS: BENEFITS,
    Need.DEADLINE: "The closing date is 15 January.",
    Need.HOW_TO_APPLY: "To apply, send your CV to jobs@example.com.",
    Need.JOB_DESCRIPTION: DESCRIPTION,
    Need.AI_STATEMENT: "We use artificial intelligence to screen applications.",
    Need.VACANCY_STATEMENT: "This posting is for an existing vacancy.",
    Need.COLLECTIVE_AGREEMENT: "The collective agreement of the metal trades applies.",
    Need.ACCOMMODATION: "Tell us if you need an adjustment for your interview.",
    Need.FEDERAL_CONTRACTOR: "We consider applicants without regard to protected veteran status or disability.",
    Need.PRIVACY_NOTICE: "Our privacy notice tells how we use your data.",
}
#: A line with each forbidden wording; open-ended pay is a matter of the pay itself.
SAYS = {
    "age": "We want candidates aged 25 to 35.",
    "age_hint": "You are a digital native.",
    "new_graduates": "We are looking for new graduates.",
    "young_team": "Join a young, dynamic team.",
    "gendered_title": "We are looking for a foreman for the yard.",
    "citizens_only": "US citizens only.",
    "native_speaker": "A native English speaker.",
    "body_not_outcome": "Must be able to lift 50 lbs.",
    "criminal_bar": "No felons.",
    "background_pass": "Must pass a background check.",
    "driving_licence": "A driver's license.",
    "salary_history": "Tell us your current salary.",
    "canadian_experience": "Two years of Canadian experience.",
    "affirmative_action": "We are an affirmative action employer.",
}
LEADS_TO = {Need.TIPPED_BASE: "You keep your tips."}
#: Needs whose lines give others as well, so that they are left out together.
ALIKE = (
    {Need.PAY, Need.PAY_RANGE, Need.PAY_MINIMUM, Need.TIPPED_BASE},
    {Need.BENEFITS, Need.BENEFITS_BY_KIND, Need.HEALTH_BENEFITS},
)
TOPICS = {
    Need.PAY_RANGE: "pay",
    Need.PAY_MINIMUM: "pay",
    Need.BENEFITS_BY_KIND: "benefits",
    Need.ACCOMMODATION: "accommodation-line",
}
#: Enough for every law.
MANY = 100


def topic_of(need: Need) -> str:
    return TOPICS.get(need, need.replace("_", "-"))


def posting(rule: Rule, needs: Iterable[Need], *more: str) -> str:
    """A posting that gives these needs and says no more."""
    currency = CURRENCIES[rule.jurisdiction.split("-")[0]]
    lines = dict.fromkeys(GIVES[need].format(currency=currency) for need in needs)
    return "\n\n".join(["Bookkeeper", *lines, *more])


def without(rule: Rule, need: Need) -> list[Need]:
    alike = next((group for group in ALIKE if need in group), {need})
    return [other for other in rule.needs if other not in alike]


def context_of(rule: Rule, day: date, employees: int = MANY, **known) -> Context:
    """Of an employer that works in the rule's place alone, and of whom the law can ask everything."""
    context = Context(
        locations=(PLACES[rule.jurisdiction],),
        posting_date=day,
        employees=employees,
        employees_in=((rule.jurisdiction, employees),),
        screens_with_ai=True,
        is_federal_contractor=True,
    )
    return replace(context, **known)


def reached_by(rule: Rule, reach: Reach, day: date) -> Context:
    """A job that the law can reach in this way alone."""
    if reach is Reach.PLACE:
        return context_of(rule, day)
    place = PLACES[rule.jurisdiction]
    if reach is Reach.REPORTS_TO:
        return context_of(rule, day, locations=(Location("US", "TX", "Austin"),), reports_to=place)
    return context_of(rule, day, locations=(Location(place.country),), workplace_type=WorkplaceType.REMOTE)


def day_before(rule: Rule) -> date:
    return rule.effective_from - timedelta(days=1)


def counted(rule: Rule, employees: int, day: date) -> Context:
    """So many employees, counted as the law counts them; where it counts all, one of them is in its place."""
    if rule.threshold.basis is CountBasis.IN_PLACE:
        return context_of(rule, day, employees_in=((rule.jurisdiction, employees),))
    return context_of(rule, day, employees, employees_in=((rule.jurisdiction, min(1, employees)),))


def check_law(text: str, context: Context) -> list[Finding]:
    subject = read_subject(text, context)
    return [finding for rule in RULES for finding in rule(subject)]


def findings_of(rule: Rule, text: str, context: Context) -> dict[str, Finding]:
    """What the law itself minds, by topic."""
    found = check_law(text, context)
    return {f.rule.removeprefix("law-"): f for f in found if f"{rule.code}: {rule.source}" in f.source}
