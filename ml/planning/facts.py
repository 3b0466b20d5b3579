"""The facts of a brief as lines that no engine writes: pay, places, terms, company text."""

from __future__ import annotations

import re

from ml.contracts import (
    Brief,
    EmploymentType,
    Language,
    Level,
    Location,
    Pay,
    PayPeriod,
    Point,
    Source,
    SourceKind,
    WorkplaceType,
)
from ml.grounding.titles import read_title
from ml.language.countries import country_name
from ml.language.text import capitalise, fold

SYMBOLS = {"GBP": "£", "USD": "$", "EUR": "€"}
EMPLOYMENT = {
    EmploymentType.FULL_TIME: "full time",
    EmploymentType.PART_TIME: "part time",
    EmploymentType.CONTRACT: "contract",
    EmploymentType.TEMPORARY: "temporary",
    EmploymentType.INTERNSHIP: "internship",
}
LEVELS = {Level.MID: "intermediate"}
#: The statement inserted where the company has no text of its own.
EQUAL_OPPORTUNITY = {
    Language.EN_GB: (
        "We welcome applications from everyone who can do this job, and we decide on the basis of the requirements "
        "above. If you need an adjustment at any stage of the application, tell us and we will arrange it."
    ),
    Language.EN_US: (
        "We welcome applications from everyone who can do this job, and we decide on the basis of the requirements "
        "above. If you need an accommodation at any stage of the application, tell us and we will arrange it."
    ),
}


def brief_source(ref: str) -> tuple[Source, ...]:
    return (Source(SourceKind.BRIEF, ref),)


def fact(text: str, ref: str) -> Point:
    return Point(text=text, sources=brief_source(ref), must_say=True)


def pay_points(pay: Pay | None) -> list[Point]:
    return [fact(format_pay(pay), "pay")] if pay else []


def format_pay(pay: Pay) -> str:
    """ "£31,365 to £37,890 a year"; one bound alone reads "From" or "Up to"."""
    least, most = (_amount(amount, pay.currency) if amount is not None else "" for amount in (pay.min, pay.max))
    if least and most and pay.min != pay.max:
        text = f"{least} to {most}"
    elif least and most:
        text = least
    else:
        text = f"From {least}" if least else f"Up to {most}"
    article = "an" if pay.period == "hour" else "a"
    return f"{text} {article} {pay.period}" if pay.period else text


#: What nobody is paid, in money of which one unit is about a dollar: the amount and the period do not belong together.
IMPLAUSIBLE = {
    PayPeriod.HOUR: (1, 1_000),
    PayPeriod.DAY: (8, 8_000),
    PayPeriod.WEEK: (30, 30_000),
    PayPeriod.MONTH: (100, 150_000),
    PayPeriod.YEAR: (1_000, 3_000_000),
}
DOLLAR_LIKE = frozenset({"GBP", "USD", "EUR", "CHF", "CAD", "AUD", "NZD", "SGD"})


def pay_notices(pay: Pay | None) -> list[str]:
    """A warning where the amounts cannot be meant for this period, such as a year's pay for an hour."""
    if pay is None or pay.period is None or pay.currency not in DOLLAR_LIKE:
        return []
    least, most = IMPLAUSIBLE[pay.period]
    amounts = [amount for amount in (pay.min, pay.max) if amount is not None]
    if all(least <= amount <= most for amount in amounts):
        return []
    return [f"The pay reads “{format_pay(pay)}”, which is hardly meant. Check the amounts and the period."]


def _amount(amount: float, currency: str) -> str:
    number = f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"
    symbol = SYMBOLS.get(currency)
    return f"{symbol}{number}" if symbol else f"{currency} {number}"


def condition_points(brief: Brief) -> list[Point]:
    points = _place_points(brief)
    title = read_title(brief.title)
    employment = brief.employment_type or title.employment_type
    if employment:
        ref = "employment_type" if brief.employment_type else "title"
        points.append(fact(f"Employment: {EMPLOYMENT[employment]}", ref))
    if title.shift:
        points.append(fact(f"Working pattern: {title.shift.lower()}", "title"))
    if brief.department:
        points.append(fact(f"Department: {brief.department}", "department"))
    if brief.level and title.level is not brief.level and brief.level not in brief.title.lower().split():
        points.append(fact(f"Level: {LEVELS.get(brief.level, brief.level)}", "level"))
    return points


def _place_points(brief: Brief) -> list[Point]:
    workplace = brief.workplace_type or read_title(brief.title).workplace_type
    places = list(dict.fromkeys(place_name(place) for place in brief.locations))
    label = {None: "", WorkplaceType.ONSITE: "on site", WorkplaceType.HYBRID: "hybrid", WorkplaceType.REMOTE: "remote"}[
        workplace
    ]
    if not places:
        return [fact(f"Workplace: {label}", "workplace_type")] if label else []
    name = "Locations" if len(places) > 1 else "Location"
    suffix = f" ({label})" if label else ""
    return [fact(f"{name}: {'; '.join(places)}{suffix}", "locations")]


def place_name(place: Location) -> str:
    parts = (place.city, place.region, country_name(place.country) if place.country else "")
    return ", ".join(dict.fromkeys(part for part in parts if part))


#: Notes that tell the writer how to write; they are not to be said. "Write to Ann" and "Do not apply by post" are.
SPEAK = r"(?:mention|say|use|write|include|add|name|invent|list|repeat|talk|reveal|sound|make|put|call|exaggerate|copy)"
INSTRUCTION = re.compile(
    rf"(?i)^(?:please\s+)?(?:(?:(?:do not|don['’]t|never)\s+{SPEAK}|pretend|"
    r"avoid (?:jargon|words?|the word|using|mentioning|buzzwords|clich\w+|long|any mention)|"
    r"keep (?:it|this|the (?:text|tone|language|style|posting|advert))|make (?:it|this|the (?:text|posting|advert))|"
    r"use (?:(?:a|an|the|our|more|less)? ?[\w-]* ?(?:tone|style|language|words|bullets?|emojis?))|"
    r"write (?:it|this|the (?:text|posting|advert)|in|as|like)|rewrite|"
    r"sound (?:more|less|like|fun|friendly|professional|warm|exciting|young)|"
    r"(?:ignore|disregard|forget) (?:all|any|the|this|that|your|previous|prior|above|everything|what|instructions)|"
    r"(?:repeat|reveal|print|show) (?:your|everything|(?:the|all|this) (?:text|prompt|words|above|system))|"
    r"output (?:only|the|in|as|json|nothing)|"
    r"translate (?:it|this|the (?:text|posting|advert)))\b)|"
    r"\b(?:previous|prior|above) (?:instructions|text|prompt)\b|\bsystem prompt\b"
)
MENTION = re.compile(
    r"(?i)^(?:please\s+)?(?:also\s+)?(?:mention|say|note|add|include|stress|emphasi[sz]e)(?:\s+that)?:?\s+"
)
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9£$€])|\n+|;\s+(?=[A-Z0-9])")


def read_notes(notes: str) -> tuple[list[Point], list[str]]:
    """The points of the notes, and those sentences that are instructions to the writer rather than points."""
    points: list[Point] = []
    instructions: list[str] = []
    for sentence in SENTENCE_END.split(notes):
        text = sentence.strip().lstrip("-•* ").strip()
        if not fold(text):
            continue
        if INSTRUCTION.search(text):
            instructions.append(text)
            continue
        said = MENTION.sub("", text, count=1)
        points.append(fact(capitalise(said.rstrip(".")), f"notes[{len(points)}]"))
    return points, instructions


def about_points(brief: Brief) -> list[Point]:
    lines = [line for line in brief.company.about.split("\n") if line.strip()]
    return [fact(line.strip(), "company.about") for line in lines]


def benefit_points(brief: Brief) -> list[Point]:
    return [fact(capitalise(benefit), f"company.benefits[{n}]") for n, benefit in enumerate(brief.company.benefits)]


def equal_opportunity_points(language: Language) -> list[Point]:
    source = Source(SourceKind.TEMPLATE, "standard/equal_opportunity")
    return [Point(text=EQUAL_OPPORTUNITY[language], sources=(source,))]
