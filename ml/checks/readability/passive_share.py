"""A text in which the passive is a habit: one is often right, a third of all sentences leaves open who does what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ml.checks.findings import Finding
from ml.checks.readability.plain_english import readability_rule, sentences_of
from ml.checks.subject import Subject
from ml.language.inflect import IRREGULAR_PAST

RULE = readability_rule("much-passive")
#: A form of "to be" and a participle; those below describe a state rather than what somebody does.
PARTICIPLES = "|".join(sorted({done for _, done in IRREGULAR_PAST.values() if not done.endswith("ed")}))
PASSIVE = re.compile(
    rf"\b(?:is|are|was|were|be|been|being) (?:\w+ly |also |not |well )?(?P<done>[a-z]{{2,}}ed|{PARTICIPLES})\b"
)
ADJECTIVES = frozenset(
    """
    based located committed interested experienced dedicated involved situated pleased excited delighted motivated
    qualified registered skilled related limited closed focused focussed determined organised organized detailed united
    advanced required needed desired preferred become come gone been entitled supposed thrilled
    """.split()
)
FEWEST_PASSIVE, LARGE_SHARE = 4, 0.3


def check_passive_share(subject: Subject) -> Iterator[Finding]:
    sentences = sentences_of(subject)
    passive = sum(any(found["done"] not in ADJECTIVES for found in PASSIVE.finditer(each.text)) for each in sentences)
    if passive >= FEWEST_PASSIVE and passive >= LARGE_SHARE * len(sentences):
        yield RULE.of_text(
            f"{passive} of {len(sentences)} sentences are in the passive, which leaves open who does it: say who."
        )
