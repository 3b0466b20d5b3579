"""The library in figures: how much there is, of what, and whether anything in it is said twice or says nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from ml.language.readability import reading_ease
from ml.library.likeness import say_the_same
from ml.library.lint import all_texts, lint_library, statements
from ml.library.loader import Library
from ml.library.markup import plain

DUPLICATE_RULES = ("repeats_nothing", "shared_statements", "say_the_same")


@dataclass(frozen=True, slots=True)
class LibraryReport:
    """`by_group` counts by SOC 2018 major group; `duplicates` and `generic` count findings of the linter.

    `readability` is the Flesch reading ease of all statements, `words_per_statement` their mean length.
    """

    profiles: int
    by_field: dict[str, int]
    by_group: dict[str, int]
    names: int
    statements: int
    skills: int
    certificates: int
    duplicates: int
    generic: int
    findings: int
    readability: float
    words_per_statement: float


def report_library(library: Library) -> LibraryReport:
    texts = [plain(text) for profile in library.values() for _, text in all_texts(profile)]
    counted = [text for profile in library.values() for _, text in statements(profile)]
    rules = Counter(finding.rule for finding in (*lint_library(library), *say_the_same(library)))
    return LibraryReport(
        profiles=len(library),
        by_field=_counts(profile.field for profile in library.values()),
        by_group=_counts(profile.soc[:2] for profile in library.values()),
        names=sum(len(profile.names) for profile in library.values()),
        statements=len(counted),
        skills=sum(len(profile.skills) for profile in library.values()),
        certificates=sum(len(profile.certificates) for profile in library.values()),
        duplicates=sum(rules[rule] for rule in DUPLICATE_RULES),
        generic=rules["is_specific"],
        findings=rules.total(),
        readability=round(reading_ease(texts), 1) if texts else 0.0,
        words_per_statement=round(sum(len(text.split()) for text in counted) / len(counted), 1) if counted else 0.0,
    )


def as_text(report: LibraryReport) -> str:
    rows = [(name.replace("_", " "), value) for name, value in asdict(report).items() if not isinstance(value, dict)]
    rows += [(f"field {name}", count) for name, count in report.by_field.items()]
    rows += [(f"SOC {name}", count) for name, count in report.by_group.items()]
    return "\n".join(f"{name:24} {value:>8}" for name, value in rows)


def _counts(values: Any) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))
