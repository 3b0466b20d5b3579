"""Evidence for a setting: what each posting says of it, and how sure that makes us.

Each posting has one vote, so a long one does not outvote the others. How sure we are is the lower end of Wilson's
interval for the share of votes: two of two say less than eight of ten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import sqrt

from ml.contracts import SectionKind

#: Fewer postings with anything to say on a setting are no evidence.
FEWEST_VOTES = 3
#: Below this the postings are said to disagree.
ENOUGH = 0.5
QUOTES = 3
LONGEST_QUOTE = 160
#: Normal quantile of the interval: four times out of five the true share is above its lower end and below its upper.
Z = 1.28


class Setting(StrEnum):
    PERSON = "person"
    SPELLING = "spelling"
    CONTRACTIONS = "contractions"
    TONE = "tone"
    STOPS = "stops"
    EXCLAMATIONS = "exclamations"
    HEADINGS = "headings"
    COMPANY = "company"


@dataclass
class Vote:
    """What one posting says of one setting: how often each value, and lines that show it."""

    counts: Counter[str] = field(default_factory=Counter)
    quotes: dict[str, list[str]] = field(default_factory=dict)

    def add(self, value: str, line: str, count: int = 1) -> None:
        if count:
            self.counts[value] += count
            self.quotes.setdefault(value, []).append(line)

    @property
    def value(self) -> str:
        """The value said most often; nothing where two are said as often."""
        first, *rest = self.counts.most_common(2) or [("", 0)]
        return "" if rest and rest[0][1] == first[1] else first[0]


@dataclass(frozen=True, slots=True)
class Finding:
    """A proposed value of a setting. Without `value` the evidence is not enough, and `note` says why."""

    setting: Setting
    value: str
    counts: Mapping[str, int]
    agreeing: int
    voting: int
    confidence: float
    quotes: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_enough(self) -> bool:
        return bool(self.value)


@dataclass(frozen=True, slots=True)
class Habit:
    """A section of the usual structure, with its usual heading."""

    kind: SectionKind
    heading: str
    postings: int


@dataclass(frozen=True, slots=True)
class Recurring:
    """Company text that stands in several postings, or a phrase that comes again and again."""

    text: str
    postings: int
    kind: SectionKind = SectionKind.OTHER


@dataclass(frozen=True, slots=True)
class Report:
    postings: int
    findings: tuple[Finding, ...]
    sentence_words: float
    habits: tuple[Habit, ...] = ()
    boilerplate: tuple[Recurring, ...] = ()
    phrases: tuple[Recurring, ...] = ()

    def finding(self, setting: Setting) -> Finding:
        return next(finding for finding in self.findings if finding.setting is setting)


def find(setting: Setting, votes: Sequence[Vote]) -> Finding:
    counts: Counter[str] = Counter()
    for vote in votes:
        counts.update(vote.counts)
    values = Counter(vote.value for vote in votes if vote.value)
    voting = sum(1 for vote in votes if vote.counts)
    value, agreeing = values.most_common(1)[0] if values else ("", 0)
    confidence = round(wilson(agreeing, voting), 2)
    note = _doubt(voting, agreeing, len(votes), confidence)
    if note:
        return Finding(setting, "", dict(counts), agreeing, voting, confidence, _quotes(votes, value), note)
    return Finding(setting, value, dict(counts), agreeing, voting, confidence, _quotes(votes, value))


def _doubt(voting: int, agreeing: int, postings: int, confidence: float) -> str:
    if voting < FEWEST_VOTES:
        return f"Not enough evidence: {voting} of {postings} postings show anything of this."
    if confidence < ENOUGH:
        return f"Not enough evidence: the postings disagree, only {agreeing} of {voting} are alike."
    return ""


def wilson(agreeing: int, voting: int) -> float:
    """The lower end of the interval for the share of postings that are alike."""
    if not voting:
        return 0.0
    share, square = agreeing / voting, Z * Z
    middle = share + square / (2 * voting)
    spread = Z * sqrt(share * (1 - share) / voting + square / (4 * voting * voting))
    return max(0.0, (middle - spread) / (1 + square / voting))


def _quotes(votes: Sequence[Vote], value: str) -> tuple[str, ...]:
    """One line of each posting first, so that the quotes show more than one document; those that fit before others."""
    ranked = [sorted(vote.quotes.get(value, []), key=lambda line: len(line) > LONGEST_QUOTE) for vote in votes]
    firsts = [lines[0] for lines in ranked if lines]
    others = [line for lines in ranked for line in lines[1:]]
    unique = list(dict.fromkeys((*firsts, *others)))
    return tuple(shorten(line) for line in unique[:QUOTES])


def shorten(line: str) -> str:
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1].rstrip()}…"
