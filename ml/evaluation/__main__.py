"""`python -m ml.evaluation --writer W`: write the golden briefs, measure the drafts, and report.

In the folder of `--out` come `report.json`, `report.md`, and the drafts of each engine as JSON lines: a run that was
broken off goes on from there when the same command is given again.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ml.contracts import BriefError, Writer, WriterUnavailable
from ml.evaluation.golden import GOLDEN, Case, read_cases
from ml.evaluation.injections import planted_briefs, plantings
from ml.evaluation.markdown import to_markdown
from ml.evaluation.report import report_of
from ml.evaluation.results import Work, evaluate
from ml.evaluation.runs import plan_tasks
from ml.evaluation.specificity import RoleWords
from ml.grounding.encoder import EncoderError, SentenceEncoder
from ml.grounding.matcher import Matcher
from ml.grounding.vectors import MemoryStore
from ml.library import default_library
from ml.writers.factory import build_writer, config_from

OUT = Path(".var") / "evaluation"
BAD_INPUT = 2


def main(argv: Sequence[str] | None = None, environment: Mapping[str, str] = os.environ) -> int:
    options = _parser().parse_args(argv)
    names = list(dict.fromkeys([options.writer, *options.compare]))
    try:
        cases = list(read_cases(options.briefs))
        if not cases:
            raise ValueError(f"{options.briefs}: has no brief. Give one brief a line, as JSON.")
        writers = [writer_named(name, environment) for name in names]
        options.out.mkdir(parents=True, exist_ok=True)
    except (BriefError, ValueError) as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(f"{error.filename}: {error.strerror}. Give a file of briefs and a folder that can be written.")
    try:
        report = _measured(options, cases, writers)
    except (EncoderError, WriterUnavailable) as error:
        return _fail(f"{error} The drafts so far are kept: the same command goes on.", code=1)
    (options.out / "report.json").write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (options.out / "report.md").write_text(to_markdown(report), encoding="utf-8")
    own = report["verdict"]["engines"][0]
    sys.stdout.write(f"{options.out / 'report.md'}: {own['name']} {'passes' if own['passes'] else 'does not pass'}\n")
    return 0 if own["passes"] else 1


def _measured(options: argparse.Namespace, cases: Sequence[Case], writers: Sequence[Writer]) -> dict[str, Any]:
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    library = default_library()
    matcher = Matcher(library, SentenceEncoder(), MemoryStore())
    briefs = plan_tasks({case.id: case.brief for case in cases}, matcher)
    planted = plan_tasks(planted_briefs(), matcher)
    work = Work(briefs, planted, plantings(), RoleWords(library))
    results = [evaluate(writer, work, options.out, _say) for writer in writers]
    return report_of(results, cases, library, _command(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ml.evaluation", description=__doc__)
    parser.add_argument("--writer", default="composer", help="the engine: composer, local, sagemaker, openai")
    parser.add_argument("--compare", nargs="+", default=[], metavar="W", help="other engines, side by side with it")
    parser.add_argument("--briefs", type=Path, default=GOLDEN, metavar="FILE", help="JSON lines; default: our own 120")
    parser.add_argument("--out", type=Path, default=OUT, metavar="FOLDER", help=f"default: {OUT}")
    return parser


def writer_named(name: str, environment: Mapping[str, str]) -> Writer:
    """The engine as the environment configures it; raise `ValueError` naming what is missing."""
    return build_writer({**config_from(environment), "backend": name})


def _command(options: argparse.Namespace) -> str:
    """As it is to be typed again, without the folder."""
    words = ["python -m ml.evaluation", "--writer", options.writer]
    words += ["--compare", *options.compare] if options.compare else []
    words += ["--briefs", options.briefs.name] if options.briefs != GOLDEN else []
    return " ".join(words)


def _say(text: str) -> None:
    sys.stderr.write(f"\r{text}\x1b[K" if sys.stderr.isatty() else "")


def _fail(reason: str, *, code: int = BAD_INPUT) -> int:
    sys.stderr.write(" ".join(reason.split()) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
