"""Findings of law: one for each thing that is amiss, naming every law that minds it and their sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ml.checks.findings import Category, Evidence, Finding, Severity
from ml.checks.law.applicable import HELP, Applicable, Status, cite
from ml.checks.law.needs import Gap

#: A job that can be done from home anywhere in a country comes under more laws than a reader wants to see at once.
MOST_NAMED = 5
ORDER = (Severity.NOTE, Severity.WARNING, Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Minding:
    """A law that minds a gap, and how much. `later` is the moment until which it can still be closed.

    With `is_advice` the law asks for it, but not in a posting.
    """

    law: Applicable
    severity: Severity
    later: str = ""
    is_advice: bool = False

    @property
    def words(self) -> str:
        """ "in Washington from 15 employees in all"."""
        moment = f", {self.later} at the latest" if self.later else ""
        return self.law.why[0].lower() + self.law.why[1:].rstrip(".") + moment


def mind(law: Applicable, severity: Severity, later: str = "", *, is_advice: bool = False) -> Minding:
    """One step lower where it is not sure that the law binds or is enforced, a note where it comes later."""
    if law.status is Status.FROM:
        return Minding(law, Severity.NOTE, later, is_advice)
    is_firm = law.is_sure and law.is_enforced
    return Minding(law, severity if is_firm else ORDER[max(0, ORDER.index(severity) - 1)], later, is_advice)


def say(gap: Gap, minding: Iterable[Minding], *, replacements: tuple[str, ...] = ()) -> Finding:
    laws = sorted(minding, key=lambda item: -ORDER.index(item.severity))
    return Finding(
        rule=f"law-{gap.topic}",
        category=Category.LAW,
        severity=min(gap.most, laws[0].severity, key=ORDER.index),
        start=gap.start,
        end=gap.start + len(gap.text),
        text=gap.text,
        reason=f"{gap.says} {_named(laws)}",
        source=_sources(laws),
        evidence=Evidence.LAW,
        replacements=replacements,
    )


def _named(laws: Sequence[Minding]) -> str:
    words = list(dict.fromkeys(item.words for item in laws))
    more = f"; and {len(words) - MOST_NAMED} more" if len(words) > MOST_NAMED else ""
    begin = "This serves the law" if all(item.is_advice for item in laws) else "This is law"
    return f"{begin} {'; '.join(words[:MOST_NAMED])}{more}."


def _sources(laws: Sequence[Minding]) -> str:
    cited = list(dict.fromkeys(cite(item.law.rule) for item in laws))
    more = [f"and {len(cited) - MOST_NAMED} more, in docs/law.md"] if len(cited) > MOST_NAMED else []
    return "; ".join([*cited[:MOST_NAMED], *more]) + f". {HELP}"
