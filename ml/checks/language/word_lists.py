"""The word lists of this folder: TOML files of groups, whose words map to replacements divided by " | ".

A group shares reason, severity and conditions. A word is a regular expression over the lower-cased text that begins
with a plain word: a blank in it matches blanks and one line break, a hyphen matches a hyphen, a blank or nothing, and
`\\1` in a replacement is what its first bracket matched.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ml.checks.findings import Evidence, Severity

FIRST = re.compile(r"[a-z0-9]+")
HYPHENATED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
APOSTROPHE = "['’]"
#: What stands for more than itself, outside of a class of characters.
LOOSENED = {
    " ": r"(?:[^\S\r\n]{1,3}|[^\S\r\n]*\r?\n[^\S\r\n]*)",
    "-": r"[-‐‑\s]?",
    "'": APOSTROPHE,
}
LOOSE = re.compile(r"\[[^\]]*\]|[-' ]")


@dataclass(frozen=True, slots=True)
class Group:
    """`after` and `before` must hold for the text in front of a match and behind it, the other two must not.

    `of_people`: it says whom the posting asks for, so it stays silent where a sentence opens the door to everybody.
    `may_be_name`: with a capital inside a sentence it is a name.
    """

    rule: str
    source: str
    evidence: Evidence
    severity: Severity
    reason: str
    of_people: bool
    may_be_name: bool
    after: re.Pattern[str] | None
    before: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    not_before: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Term:
    words: str
    replacements: tuple[str, ...]
    group: Group

    @property
    def pattern(self) -> re.Pattern[str]:
        return _pattern(self.words)


@cache
def word_list(rule: str) -> Mapping[str, tuple[Term, ...]]:
    """The terms of a list by their first words, the longest first. Raise `ValueError` for one that begins with none."""
    content = tomllib.loads(files("ml.checks.language").joinpath(f"{rule}.toml").read_text(encoding="utf-8"))
    terms: dict[str, list[Term]] = {}
    for row in content["group"]:
        group = _group(rule, {**content, **row})
        for words, replacements in row["words"].items():
            offered = tuple(part.strip() for part in replacements.split("|") if part.strip())
            for opening in _openings(rule, words):
                terms.setdefault(opening, []).append(Term(words, offered, group))
    return {opening: tuple(sorted(rows, key=lambda term: -len(term.words))) for opening, rows in terms.items()}


def _openings(rule: str, words: str) -> set[str]:
    """Its first word, also where hyphens are left out: rock and rockstar."""
    first, whole = FIRST.match(words), HYPHENATED.match(words)
    if first is None or whole is None:
        raise ValueError(f"{rule}.toml: {words!r} does not begin with a word.")
    return {first[0], whole[0].replace("-", "")}


@cache
def _pattern(words: str) -> re.Pattern[str]:
    """Compiled when a text first holds its first word: most never do."""
    return re.compile(LOOSE.sub(lambda mark: LOOSENED.get(mark[0], mark[0]), words) + r"(?!\w|-\w)")


def _group(rule: str, row: Mapping[str, Any]) -> Group:
    conditions = {name: _condition(row.get(name)) for name in ("after", "before", "not_after", "not_before")}
    return Group(
        rule=rule.replace("_", "-"),
        source=row["source"],
        evidence=Evidence(row["evidence"]),
        severity=Severity(row["severity"]),
        reason=row["reason"],
        of_people=row.get("of_people", False),
        may_be_name=row.get("may_be_name", True),
        **conditions,
    )


def _condition(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(pattern.replace("'", APOSTROPHE)) if pattern else None
