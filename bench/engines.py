"""Drafts and grounding, without a database."""

from __future__ import annotations

import tempfile
from itertools import cycle
from pathlib import Path

from bench.timing import timed
from ml.drafting import write_draft
from ml.evaluation.golden import golden_briefs
from ml.grounding.encoder import SentenceEncoder
from ml.grounding.matcher import Matcher
from ml.grounding.vectors import MemoryStore
from ml.library import default_library
from ml.training.tiny_model import make_tiny_model
from ml.writers.local import LocalWriter


def measure_engines(runs: int) -> dict[str, dict[str, float]]:
    briefs = cycle(golden_briefs())
    lexical = Matcher(default_library(), None, None)
    matcher = Matcher(default_library(), SentenceEncoder(), MemoryStore())
    matcher.warm_up()
    figures = {
        "draft, composer without encoder": timed(lambda: write_draft(next(briefs), lexical), runs=runs),
        "draft, composer with encoder": timed(lambda: write_draft(next(briefs), matcher), runs=runs),
        "grounding of a title": timed(lambda: matcher.match(next(briefs).title), runs=runs),
    }
    with tempfile.TemporaryDirectory() as folder:
        make_tiny_model(Path(folder))
        writers = [LocalWriter(folder)]
        action = lambda: write_draft(next(briefs), matcher, writers=writers)  # noqa: E731
        figures["draft, local with the tiny model"] = timed(action, runs=max(3, runs // 8), warm_up=1)
    return figures
