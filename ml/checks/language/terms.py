"""Words and phrases of a list, found in a text: where they stand, and what can stand there instead.

A list is a TOML file of groups. A group shares reason, severity and conditions; its words map to replacements, divided
by " | ". A word is a regular expression over the lower-cased text that begins with a plain word: a blank in it matches
blanks and one line break, a hyphen matches a hyphen, a blank or nothing, and `\\1` in a replacement is what its first
bracket matched.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ml.checks.findings import Category, Evidence, Finding, Severity
from ml.checks.language.fit import fit_all
from ml.checks.language.quiet import is_name, is_quiet, is_title_of_person, lowered, opens_a_door, reads_as_english
from ml.checks.subject import Subject

WORD = re.compile(r"[a-z0-9]+")
HYPHENATED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
BLANK = r"(?:[^\S\r\n]{1,3}|[^\S\r\n]*\r?\n[^\S\r\n]*)"
HYPHEN = r"[-‐‑\s]?"
APOSTROPHE = "['’]"
#: In front of a word these tell an address, a tag or a name of a program.
INSIDE = frozenset("@_#")
#: How far around a match its conditions look.
REACH = 200


@dataclass(frozen=True, slots=True)
class Group:
    """`after` and `before` must hold for the text in front of a match and behind it, `not_after` and `not_before` must not.

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
    pattern: re.Pattern[str]
    replacements: tuple[str, ...]
    group: Group


def find_terms(subject: Subject, rule: str) -> Iterator[Finding]:
    """What the list `rule` says of a text in English; the longer of two terms wins, and no two overlap."""
    if not reads_as_english(subject.text):
        return
    terms, low, end = word_list(rule), lowered(subject.text), 0
    for word in WORD.finditer(low):
        if word.start() < end or word[0] not in terms:
            continue
        for term in terms[word[0]]:
            found = term.pattern.match(low, word.start())
            if found and _speaks(subject, term.group, found):
                yield _finding(subject, term, found)
                end = found.end()
                break


def _speaks(subject: Subject, group: Group, found: re.Match[str]) -> bool:
    start, end = found.span()
    low = lowered(subject.text)
    return (
        low[max(0, start - 1) : start] not in INSIDE
        and _conditions_hold(group, low[max(0, start - REACH) : start], low[end : end + REACH])
        and not is_quiet(subject, start, end)
        and not (group.of_people and opens_a_door(subject.text, start, end))
        and not (group.may_be_name and is_name(subject, start, end))
        and not is_title_of_person(subject, start, end)
    )


def _conditions_hold(group: Group, before: str, behind: str) -> bool:
    return not (
        (group.after and not group.after.search(before))
        or (group.before and not group.before.match(behind))
        or (group.not_after and group.not_after.search(before))
        or (group.not_before and group.not_before.match(behind))
    )


def _finding(subject: Subject, term: Term, found: re.Match[str]) -> Finding:
    group = term.group
    start, end = found.span()
    offered = tuple(_filled(replacement, found, subject.text) for replacement in term.replacements)
    start, replacements = fit_all(subject, start, end, offered)
    text = subject.text[start:end]
    return Finding(
        rule=group.rule,
        category=Category.LANGUAGE,
        severity=group.severity,
        start=start,
        end=end,
        text=text,
        reason=group.reason,
        source=group.source,
        evidence=group.evidence,
        replacements=replacements,
    )


def _filled(replacement: str, found: re.Match[str], text: str) -> str:
    """Its `\\1`, `\\2` as they stand in the text, whose capitals the lower-cased match has lost."""
    return re.sub(r"\\(\d)", lambda mark: text[slice(*found.span(int(mark[1])))], replacement)


@cache
def word_list(rule: str) -> Mapping[str, tuple[Term, ...]]:
    """The terms of a list by their first words, the longest first."""
    content = tomllib.loads(files("ml.checks.language").joinpath(f"{rule}.toml").read_text(encoding="utf-8"))
    terms: dict[str, list[tuple[str, Term]]] = {}
    for row in content["group"]:
        group = _group(rule, {**content, **row})
        for word, replacements in row["words"].items():
            first = WORD.match(word)
            if first is None:
                raise ValueError(f"{rule}.toml: {word!r} does not begin with a word.")
            offered = tuple(part.strip() for part in replacements.split("|") if part.strip())
            term = Term(_pattern(word), offered, group)
            for opening in {first[0], _joined(word)}:
                terms.setdefault(opening, []).append((word, term))
    return {first: tuple(term for _, term in sorted(rows, key=lambda row: -len(row[0]))) for first, rows in terms.items()}


def _joined(word: str) -> str:
    """What its first word is where hyphens are left out: rockstar, selfstarter."""
    opening = HYPHENATED.match(word)
    return opening[0].replace("-", "") if opening else ""


def _pattern(word: str) -> re.Pattern[str]:
    spaced = re.sub(r"(?<!\[)-(?!\])", HYPHEN.replace("\\", "\\\\"), word.replace("'", APOSTROPHE).replace(" ", BLANK))
    return re.compile(rf"{spaced}(?!\w)")


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
