"""A title in capitals throughout: slower to read, loud, and read letter by letter by some screen readers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ml.checks.findings import Finding, Severity
from ml.checks.structure.rules_of_thumb import structure_rule
from ml.checks.structure.title_words import title_of
from ml.checks.subject import Subject

RULE = structure_rule("title-capitals", Severity.WARNING)
SMALL = frozenset("a an and at by for from in of on or the to with".split())
#: Words of two or three letters are mostly short forms; these are none.
SHORT_WORDS = frozenset("art aid air bar bus car day eye gas ice law pet sea tax tea van web key act new".split())
SPOKEN = frozenset("IT PA EA QA AI UX UI UK EU US USA NHS HGV LGV CNC SEN CAMHS STEM DEVOPS".split())
LONG_ENOUGH = 5


def check_title_capitals(subject: Subject) -> Iterator[Finding]:
    title = title_of(subject)
    if title and title.text.isupper() and any(len(word) >= LONG_ENOUGH for word in re.findall(r"\w+", title.text)):
        yield RULE.at(title, "Capitals throughout are hard to read: write it like a name.", (_lowered(title.text),))


def _lowered(text: str) -> str:
    words = text.rstrip("! ").split(" ")
    return " ".join(_word(word, is_first=n == 0) for n, word in enumerate(words))


def _word(word: str, *, is_first: bool) -> str:
    bare = word.strip("()[],.;:/&-–").lower()
    if bare in SMALL and not is_first:
        return word.lower()
    is_short_form = bare.upper() in SPOKEN or (len(bare) <= 3 and bare not in SHORT_WORDS | SMALL)
    return word if is_short_form else word.title()
