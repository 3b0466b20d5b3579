"""The tests that docs/expectations.md names are there."""

from __future__ import annotations

import re

from django.conf import settings

NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")


def test_all_are_there():
    page = (settings.BASE_DIR / "docs/expectations.md").read_text(encoding="utf-8")
    named = NAMED.findall(page)
    assert len(named) > 40
    gone = [f"{path}::{name}" for path, name in named if f"def {name}(" not in _source(path)]
    assert gone == []


def _source(path: str) -> str:
    return (settings.BASE_DIR / (path if "/" in path else f"tests/browser/{path}")).read_text(encoding="utf-8")
