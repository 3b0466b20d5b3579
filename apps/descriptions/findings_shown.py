"""What the pages show of a check: findings in groups, the weightiest first, and what was dismissed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain
from typing import Any

from apps.accounts.models import User
from apps.descriptions.accepting import acceptable
from apps.descriptions.check_models import Dismissal
from apps.descriptions.checking import Found, Part, Score, check_description, name_of
from apps.descriptions.diffs import Hunk
from apps.descriptions.dismissals import sift
from apps.descriptions.models import JobDescription
from apps.descriptions.permissions import can_dismiss, can_edit, can_take_back

#: The weightiest first.
SEVERITIES = {"error": "Put this right", "warning": "Worth a change", "note": "Worth a look"}
EVIDENCE = {
    "law": "A law asks for it",
    "strong": "Strong evidence: studies agree",
    "mixed": "Mixed evidence: studies disagree",
    "convention": "Convention: good practice, not research",
}
#: Findings in the list, the weightiest: nobody works through more at once, and each costs time while somebody types.
MOST_SHOWN = 40
#: Characters of a finding's words in the list.
MOST_WORDS = 70
#: Characters of a line on either side of a change.
AROUND = 60


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """`cost` is what it takes from the score."""

    found: Found
    can_accept: bool
    cost: float

    @property
    def severity(self) -> str:
        return str(self.found.finding.severity)

    @property
    def words(self) -> str:
        text = self.found.finding.text
        return text if len(text) <= MOST_WORDS else f"{text[: MOST_WORDS - 1]}…"

    @property
    def severity_words(self) -> str:
        return SEVERITIES[self.severity]

    @property
    def evidence_words(self) -> str:
        return EVIDENCE[str(self.found.finding.evidence)]

    @property
    def said(self) -> tuple[Any, ...]:
        """All that is shown of it but for its place."""
        finding = replace(self.found.finding, start=0, end=0)
        section = self.found.section.pk if self.found.section else None
        return finding, self.found.key, self.found.part, section, self.can_accept, round(self.cost, 1)

    @property
    def is_in_title(self) -> bool:
        return self.found.part is Part.TITLE


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule. `changes` are those that can be accepted together."""

    rule: str
    findings: tuple[ShownFinding, ...]
    changes: int

    @property
    def name(self) -> str:
        return name_of(self.rule)

    @property
    def severity(self) -> str:
        return min((shown.severity for shown in self.findings), key=list(SEVERITIES).index)

    @property
    def cost(self) -> float:
        return sum(shown.cost for shown in self.findings)


@dataclass(frozen=True, slots=True)
class Hidden:
    dismissal: Dismissal
    count: int
    can_take_back: bool


@dataclass(frozen=True, slots=True)
class ShownFindings:
    """`hashes` are those of the texts that were checked: `12:0a1b2c3d 13:...`. `count` is that of all findings."""

    groups: tuple[Group, ...]
    count: int
    hidden: tuple[Hidden, ...]
    hashes: str
    score: Score
    laws: tuple[dict[str, Any], ...]
    can_accept: bool
    can_dismiss_here: bool
    can_dismiss_for_all: bool

    @property
    def shown(self) -> int:
        return sum(len(group.findings) for group in self.groups)

    @property
    def left_out(self) -> int:
        return self.count - self.shown

    @property
    def state(self) -> str:
        """A short hash of all that is shown but for the places of the findings: while it stays, so does the list."""
        factors = [(factor.name, factor.points, factor.of, factor.why) for factor in self.score.factors]
        groups = [(group.changes, [shown.said for shown in group.findings]) for group in self.groups]
        hidden = [(row.dismissal.pk, row.count, row.can_take_back) for row in self.hidden]
        rights = (self.can_accept, self.can_dismiss_here, self.can_dismiss_for_all)
        said = (groups, self.count, hidden, self.score.points, self.score.why, factors, self.laws, rights)
        return sha256(repr(said).encode()).hexdigest()[:16]

    @property
    def places(self) -> dict[str, tuple[int, int]]:
        """Where each finding begins and ends in its part of the text, by its key."""
        found = [shown.found for group in self.groups for shown in group.findings]
        return {one.key: (one.start, one.end) for one in found}


@dataclass(frozen=True, slots=True)
class Change:
    """One place of a group, as it would read."""

    key: str
    heading: str
    hunks: tuple[Hunk, ...]


def show_findings(
    description: JobDescription, *, viewer: User, typed: Mapping[int, str] | None = None
) -> ShownFindings:
    checked = check_description(description, typed)
    sifted = sift(checked.found, description=description, viewer=viewer)
    may_edit = can_edit(viewer, description)
    can_accept = may_edit and description.is_editable
    score = checked.score(sifted.left)
    costs = dict(chain.from_iterable(zip(factor.findings, factor.costs, strict=True) for factor in score.factors))
    return ShownFindings(
        groups=tuple(_weightiest(_groups(sifted.left, costs, can_accept=can_accept))),
        count=len(sifted.left),
        hidden=tuple(Hidden(row, count, can_take_back(viewer, row)) for row, count in sifted.hidden),
        hashes=" ".join(f"{pk}:{value}" for pk, value in checked.hashes.items()),
        score=score,
        laws=tuple(checked.laws()),
        can_accept=can_accept,
        can_dismiss_here=may_edit,
        can_dismiss_for_all=can_dismiss(viewer, Dismissal.Scope.ALL, description),
    )


def show_changes(description: JobDescription, *, rule: str, viewer: User) -> list[Change]:
    """What accepting all findings of a rule would change."""
    left = sift(check_description(description).found, description=description, viewer=viewer).left
    return [_change(one) for one in acceptable(left, rule)]


def _groups(found: Iterable[Found], costs: Mapping[Any, float], *, can_accept: bool) -> tuple[Group, ...]:
    """Findings of the same rule together, the group that weighs most first; inside it in the order of the text."""
    order = list(SEVERITIES)
    by_rule: dict[str, list[Found]] = {}
    for one in found:
        by_rule.setdefault(one.finding.rule, []).append(one)
    groups = []
    for rule, of_rule in by_rule.items():
        findings = tuple(
            ShownFinding(one, can_accept and one.part is not Part.WHOLE, costs.get(one.finding, 0)) for one in of_rule
        )
        groups.append(Group(rule, findings, len(acceptable(of_rule, rule)) if can_accept else 0))
    return tuple(sorted(groups, key=lambda group: (order.index(group.severity), -group.cost, group.rule)))


def _weightiest(groups: Iterable[Group]) -> Iterator[Group]:
    room = MOST_SHOWN
    for group in groups:
        if room > 0:
            yield replace(group, findings=group.findings[:room])
        room -= len(group.findings)


def _change(one: Found) -> Change:
    section = one.section
    assert section is not None  # noqa: S101 - `acceptable` leaves out what stands in no section
    text = section.heading if one.part is Part.HEADING else section.text
    before, after = text[: one.start].rpartition("\n")[2], text[one.end :].partition("\n")[0]
    hunks = (
        Hunk("same", before if len(before) <= AROUND else f"…{before[-AROUND:]}"),
        Hunk("del", text[one.start : one.end]),
        Hunk("ins", one.finding.replacements[0]),
        Hunk("same", after if len(after) <= AROUND else f"{after[:AROUND]}…"),
    )
    return Change(one.key, section.heading, hunks)
