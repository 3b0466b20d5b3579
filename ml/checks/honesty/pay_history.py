"""Pay outside what the employer has paid at this level before: a slip of the keyboard, or a promise too much."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ml.checks.findings import Category, Evidence, Finding, Severity
from ml.checks.rule import Rule
from ml.checks.subject import Subject
from ml.contracts import Pay, SectionKind

AMOUNT = re.compile(r"[£$€]\s?\d|\d[ ,.]?\d{3}|\d ?k\b")
RULE = Rule(
    "pay-outside-history", Category.HONESTY, Severity.WARNING, "The employer's own postings", Evidence.CONVENTION
)


def check_pay_history(subject: Subject) -> Iterator[Finding]:
    pay, past = subject.context.pay, subject.context.past_pay
    if pay is None or past is None or (pay.currency, pay.period) != (past.currency, past.period):
        return
    reason = _reason(pay, past)
    if reason:
        line = next((block for block in subject.lines(SectionKind.PAY) if AMOUNT.search(block.text)), None)
        yield RULE.at(line, reason) if line else RULE.of_text(reason)


def _reason(pay: Pay, past: Pay) -> str:
    if past.min is not None and pay.min is not None and pay.min < past.min:
        return f"It starts at {pay.min:,.0f} {pay.currency}; at this level you have paid {past.min:,.0f} and more."
    if past.max is not None and pay.max is not None and pay.max > past.max:
        return f"It goes up to {pay.max:,.0f} {pay.currency}; at this level you have paid {past.max:,.0f} at most."
    return ""
