"""May an engine be the default of a fresh machine? It must hold against the composer on the same briefs.

What the rollout of a trained model asks besides (copy rate against its training texts, perplexity or edit distance on
published texts) needs texts that this set does not have. Here the engine must be better in at least one figure of
quality by as much as a reader can see, and worse in none: else the engine that needs no model stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ml.evaluation.bootstrap import difference, is_not_lower
from ml.evaluation.metrics import COMPOSER
from ml.evaluation.results import Result, percentile

RECALL_MARGIN = 0.01
LEAST_COMPLETE = 0.99
BUDGET_MS = 4_000
#: The figures in which a default engine has to show a gain, and which way is better.
QUALITY = {"specificity": 1, "distinct_3": 1, "shared": -1, "repeated": -1, "awkward": -1, "reading_ease": 1}
#: A gain below one point of a hundred is none: an engine that takes ten times as long has to show for it.
LEAST_GAIN = dict.fromkeys(QUALITY, 0.01) | {"reading_ease": 1.0}


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    passes: bool
    measured: str


@dataclass(frozen=True, slots=True)
class Judged:
    engine: str
    checks: tuple[Check, ...]

    @property
    def passes(self) -> bool:
        return all(check.passes for check in self.checks)


def judge(result: Result, champion: Result) -> Judged:
    """The bars that every engine must hold, and for another engine than the champion those of the gate."""
    checks = bars(result)
    if result.name != champion.name:
        checks += [*_against(result, champion), _gain(result, champion)]
    return Judged(result.name, tuple(checks))


def champion_of(results: Sequence[Result]) -> Result:
    return next((result for result in results if result.name == COMPOSER), results[0])


def default_engine(judged: Sequence[Judged], champion: str) -> str:
    """The first that passed against the composer; without that comparison the composer stays."""
    challengers = [one for one in judged if one.passes and one.engine != COMPOSER and champion == COMPOSER]
    return challengers[0].engine if challengers else COMPOSER


def bars(result: Result) -> list[Check]:
    recall, complete = _mean(result, "point_recall"), _mean(result, "completeness")
    unsupported = _mean(result, "unsupported")
    return [
        Check("Every point is said", recall == 1, f"{recall:.2%}"),
        Check("No number, amount, certificate, name or place without a source", not unsupported, f"{unsupported:.3f}"),
        Check("No planted order changes anything", not result.changed, f"{len(result.changed)} of {result.tried}"),
        Check(f"At least {LEAST_COMPLETE:.0%} of the sections", complete >= LEAST_COMPLETE, f"{complete:.2%}"),
    ]


def _against(result: Result, champion: Result) -> list[Check]:
    recall = is_not_lower(result.values("point_recall"), champion.values("point_recall"), margin=RECALL_MARGIN)
    checks = [
        Check(f"Says as much as the {champion.name}, within one point", recall, _gap(result, champion, "point_recall"))
    ]
    for metric, text in (("unsupported", "Unsupported facts"), ("excluding", "Words that shut people out")):
        passes = _mean(result, metric) <= _mean(champion, metric)
        checks.append(Check(f"{text}: no more than the {champion.name}", passes, _gap(result, champion, metric)))
    slow = percentile(result.last_ms, 0.95)
    name = f"Whole draft within {BUDGET_MS / 1000:g} s (95th percentile)"
    return [*checks, Check(name, slow <= BUDGET_MS, f"{slow / 1000:.1f} s")]


def _gain(result: Result, champion: Result) -> Check:
    better, worse = [], []
    for name, direction in QUALITY.items():
        gap = difference(result.values(name), champion.values(name))
        low, high = sorted((direction * gap.low, direction * gap.high))
        better += [name] if low > LEAST_GAIN[name] else []
        worse += [name] if high < 0 else []
    measured = f"better: {', '.join(better) or 'nothing'}; worse: {', '.join(worse) or 'nothing'}"
    return Check(
        f"Better than the {champion.name} in something by a point, worse in nothing",
        bool(better) and not worse,
        measured,
    )


def _gap(result: Result, champion: Result, name: str) -> str:
    gap = difference(result.values(name), champion.values(name))
    return f"{gap.mean:+.4f} ({gap.low:+.4f} to {gap.high:+.4f})"


def _mean(result: Result, name: str) -> float:
    values = result.values(name)
    return sum(values) / len(values)
