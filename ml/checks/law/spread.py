"""A range of pay that reaches further than a law allows.

Source: O. Reg. 476/24 of Ontario (at most CAD 50,000 a year, unless the range ends above CAD 200,000); the proposed
N.J.A.C. 12:74 of New Jersey (at most 60 % of the minimum).
"""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Finding, Severity
from ml.checks.law.applicable import applicable_rules
from ml.checks.law.needs import Gap
from ml.checks.law.reading import Reading, ShownPay
from ml.checks.law.saying import mind, say
from ml.checks.law.schema import Spread
from ml.checks.subject import Subject


def check_spread(subject: Subject) -> Iterator[Finding]:
    laws = [law for law in applicable_rules(subject.context) if law.rule.spread]
    shown = Reading(subject).pay if laws else None
    for law in laws:
        spread = law.rule.spread
        if shown and spread and (says := too_wide(shown, spread)):
            severity = Severity.NOTE if spread.is_proposed else Severity.ERROR
            yield say(Gap("pay-spread", says, severity, shown.start, shown.text), [mind(law, severity)])


def too_wide(shown: ShownPay, spread: Spread) -> str:
    """Why the range is too wide, or "". Amounts in another currency, or without a period, are not judged."""
    least, most = shown.pay.min, shown.pay.max
    if shown.is_open or least is None or most is None:
        return ""
    if spread.share is not None and most - least > spread.share * least:
        width = (most - least) / least
        return f"The range reaches {width:.0%} above its minimum; {spread.share:.0%} is proposed as the most."
    year = shown.a_year()
    if spread.amount is None or year is None or shown.pay.currency != spread.currency:
        return ""
    is_free = spread.unless_above is not None and year[1] > spread.unless_above
    if is_free or year[1] - year[0] <= spread.amount:
        return ""
    return f"The range is {spread.currency} {year[1] - year[0]:,.0f} a year wide; {spread.amount:,.0f} is the most."
