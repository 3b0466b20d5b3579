"""The same line twice, whatever its capitals and stops."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ml.checks.findings import Finding, Severity
from ml.checks.structure.rules_of_thumb import structure_rule
from ml.checks.subject import Subject
from ml.language.text import fold

RULE = structure_rule("repeated-line", Severity.WARNING)
#: Shorter lines, such as "Full time" or an address, may well stand twice.
FEWEST_WORDS = 5
#: Contacts, and what stands above each of them.
CONTACT = re.compile(r"@|https?:|\bphone\b|\btel\b|:\s*$", re.IGNORECASE)


def check_repeated_lines(subject: Subject) -> Iterator[Finding]:
    seen: set[str] = set()
    for block in subject.lines():
        line = "" if CONTACT.search(block.text) else fold(block.text)
        if line in seen:
            yield RULE.at(block, "This line stands above already, word for word.")
        elif line.count(" ") + 1 >= FEWEST_WORDS:
            seen.add(line)
