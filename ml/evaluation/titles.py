"""`python -m ml.evaluation.titles FILE.csv`: how often real titles find their role, as JSON.

The file has the columns `title` and `esco_code`. The first four digits of an ESCO code are the ISCO-08 unit group,
which every profile names too. Titles of groups that no profile stands for count apart: they should find no close match.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ml.contracts import Match
from ml.grounding.encoder import SentenceEncoder
from ml.grounding.matcher import CLOSE, Matcher
from ml.grounding.vectors import MemoryStore
from ml.library import default_library


@dataclass(frozen=True, slots=True)
class Judged:
    """One title with its ISCO unit group, and what the matcher made of it."""

    title: str
    isco: str
    match: Match
    is_covered: bool
    is_right: bool

    @property
    def is_close(self) -> bool:
        return self.match.score >= CLOSE


def read_titles(path: Path) -> list[tuple[str, str]]:
    """Title and ISCO unit group of each row; raise `ValueError` for a file without the two columns."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if not {"title", "esco_code"} <= set(rows.fieldnames or ()):
            raise ValueError(f"{path}: needs the columns title and esco_code.")
        return [(row["title"], row["esco_code"][:4]) for row in rows if row["title"].strip()]


def judge(titles: Iterable[tuple[str, str]], matcher: Matcher) -> list[Judged]:
    groups = {profile.isco for profile in matcher.library.values()}
    judged = []
    for title, isco in titles:
        match = matcher.match(title)
        found = matcher.library[match.profile].isco if match.profile else ""
        judged.append(Judged(title, isco, match, isco in groups, found == isco))
    return judged


def report(judged: Sequence[Judged]) -> dict[str, Any]:
    covered = [item for item in judged if item.is_covered]
    others = [item for item in judged if not item.is_covered]
    by_method: dict[str, Counter[str]] = defaultdict(Counter)
    for item in covered:
        by_method[item.match.method].update(titles=1, right=item.is_right)
    close = [item for item in covered if item.is_close]
    return {
        "titles": len(judged),
        "covered": len(covered),
        "right": _share(sum(item.is_right for item in covered), len(covered)),
        "close": _share(len(close), len(covered)),
        "right_of_close": _share(sum(item.is_right for item in close), len(close)),
        "by_method": {
            name: {"titles": counts["titles"], "right": _share(counts["right"], counts["titles"])}
            for name, counts in sorted(by_method.items())
        },
        "not_covered_but_close": _share(sum(item.is_close for item in others), len(others)),
        "wrong_and_close": [
            f"{item.title} ({item.isco}): {item.match.profile}, {item.match.score:.2f} {item.match.method}"
            for item in judged
            if item.is_close and not item.is_right
        ],
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m ml.evaluation.titles", description="Measure title matching.")
    parser.add_argument("file", type=Path, metavar="FILE.csv", help="titles with their ESCO codes")
    parser.add_argument("--without-encoder", action="store_true", help="by spelling alone")
    options = parser.parse_args(arguments)
    try:
        titles = read_titles(options.file)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    encoder = None if options.without_encoder else SentenceEncoder()
    matcher = Matcher(default_library(), encoder, MemoryStore())
    sys.stdout.write(json.dumps(report(judge(titles, matcher)), indent=2, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
