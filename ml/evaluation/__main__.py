"""`python -m ml.evaluation`: write the golden briefs with the composer and print the figures as JSON."""

from __future__ import annotations

import json
import sys

from ml.drafting import DraftJob
from ml.evaluation.golden import golden_briefs
from ml.evaluation.measure import measure
from ml.grounding.encoder import SentenceEncoder
from ml.grounding.matcher import Matcher
from ml.grounding.vectors import MemoryStore
from ml.library import default_library
from ml.planning.planner import make_plan


def main() -> int:
    matcher = Matcher(default_library(), SentenceEncoder(), MemoryStore())
    rows, lines, marked = [], 0, 0
    for brief in golden_briefs():
        plan = make_plan(brief, matcher)
        job = DraftJob(plan)
        written = [line for section in job.sections() for line in section.lines]
        found = measure(plan, job.draft())
        lines += len(written)
        marked += sum(not line.supported for line in written)
        rows.append((brief.title, found))
    faults = {
        name: [f"{title}: {text}" for title, found in rows for text in getattr(found, name)]
        for name in ("unsaid", "unsupported", "repeated", "awkward")
    }
    clean = sum(found.is_clean for _, found in rows)
    report = {"briefs": len(rows), "clean": clean, "lines": lines, "lines_to_confirm": marked, **faults}
    sys.stdout.write(json.dumps(report, indent=2, ensure_ascii=False) + "\n")
    return 0 if clean == len(rows) else 1


if __name__ == "__main__":
    sys.exit(main())
