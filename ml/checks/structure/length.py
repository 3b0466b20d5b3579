"""A posting outside 1,500 to 6,000 characters.

In Appcast's clicks of 2015 (about 400,000 visitors), postings of 4,000 to 5,000 characters were applied to most often,
those below 1,000 least, and those above 10,000 half as often as the best. It is one vendor's count of one year, so that
the limits here are wide.
"""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Evidence, Finding, Severity
from ml.checks.structure.rules_of_thumb import structure_rule
from ml.checks.subject import Subject

FAR_TOO_SHORT, SHORTEST, LONGEST, FAR_TOO_LONG = 1_000, 1_500, 6_000, 10_000
SOURCE = "Appcast 2015: clicks on 30,051 applications"
FAR_OFF = structure_rule("length", Severity.WARNING, SOURCE, Evidence.MIXED)
A_LITTLE_OFF = structure_rule("length", Severity.NOTE, SOURCE, Evidence.MIXED)


def check_length(subject: Subject) -> Iterator[Finding]:
    if not subject.is_posting:
        return
    count = sum(len(block.text) for block in subject.blocks)
    if count < SHORTEST:
        rule = FAR_OFF if count < FAR_TOO_SHORT else A_LITTLE_OFF
        yield rule.of_text(f"With {count:,} characters it leaves much unsaid: {SHORTEST:,} to {LONGEST:,} are usual.")
    elif count > LONGEST:
        rule = FAR_OFF if count > FAR_TOO_LONG else A_LITTLE_OFF
        yield rule.of_text(f"With {count:,} characters few will read it to the end: stay below {LONGEST:,}.")
