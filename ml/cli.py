"""Commands that need no database. Each reads its input, writes its result to standard output, and nothing else there."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m ml", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    library = commands.add_parser("library", help="check the role library")
    library.add_argument("action", choices=["lint", "list"])
    library.set_defaults(run=run_library)
    options = parser.parse_args(argv)
    return int(options.run(options))


def run_library(options: argparse.Namespace) -> int:
    from ml.library import ProfileError, load_library
    from ml.library.lint import lint_library

    try:
        library = load_library()
    except ProfileError as error:
        print(error, file=sys.stderr)
        return 1
    if options.action == "list":
        for profile in library.values():
            print(f"{profile.field}/{profile.id}\t{profile.title}")
        return 0
    findings = lint_library(library)
    for finding in findings:
        print(finding)
    print(f"{len(library)} profiles, {len(findings)} findings", file=sys.stderr)
    return 1 if findings else 0
