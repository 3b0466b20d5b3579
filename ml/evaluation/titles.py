"""`python -m ml.evaluation.titles FILE.csv`: how often real titles find their role, as JSON.

The file has the columns `title` and `esco_code`. The first four digits of an ESCO code are the ISCO-08 unit group,
which every profile names too. Titles of groups that no profile stands for count apart: they should find no close match.
`accuracy` ranks unit groups for all titles, covered or not: those of the profiles found and, with --onet or --esco, of
official titles; by exact names alone, by spelling, and by the full matcher. With --onet, the titles that workers report
tell by their SOC code how the matcher does without official titles.
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
from ml.grounding.candidates import CLOSE
from ml.grounding.classifications import FolderFiles, load_occupations, read_onet
from ml.grounding.encoder import SentenceEncoder
from ml.grounding.matcher import Matcher
from ml.grounding.titles import read_title
from ml.grounding.vectors import MemoryStore
from ml.library import default_library

#: So many reported titles are enough, and not all of them ones of the same few occupations.
EVERY = 20


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


def accuracy(titles: Sequence[tuple[str, str]], matcher: Matcher, spelling: Matcher) -> dict[str, dict[str, float]]:
    """The share of titles whose unit group is the first, or among the first five, for each way of matching."""
    ways = {"exact": exact_groups, "fuzzy": ranked_groups, "full": ranked_groups}
    figures = {}
    for name, rank in ways.items():
        one = matcher if name == "full" else spelling
        ranks = [(rank(one, title), group) for title, group in titles]
        figures[name] = {
            "at_1": _share(sum(ranked[:1] == [group] for ranked, group in ranks), len(ranks)),
            "at_5": _share(sum(group in ranked[:5] for ranked, group in ranks), len(ranks)),
        }
    return figures


def ranked_groups(matcher: Matcher, text: str) -> list[str]:
    """ISCO unit groups of a title, likeliest first."""
    return list(matcher.groups(read_title(text)))


def exact_groups(matcher: Matcher, text: str) -> list[str]:
    """Those of profiles and of ESCO titles that have the very name."""
    title = read_title(text)
    found = [matcher.library[one.profile].isco for one in matcher.candidates(title) if one.method == "exact"]
    hits = [hit for form in title.forms for hit in matcher.occupations.find(form, limit=30) if hit.score >= 1]
    hits.sort(key=lambda hit: not hit.official.is_preferred)
    return list(dict.fromkeys(group for group in (*found, *(hit.official.isco for hit in hits)) if group))


def judge_reported(onet: Path, matcher: Matcher) -> dict[str, Any]:
    """Every 20th title that workers report for an occupation with a profile: does it find one with that SOC code?"""
    codes = {profile.soc for profile in matcher.library.values()}
    rows = [(title, one.soc) for one in read_onet(FolderFiles(onet)) if one.soc in codes for title in one.reported]
    found = [(matcher.match(title), soc) for title, soc in rows[::EVERY]]
    right = [(match, match.profile is not None and matcher.library[match.profile].soc == soc) for match, soc in found]
    close = [is_right for match, is_right in right if match.score >= CLOSE]
    return {
        "titles": len(right),
        "right": _share(sum(is_right for _, is_right in right), len(right)),
        "close": _share(len(close), len(right)),
        "right_of_close": _share(sum(close), len(close)),
    }


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
        "right_of_all_close": _share(sum(item.is_right for item in close), sum(item.is_close for item in judged)),
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
    parser.add_argument("--onet", type=Path, metavar="FOLDER", help="official titles of O*NET")
    parser.add_argument("--esco", type=Path, metavar="FOLDER", help="official titles of ESCO")
    options = parser.parse_args(arguments)
    try:
        figures = measure(options.file, options.onet, options.esco, is_by_meaning=not options.without_encoder)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(json.dumps(figures, indent=2, ensure_ascii=False) + "\n")
    return 0


def measure(file: Path, onet: Path | None, esco: Path | None, *, is_by_meaning: bool) -> dict[str, Any]:
    titles, occupations = read_titles(file), load_occupations(onet=onet, esco=esco)
    encoder, store = SentenceEncoder() if is_by_meaning else None, MemoryStore()
    matcher = Matcher(default_library(), encoder, store, occupations)
    spelling = Matcher(default_library(), None, None, occupations)
    figures = report(judge(titles, matcher)) | {"accuracy": accuracy(titles, matcher, spelling)}
    if onet is not None:
        figures["reported"] = judge_reported(onet, Matcher(default_library(), encoder, store))
    return figures


if __name__ == "__main__":
    sys.exit(main())
