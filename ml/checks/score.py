"""One number for a text, 0 to 100, that can be argued with: its factors add up to it, and each names its findings.

Each factor starts with the points that docs/checks.md gives it and loses some for every finding: most for an error,
least for a note. Of several findings of one rule each costs half of the one before, so that one habit cannot eat up the
score. A factor that cannot be measured is left out, and its points are shared among the others by their weight. The
score blocks nothing, and promises nothing about who will apply.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ml.checks.findings import Category, Finding, Severity, finding_to_dict
from ml.checks.readability.reading_ease import FEWEST_WORDS, ease_of
from ml.checks.subject import Subject

WEIGHTS = {
    Category.SPECIFICITY: 20,
    Category.STRUCTURE: 20,
    Category.HONESTY: 15,
    Category.LANGUAGE: 15,
    Category.READABILITY: 15,
    Category.LAW: 15,
}
FULL = sum(WEIGHTS.values())
COST = {Severity.ERROR: 10.0, Severity.WARNING: 5.0, Severity.NOTE: 2.0}
NOT_MEASURED = "Not measured"


@dataclass(frozen=True, slots=True)
class Factor:
    """`points` of at most `of`; None and 0 where it was not measured, and `why` says the cause.

    `costs` are the points that each of the `findings` takes; they differ from `of - points` by rounding alone.
    """

    name: Category
    points: int | None
    of: int
    why: str
    findings: tuple[Finding, ...] = ()
    costs: tuple[float, ...] = ()

    @property
    def is_measured(self) -> bool:
        return self.points is not None


@dataclass(frozen=True, slots=True)
class Score:
    """`points` is the sum of the factors' points, of 100; None where nothing could be measured."""

    points: int | None
    factors: tuple[Factor, ...]
    why: str


def score(subject: Subject, findings: Iterable[Finding]) -> Score:
    by_category: dict[Category, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_category[finding.category].append(finding)
    obstacles = _obstacles(subject, by_category)
    shares = _shares([name for name in WEIGHTS if not obstacles[name]])
    factors = tuple(_factor(name, shares.get(name, 0), by_category[name], obstacles[name]) for name in WEIGHTS)
    points = sum(factor.points or 0 for factor in factors) if shares else None
    return Score(points, factors, _why(factors))


def score_to_dict(result: Score) -> dict[str, Any]:
    return {
        "points": result.points,
        "of": FULL,
        "why": result.why,
        "factors": [
            {
                "name": str(factor.name),
                "points": factor.points,
                "of": factor.of,
                "why": factor.why,
                "findings": [
                    {**finding_to_dict(finding), "cost": round(cost, 1)}
                    for finding, cost in zip(factor.findings, factor.costs, strict=True)
                ],
            }
            for factor in result.factors
        ],
    }


def _obstacles(subject: Subject, found: Mapping[Category, Sequence[Finding]]) -> dict[Category, str]:
    """Why a factor cannot be measured, empty where it can."""
    whole = "" if subject.is_posting else "the text is too short to be a posting"
    english = "" if subject.is_english else "the text is not in English"
    words = "" if ease_of(subject) is not None else f"there are fewer than {FEWEST_WORDS} words of sentences"
    context = subject.context
    has_place = context.jurisdictions or context.locations or found.get(Category.LAW)
    place = "" if has_place else "no place is known whose law could be looked up"
    return {
        Category.SPECIFICITY: english or whole,
        Category.STRUCTURE: whole,
        Category.HONESTY: english or whole,
        Category.LANGUAGE: english or whole,
        Category.READABILITY: english or whole or words,
        Category.LAW: whole or place,
    }


def _shares(names: Sequence[Category]) -> dict[Category, int]:
    """Whole points that add up to `FULL`, by weight; what rounding down leaves goes to the largest fractions."""
    total = sum(WEIGHTS[name] for name in names)
    shares = {name: WEIGHTS[name] * FULL // total for name in names}
    by_fraction = sorted(names, key=lambda name: -(WEIGHTS[name] * FULL % total))
    for name in by_fraction[: FULL - sum(shares.values()) if names else 0]:
        shares[name] += 1
    return shares


def _factor(name: Category, of: int, findings: Sequence[Finding], obstacle: str) -> Factor:
    if obstacle:
        return Factor(name, None, 0, f"{NOT_MEASURED}: {obstacle}.", tuple(findings), (0.0,) * len(findings))
    costs = [cost * of / WEIGHTS[name] for cost in _costs(findings)]
    if sum(costs) > of:
        costs = [cost * of / sum(costs) for cost in costs]
    return Factor(name, round(of - sum(costs)), of, _counted(findings), tuple(findings), tuple(costs))


def _costs(findings: Sequence[Finding]) -> list[float]:
    """Of one rule the dearest finding costs in full, the next half, and so on; all of them share that by severity."""
    by_rule: dict[str, list[float]] = defaultdict(list)
    for finding in findings:
        by_rule[finding.rule].append(COST[finding.severity])
    share = {
        rule: sum(cost / 2**n for n, cost in enumerate(sorted(costs, reverse=True))) / sum(costs)
        for rule, costs in by_rule.items()
    }
    return [COST[finding.severity] * share[finding.rule] for finding in findings]


def _counted(findings: Sequence[Finding]) -> str:
    counts = [(sum(finding.severity is severity for finding in findings), severity.value) for severity in Severity]
    said = [f"{count} {name}{'s' if count > 1 else ''}" for count, name in counts if count]
    return f"{', '.join(said)}." if said else "Nothing found."


def _why(factors: Sequence[Factor]) -> str:
    left_out = [factor.name.value for factor in factors if not factor.is_measured]
    if len(left_out) == len(factors):
        return "Nothing could be measured yet."
    if not left_out:
        return f"The points of the {len(factors)} factors add up to the score."
    others = f"the points of the other {len(factors) - len(left_out)} add up to the score"
    return f"{NOT_MEASURED}: {', '.join(left_out)}. Their share went to the others by weight, and {others}."
