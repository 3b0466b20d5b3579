"""The table of all rules, as Markdown and as JSON, and how long ago each was reviewed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from ml.checks.law.applicable import GRADES, HELP
from ml.checks.law.loader import FOLDER, pack_names, read_pack, region_of_pack, rules
from ml.checks.law.places import name_of
from ml.checks.law.schema import CountBasis, Grade, Rule, Spread

TABLE = Path(__file__).parents[3] / "docs" / "law.md"
#: Days since a rule was reviewed, after which it has to be again; and after which nothing is released.
SOON, TOO_LATE = 180, 365
ABOUT = f"""# The law of postings

{HELP} `python -m ml law --format markdown` writes this page from the rule packs in
`ml/checks/law/packs`; `python -m ml law --check` fails where it is out of date, or where a review is too old.

A rule holds at the day of the posting, for every place of the job. Employees are counted in the place of the law or in
all; where a law does not tell, the stricter reading, all, is taken and marked as unclear. “Remote” laws reach work that
can be done there from home, “reporting” laws a job that reports to an office there. What can be told later than in the
posting is a note in the check, and so is what is only recommended there.
"""
GROUNDS = {
    Grade.PRIMARY: "the law's own text or the authority's own page",
    Grade.SECONDARY: "secondary sources",
    Grade.MEMORY: "memory, to be checked",
}
COLUMNS = """| Code | Holds | From employees | Reaches | Must say | May not say | Kept | Source, reviewed |
|---|---|---|---|---|---|---|---|"""


def as_markdown() -> str:
    parts = [f"{ABOUT}\n{_grounds()}\n"]
    for name in pack_names(FOLDER.joinpath("packs")):
        file = FOLDER.joinpath("packs", name)
        rows = [_row(rule) for rule in read_pack(file)]
        notes = [line for rule in read_pack(file) for line in _notes(rule)]
        parts.append("\n".join([f"## {region_of_pack(file)}", "", COLUMNS, *rows, "", *notes]) + "\n")
    return "\n".join(parts)


def _grounds() -> str:
    """On what the rules stand, counted by how near it is to the text of the law."""
    counts = Counter(rule.grade for rule in rules())
    near, far, last = ((counts[grade] or "none", GROUNDS[grade]) for grade in Grade)
    return (
        f"Of the {counts.total()} rules, {near[0]} stand on {near[1]}, {far[0]} on {far[1]} and {last[0]} on {last[1]}."
    )


def as_json() -> dict[str, Any]:
    return {"help": HELP, "rules": [_plain(asdict(rule)) for rule in rules()]}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, StrEnum) else value


def _row(rule: Rule) -> str:
    cells = (
        f"{rule.code} v{rule.version}",
        _dates(rule),
        _threshold(rule),
        ", ".join([name_of(rule.jurisdiction), *(_words(reach) for reach in rule.reach if reach != "place")]),
        _owed(rule),
        ", ".join(_words(name) for name in rule.forbidden) or "–",
        f"{rule.retention_years} years" if rule.retention_years else "–",
        f"{rule.source} ({GRADES[rule.grade]}), {rule.reviewed_on}",
    )
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _words(name: str) -> str:
    return {"reports_to": "reporting"}.get(name, name.replace("_", " "))


def _dates(rule: Rule) -> str:
    end = f" to {rule.effective_to}" if rule.effective_to else ""
    enforced = f", enforced from {rule.enforced_from}" if rule.enforced_from else ""
    return f"{rule.effective_from}{end}{enforced}"


def _threshold(rule: Rule) -> str:
    threshold = rule.threshold
    if not threshold.employees:
        return "contractors" if rule.only_contractors else "all"
    basis = "there" if threshold.basis is CountBasis.IN_PLACE else "in all"
    here = f", {threshold.here} there" if threshold.here else ""
    return f"{threshold.employees} {basis}{here}{' (unclear)' if threshold.is_unclear else ''}"


def _owed(rule: Rule) -> str:
    parts = [", ".join(map(_words, rule.required))] if rule.required else []
    parts += [f"{rule.later}: {', '.join(map(_words, rule.required_later))}"] if rule.required_later else []
    parts += [f"recommended: {', '.join(map(_words, rule.recommended))}"] if rule.recommended else []
    parts += [_spread(rule.spread)] if rule.spread else []
    return "; ".join(parts) or "–"


def _spread(spread: Spread) -> str:
    proposed = " (proposed)" if spread.is_proposed else ""
    if spread.share is not None:
        return f"range of at most {spread.share:.0%} of its minimum{proposed}"
    free = f", free above {spread.unless_above:,.0f}" if spread.unless_above else ""
    return f"range of at most {spread.currency} {spread.amount:,.0f} a year{free}{proposed}"


def _notes(rule: Rule) -> Iterator[str]:
    special = {"say_so": "Commission only: say so in place of pay.", "exempt": "Commission only: no duty."}
    told = [special[rule.commission_only]] if rule.commission_only else []
    told += ["A link suffices."] if rule.link_suffices else []
    said = " ".join([*told, *rule.notes, *(f"Sources differ or are uncertain: {text}" for text in rule.conflicts)])
    if said:
        yield f"- **{rule.code} v{rule.version}**, {rule.name}: {said}"


def reviews_due(day: date, known: Iterable[Rule] | None = None) -> tuple[list[str], list[str]]:
    """What is to be reviewed again soon, and what is so old that nothing may be released with it."""
    soon, too_late = [], []
    for rule in rules() if known is None else known:
        age = (day - rule.reviewed_on).days
        said = f"{rule.code} v{rule.version}: reviewed {age} days ago, on {rule.reviewed_on}. Review {rule.source}."
        if age > TOO_LATE:
            too_late.append(said)
        elif age > SOON and rule.effective_to is None:
            soon.append(said)
    return soon, too_late
