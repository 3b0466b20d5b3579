"""Pay outside what the employer has named for this role, level and place before: a slip of the keyboard, or a promise
too much."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ml.checks.context import PastPay
from ml.checks.findings import Category, Evidence, Finding, Severity
from ml.checks.rule import Rule
from ml.checks.subject import Subject
from ml.contracts import Pay, SectionKind

AMOUNT = re.compile(r"[£$€]\s?\d|\d[ ,.]?\d{3}|\d ?k\b")
RULE = Rule(
    "pay-outside-history",
    Category.HONESTY,
    Severity.WARNING,
    "The employer's own job descriptions",
    Evidence.CONVENTION,
)


def check_pay_history(subject: Subject) -> Iterator[Finding]:
    pay, past = subject.context.pay, subject.context.past_pay
    if pay is None or past is None or (pay.currency, pay.period) != (past.currency, past.period):
        return
    reason = _reason(pay, past)
    if reason:
        line = next((block for block in subject.lines(SectionKind.PAY) if AMOUNT.search(block.text)), None)
        yield RULE.at(line, reason) if line else RULE.of_text(reason)


def _reason(pay: Pay, past: PastPay) -> str:
    if pay.min is not None and pay.min < past.min:
        beyond = f"It starts at {pay.min:,.0f} {pay.currency}"
    elif pay.max is not None and pay.max > past.max:
        beyond = f"It goes up to {pay.max:,.0f} {pay.currency}"
    else:
        return ""
    history = f"{past.min:,.0f} to {past.max:,.0f}, in the middle {past.median:,.0f}"
    return f"{beyond}; {past.count} earlier descriptions of this role, level and place name {history}."
