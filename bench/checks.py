"""Checks of postings of 5,000 characters, and the open peers on the same texts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice

from bench.peers import measure_peers
from bench.timing import timed, with_throughput
from ml.checks import check, read_subject
from ml.contracts import Draft
from ml.drafting import write_draft
from ml.evaluation.golden import golden_briefs
from ml.grounding.matcher import Matcher
from ml.library import default_library

CHARACTERS = 5_000
TEXTS = 12


def measure_checks(runs: int) -> dict[str, dict[str, float | str]]:
    texts = list(islice(postings(), TEXTS))
    turn = cycle(texts)
    ours = timed(lambda: check(read_subject(next(turn))), runs=runs, warm_up=TEXTS)
    return {"check": with_throughput(ours, CHARACTERS), **measure_peers(texts, runs)}


def postings() -> Iterator[str]:
    """Drafts of our own briefs in a row, cut into texts of the same length."""
    matcher, text = Matcher(default_library(), None, None), ""
    for brief in cycle(golden_briefs()):
        text += _plain(write_draft(brief, matcher))
        while len(text) >= CHARACTERS:
            yield text[:CHARACTERS]
            text = text[CHARACTERS:]


def _plain(draft: Draft) -> str:
    sections = (f"{each.heading}\n" + "".join(f"{line.text}\n" for line in each.lines) for each in draft.sections)
    return f"{draft.title}\n\n" + "\n".join(sections) + "\n"
