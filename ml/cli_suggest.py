"""The commands `complete` and `alternatives`: what jd-mini offers while a person writes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from typing import Any

from ml.contracts import SectionKind, WriterUnavailable


def add_suggestions(commands: Any) -> None:
    complete = commands.add_parser("complete", help="the rest of a sentence, by jd-mini")
    complete.add_argument("typed", help="the beginning of the sentence, as far as it is typed")
    complete.add_argument("--title", required=True, help="of the job")
    complete.add_argument("--section", choices=[kind.value for kind in SectionKind], default="responsibilities")
    complete.add_argument("--before", default="", help="the line before")
    complete.set_defaults(run=run_complete)

    alternatives = commands.add_parser("alternatives", help="other wordings of a line, by jd-mini")
    alternatives.add_argument("line")
    alternatives.set_defaults(run=run_alternatives)


def run_complete(options: argparse.Namespace) -> int:
    from ml.writers.mini_suggestions import complete

    return _print(lambda: [complete(options.title, SectionKind(options.section), options.before, options.typed)])


def run_alternatives(options: argparse.Namespace) -> int:
    from ml.writers.mini_suggestions import alternatives

    return _print(lambda: alternatives(options.line))


def _print(suggest: Callable[[], Iterable[str]]) -> int:
    """A suggestion a line; or why there is none, and 1."""
    try:
        sys.stdout.writelines(f"{text}\n" for text in suggest())
    except WriterUnavailable as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0
