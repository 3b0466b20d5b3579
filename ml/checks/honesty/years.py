"""Years of experience as a requirement.

Years spent in a job tell little about how well somebody will do the next one: over 44 samples the correlation with
performance was .06 (Van Iddekinge, Arnold, Frieder and Roth 2019, Personnel Psychology 72:571). What somebody must
have done says more. Time that a law or a profession sets is no matter here.
"""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Category, Evidence, Finding, Severity
from ml.checks.honesty.asked_years import asked_years, is_too_much
from ml.checks.rule import Rule
from ml.checks.subject import Subject

EXPERIENCE = "Van Iddekinge et al. 2019, Personnel Psychology 72:571"
RULE = Rule("years-of-experience", Category.HONESTY, Severity.NOTE, EXPERIENCE, Evidence.STRONG)


def check_years(subject: Subject) -> Iterator[Finding]:
    """Years that contradict the level are left to the rule for that."""
    for asked in asked_years(subject):
        if not is_too_much(subject, asked):
            yield RULE.at(
                asked.place,
                "Years say little about how well somebody works: say what they must have done.",
                (asked.without,) if asked.without else (),
            )
