"""A verb that hides in a noun behind another that says nothing: "carry out the assessment of needs" is "assess needs".

Named only where the verb can stand in its place with nothing else changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ml.checks.findings import Finding
from ml.checks.readability.hidden_verbs import ARTICLE, finding_of, light_verbs, noun_pattern, stands_alone, verb_of
from ml.checks.readability.plain_english import readability_rule, sentences_of
from ml.checks.subject import Subject

RULE = readability_rule("nominalisation")


def check_nominalisation(subject: Subject) -> Iterator[Finding]:
    """A noun with a capital, such as "Management of Change", is a name."""
    for sentence in sentences_of(subject):
        for found in _pattern().finditer(sentence.text):
            if found["pair"][:1].islower() and stands_alone(sentence.text[found.end() :]):
                form = light_verbs()[found["light"].lower()]
                yield finding_of(RULE, subject, sentence, found, verb_of(found["pair"], form))


@cache
def _pattern() -> re.Pattern[str]:
    light = "|".join(sorted(map(re.escape, light_verbs()), key=len, reverse=True))
    return re.compile(rf"\b(?P<light>{light}) {ARTICLE}{noun_pattern()}", re.IGNORECASE)
