"""What nobody has touched: lines exactly as an engine wrote them, lines that only a person vouches for."""

from __future__ import annotations

from typing import Any

from apps.descriptions import engine, revisions
from apps.descriptions.lines import StoredLine
from apps.descriptions.models import JobDescription, Revision
from apps.templates_lib.engine import general_lines


def is_engines(line: StoredLine, kind: str) -> bool:
    """An engine wrote it. Pay, company and legal text do not count: nobody is asked to change them."""
    return bool(line.get("writer")) and kind not in engine.LOCKED_KINDS


def is_untouched(line: StoredLine, kind: str) -> bool:
    return is_engines(line, kind) and not line.get("confirmed")


def is_vouched_for(line: StoredLine) -> bool:
    """No source supports it; a person has confirmed it."""
    return not line.get("supported", True)


def count_lines(description: JobDescription) -> dict[str, Any]:
    """For a `Review`: lines, engine_lines, untouched_lines, is_unedited."""
    rows = [(line, section.kind) for section in description.sections.all() for line in section.lines]
    return {
        "lines": len(rows),
        "engine_lines": sum(is_engines(*row) for row in rows),
        "untouched_lines": sum(is_untouched(*row) for row in rows),
        "is_unedited": is_unedited(description),
    }


def is_unedited(description: JobDescription) -> bool:
    """Word for word what an engine made: no line changed or confirmed by a person, none added, none removed."""
    written = description.revisions.filter(origin=Revision.Origin.ENGINE).first()
    if written is None:
        return False
    content = revisions.content_of(description)
    changed = any(line.get("confirmed") or "edited_from" in line for section in content for line in section["lines"])
    return not changed and _texts(content) == _texts(written.content)


def _texts(content: list[dict[str, Any]]) -> list[Any]:
    return [(section["heading"], [line["text"] for line in section["lines"]]) for section in content]


def measure(description: JobDescription) -> list[str]:
    """Lines in the engine's own words or a person's that would fit many other jobs too."""
    texts = [
        line["text"]
        for section in description.sections.all()
        if section.kind not in engine.LOCKED_KINDS
        for line in section.lines
    ]
    return general_lines(texts, profile=description.match.get("profile"), brief=description.brief)
