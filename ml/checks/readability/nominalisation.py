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
from ml.language.verbs import lexicon

RULE = readability_rule("nominalisation")
#: A word with its object behind it; what decides is whether it is a verb.
INFINITIVE = re.compile(r"\s+([a-z]+) (?:the|an?|this|that|these|those|all|any|your|our|their|its|high|new)\b")


def check_nominalisation(subject: Subject) -> Iterator[Finding]:
    """A noun with a capital, such as "Management of Change", is a name."""
    for sentence in sentences_of(subject):
        for found in _pattern().finditer(sentence.text):
            rest = sentence.text[found.end() :]
            if found["pair"][:1].islower() and stands_alone(rest) and not _is_infinitive(found["pair"], rest):
                form = light_verbs()[found["light"].lower()]
                yield finding_of(RULE, subject, sentence, found, verb_of(found["pair"], form))


def _is_infinitive(pair: str, rest: str) -> bool:
    """ "training to achieve these" tells what for; "training to new bakers" tells whom."""
    following = INFINITIVE.match(rest)
    return pair.endswith(" to") and following is not None and following[1] in lexicon()


@cache
def _pattern() -> re.Pattern[str]:
    light = "|".join(sorted(map(re.escape, light_verbs()), key=len, reverse=True))
    return re.compile(rf"\b(?P<light>{light}) {ARTICLE}{noun_pattern()}", re.IGNORECASE)
