"""What the posting leaves out that a law of its places asks for.

Source: the rule packs beside this file, each rule with its own; pay transparency laws of US states and cities, Canadian
provinces and the European Union.
"""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Finding, Severity
from ml.checks.law.applicable import Applicable, applicable_rules
from ml.checks.law.needs import Gap, gap_of
from ml.checks.law.reading import Reading
from ml.checks.law.saying import Minding, mind, say
from ml.checks.law.schema import Need
from ml.checks.subject import Subject


def check_missing(subject: Subject) -> Iterator[Finding]:
    reading = Reading(subject)
    minded: dict[Gap, list[Minding]] = {}
    for law in applicable_rules(subject.context):
        for need, minding in _asked(law):
            if gap := gap_of(need, reading, law.rule):
                minded.setdefault(gap, []).append(minding)
    for gap, laws in minded.items():
        yield say(gap, laws)


def _asked(law: Applicable) -> Iterator[tuple[Need, Minding]]:
    """What can be given at a later moment, or elsewhere, is worth a look and no more."""
    rule = law.rule
    yield from ((need, mind(law, Severity.ERROR)) for need in rule.required)
    yield from ((need, mind(law, Severity.NOTE, rule.later)) for need in rule.required_later)
    yield from ((need, mind(law, Severity.NOTE, is_advice=True)) for need in rule.recommended)
