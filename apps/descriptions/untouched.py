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
    """Word for word what an engine made: no line changed, confirmed or added by a person, none removed."""
    content = revisions.content_of(description)
    rows = [(line, section["kind"]) for section in content for line in section["lines"]]
    if not any(is_engines(*row) for row in rows) or any(is_persons(line) for line, _ in rows):
        return False
    written = description.revisions.filter(origin=Revision.Origin.ENGINE).first()
    return written is None or _texts(content) == _texts(written.content)  # none: the copy of another draft


def is_persons(line: StoredLine) -> bool:
    return bool(line.get("confirmed")) or any(source["kind"] == "person" for source in line["sources"])


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
