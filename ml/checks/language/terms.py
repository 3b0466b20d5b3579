"""Words and phrases of a list, found in a text: where they stand, and what can stand there instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ml.checks.findings import Category, Finding
from ml.checks.language.fit import fit_all
from ml.checks.language.quiet import is_name, is_quiet, is_title_of_person, lowered, opens_a_door
from ml.checks.language.word_lists import FIRST, Group, Term, word_list
from ml.checks.subject import Subject

#: In front of a word these tell an address, a tag or a name of a program.
INSIDE = frozenset("@_#")
#: How far around a match its conditions look.
REACH = 200


def find_terms(subject: Subject, rule: str) -> Iterator[Finding]:
    """What the list `rule` says of a text in English; the longer of two terms wins, and no two overlap."""
    if not subject.is_english:
        return
    terms, low, end = word_list(rule), lowered(subject.text), 0
    for start, word in _words(low):
        if word not in terms or start < end:
            continue
        for term in terms[word]:
            found = term.pattern.match(low, start)
            if found and _speaks(subject, term.group, found):
                yield _finding(subject, term, found)
                end = found.end()
                break


@lru_cache(maxsize=2)
def _words(low: str) -> tuple[tuple[int, str], ...]:
    return tuple((found.start(), found[0]) for found in FIRST.finditer(low))


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
    return Finding(
        rule=group.rule,
        category=Category.LANGUAGE,
        severity=group.severity,
        start=start,
        end=end,
        text=subject.text[start:end],
        reason=group.reason,
        source=group.source,
        evidence=group.evidence,
        replacements=replacements,
    )


def _filled(replacement: str, found: re.Match[str], text: str) -> str:
    """Its `\\1`, `\\2` as they stand in the text, whose capitals the lower-cased match has lost."""
    return re.sub(r"\\(\d)", lambda mark: text[slice(*found.span(int(mark[1])))], replacement).strip()
