"""One place, one finding: where several rules say of the same words that they should change, one speaks for all.

The one with the strongest ground does: law before studies before custom, then the graver, then the shorter place. It
names the others, is as grave as the gravest of them, and takes a replacement from one of them where it has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ml.checks.findings import Evidence, Finding, Severity
from ml.checks.names import name_of

#: These judge a whole stretch as such, whatever words stand in it.
OF_A_STRETCH = frozenset(
    "long-bullet long-sentence wall-of-text repeated-line too-many-must-haves title-length title-capitals".split()
)
#: A point that is too long because of its long sentence.
BOTH_LONG = {"long-bullet", "long-sentence"}
GROUNDS, GRAVITY = tuple(Evidence), tuple(Severity)


def one_a_place(findings: Iterable[Finding]) -> list[Finding]:
    """In the order of the text; what concerns the whole text stays as it is."""
    strongest = sorted(findings, key=_weakness)
    spoken: list[list[Finding]] = []
    for finding in strongest:
        others = next((group for group in spoken if _says_the_same(group[0], finding)), None)
        if others is None:
            spoken.append([finding])
        else:
            others.append(finding)
    return sorted((_for_all(group) for group in spoken), key=lambda each: (each.start, each.end, each.rule))


def _weakness(finding: Finding) -> tuple[int, int, int, int, str]:
    ground, gravity = GROUNDS.index(finding.evidence), GRAVITY.index(finding.severity)
    return ground, gravity, finding.end - finding.start, finding.start, finding.rule


def _says_the_same(one: Finding, other: Finding) -> bool:
    if one.is_of_whole_text or other.is_of_whole_text or one.rule == other.rule:
        return False
    rules = {one.rule, other.rule}
    may_be_same = rules == BOTH_LONG or not rules & OF_A_STRETCH
    return may_be_same and one.start < other.end and other.start < one.end


def _for_all(group: Sequence[Finding]) -> Finding:
    speaks, *others = group
    if not others:
        return speaks
    names = " and ".join(dict.fromkeys(f"“{name_of(other.rule)}”" for other in others))
    gravest = min((each.severity for each in group), key=GRAVITY.index)
    said = replace(speaks, severity=gravest, reason=f"{speaks.reason} The same place is named by {names}.")
    return said if said.replacements else _with_replacement(said, others)


def _with_replacement(speaks: Finding, others: Iterable[Finding]) -> Finding:
    """The place and replacements of another that covers it, as it is."""
    for other in others:
        if other.replacements and other.start <= speaks.start and speaks.end <= other.end:
            return replace(speaks, start=other.start, end=other.end, text=other.text, replacements=other.replacements)
    return speaks
