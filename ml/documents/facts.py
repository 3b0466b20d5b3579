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
    """Such as "GBP 30,000 to 35,000 a year" and "From USD 22.50 an hour"."""
    low, high = _amount(pay.min), _amount(pay.max)
    lead = "" if low == high or (low and high) else "From" if low else "Up to"
    amounts = f"{low} to {high}" if low and high and low != high else low or high
    period = PERIOD[pay.period] if pay.period else ""
    return " ".join(word for word in (lead, pay.currency, amounts, period) if word) if amounts else ""


def _amount(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"
