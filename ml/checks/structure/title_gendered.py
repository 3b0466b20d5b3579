"""A title that names a man or a woman by a word which is a matter in titles alone; the others are found by language.

A notice with such a title is taken to seek one sex (29 CFR 1604.5; Equality and Human Rights Commission, "Advertising:
what you need to know"; Directive (EU) 2023/970, Art. 5). What "sister" and "matron" name on a ward is no matter here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ml.checks.findings import Evidence, Finding, Severity
from ml.checks.structure.rules_of_thumb import structure_rule
from ml.checks.structure.title_words import any_of, in_case_of, title_of, title_words
from ml.checks.subject import Subject

RULE = structure_rule("title-gendered", Severity.WARNING, "29 CFR 1604.5; Equality Act 2010, s. 13", Evidence.LAW)
#: "Assistant to the Chairman" names a person who is there; "Foreman Ltd" and "the Barman Award" are names.
BEFORE = re.compile(r"\b(?:to|for) (?:the|our) $|\bthe $", re.IGNORECASE)
AFTER = re.compile(r"^['’]s?\b|^ (?:Ltd|Limited|Inc|plc|LLC|Group|Trust|Award)\b")


def check_title_gendered(subject: Subject) -> Iterator[Finding]:
    title = title_of(subject)
    for found in _pattern().finditer(title.text) if title else ():
        if title and not BEFORE.search(title.text[: found.start()]) and not AFTER.search(title.text[found.end() :]):
            neutral = title_words()["gendered"][found[0].lower()]
            yield RULE.at(
                subject.part(title.start + found.start(), title.start + found.end()),
                f"“{found[0]}” names one sex; a title has to be open to everybody.",
                tuple(in_case_of(found[0], word) for word in neutral),
            )


@cache
def _pattern() -> re.Pattern[str]:
    return any_of(list(title_words()["gendered"]))
