"""120 briefs of our own, as recruiters type them: half with titles that the library does not name, 20 hostile ones.

`briefs.jsonl` holds one case a line: `id`, what it `tries`, whether it is `hostile`, and the `brief`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ml.briefs import parse_brief
from ml.contracts import Brief, BriefError

GOLDEN = Path(__file__).with_name("briefs.jsonl")


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    brief: Brief
    tries: str = ""
    hostile: bool = False


def golden_cases() -> list[Case]:
    return list(read_cases(GOLDEN))


def golden_briefs() -> list[Brief]:
    return [case.brief for case in golden_cases()]


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of a file, or plain briefs, one a line. Raise `BriefError` naming line and field."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BriefError(str(path), "is not UTF-8 text. Save it as UTF-8.") from error
    known: set[str] = set()
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            case = _read_case(line, number)
            if case.id in known:
                raise BriefError(f"line {number}", f"has the id {case.id!r} of an earlier line; give each its own.")
            known.add(case.id)
            yield case


def _read_case(line: str, number: int) -> Case:
    try:
        data: Any = json.loads(line)
        if not isinstance(data, dict) or "brief" not in data:
            return Case(f"line-{number}", parse_brief(data))
        return Case(str(data["id"]), parse_brief(data["brief"]), str(data["tries"]), bool(data.get("hostile")))
    except json.JSONDecodeError as error:
        raise BriefError(f"line {number}", f"is not valid JSON ({error.msg}, column {error.colno}).") from error
    except KeyError as error:
        raise BriefError(f"line {number}", f"needs the key {error.args[0]!r} beside the brief.") from error
    except BriefError as error:
        raise BriefError(f"line {number}: {error.field}", error.reason) from error
