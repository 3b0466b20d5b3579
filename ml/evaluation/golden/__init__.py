"""Forty briefs of our own, as recruiters type them, with titles in and outside the library."""

from __future__ import annotations

import json
from pathlib import Path

from ml.briefs import parse_brief
from ml.contracts import Brief


def golden_briefs() -> list[Brief]:
    lines = Path(__file__).with_name("briefs.jsonl").read_text(encoding="utf-8").splitlines()
    return [parse_brief(json.loads(line)) for line in lines if line.strip()]
