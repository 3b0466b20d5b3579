"""The command `law`: the table of all rules, and whether it is still true."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from typing import Any


def add_law(commands: Any) -> None:
    law = commands.add_parser("law", help="the rules on postings, by place and date: help, not legal advice")
    law.add_argument("--format", choices=["markdown", "json"], default="markdown")
    law.add_argument("--check", action="store_true", help="fail if docs/law.md is out of date or a rule is too old")
    law.set_defaults(run=run_law)


def run_law(options: argparse.Namespace) -> int:
    from ml.checks.law import LawError, table

    try:
        if options.check:
            return _check(date.today())
        text = table.as_markdown() if options.format == "markdown" else json.dumps(table.as_json(), ensure_ascii=False)
    except LawError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(text.rstrip("\n") + "\n")
    return 0


def _check(day: date) -> int:
    """0 if everything is true still; what is to be reviewed soon is said, and is no failure."""
    from ml.checks.law import table

    soon, too_late = table.reviews_due(day)
    written = table.TABLE.read_text(encoding="utf-8") if table.TABLE.exists() else ""
    is_drifted = written.rstrip("\n") != table.as_markdown().rstrip("\n")
    drift = ["docs/law.md is out of date; write it again: python -m ml law > docs/law.md"] if is_drifted else []
    sys.stderr.writelines(f"warning: {text}\n" for text in soon)
    sys.stderr.writelines(f"error: {text}\n" for text in (*too_late, *drift))
    return 1 if too_late or drift else 0
