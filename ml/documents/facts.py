"""The facts of a posting in words, as they stand below its title."""

from __future__ import annotations

from ml.contracts import EmploymentType, Pay, PayPeriod, WorkplaceType
from ml.documents.model import Document

EMPLOYMENT = {
    EmploymentType.FULL_TIME: "Full time",
    EmploymentType.PART_TIME: "Part time",
    EmploymentType.CONTRACT: "Contract",
    EmploymentType.TEMPORARY: "Temporary",
    EmploymentType.INTERNSHIP: "Internship",
}
WORKPLACE = {
    WorkplaceType.ONSITE: "On site",
    WorkplaceType.HYBRID: "Hybrid",
    WorkplaceType.REMOTE: "Remote",
}
PERIOD = {
    PayPeriod.HOUR: "an hour",
    PayPeriod.DAY: "a day",
    PayPeriod.WEEK: "a week",
    PayPeriod.MONTH: "a month",
    PayPeriod.YEAR: "a year",
}


def facts_line(document: Document) -> list[str]:
    """Company, department, places, kind of work and pay: those that are known, in this order."""
    facts = [
        document.company,
        document.department,
        "; ".join(map(str, document.locations)),
        WORKPLACE[document.workplace_type] if document.workplace_type else "",
        EMPLOYMENT[document.employment_type] if document.employment_type else "",
        pay_text(document.pay) if document.pay else "",
    ]
    return [fact for fact in facts if fact]


def pay_text(pay: Pay) -> str:
    """ "GBP 30,000 to 35,000 a year", "From USD 22.50 an hour"."""
    low, high = _amount(pay.min), _amount(pay.max)
    currency = f"{pay.currency} " if pay.currency else ""
    if low and high and low != high:
        return f"{currency}{low} to {high} {PERIOD[pay.period]}"
    lead = "" if low == high else "From " if low else "Up to "
    return f"{lead}{currency}{low or high} {PERIOD[pay.period]}" if low or high else ""


def _amount(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"
