"""A job for beginners that asks for years of experience: one of the two is not meant."""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Category, Evidence, Finding, Severity
from ml.checks.honesty.asked_years import asked_years, is_too_much
from ml.checks.honesty.years import EXPERIENCE
from ml.checks.rule import Rule
from ml.checks.subject import Subject

RULE = Rule("junior-with-years", Category.HONESTY, Severity.WARNING, EXPERIENCE, Evidence.STRONG)


def check_junior_with_years(subject: Subject) -> Iterator[Finding]:
    for asked in asked_years(subject):
        if is_too_much(subject, asked):
            yield RULE.at(
                asked.place,
                f"The job is for beginners, and it asks for {asked.years} years: nobody can be both.",
                (asked.without,) if asked.without else (),
            )
