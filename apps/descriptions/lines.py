"""Lines as stored in sections and revisions: their text form, and how edits keep what is known of each line."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Any

StoredLine = dict[str, Any]
#: A changed line stays the same line, with its sources, when this much of it is unchanged.
SAME_LINE = 0.6
#: What a job template leaves for a person to fill in; no text with it can be sent for review, whoever answers for it.
OPEN_SLOT = re.compile(r"\[fill in: ([^\[\]]{1,60})\]")
BULLET = re.compile(r"^\s*(?:[-*•–]\s+)?")


def stored_line(text: str, *, source: str, ref: str = "") -> StoredLine:
    return {"text": text, "sources": [{"kind": source, "ref": ref}], "writer": "", "supported": True, "reasons": []}


def is_open(line: StoredLine) -> bool:
    """Nothing supports the line and nobody has confirmed it, or something in it is still to be filled in."""
    is_answered_for = line.get("supported", True) or line.get("confirmed", False)
    return not is_answered_for or bool(OPEN_SLOT.search(line["text"]))


def slots_of(text: str) -> list[str]:
    return [str(name) for name in OPEN_SLOT.findall(text)]


def texts_of(text: str) -> list[str]:
    """One line of text each; blank lines and bullet marks go."""
    lines = (BULLET.sub("", line, count=1).strip() for line in text.replace("\r\n", "\n").split("\n"))
    return [line for line in lines if line]


def merge_edit(old: list[StoredLine], text: str, *, person: str) -> list[StoredLine]:
    """The lines of an edited text. Untouched lines keep everything; changed and new ones are the person's.

    A changed line keeps its sources and adds the person, who thereby answers for it: it needs no confirmation.
    """
    remaining = list(old)
    merged: list[StoredLine | None] = []
    texts = texts_of(text)
    for line_text in texts:
        same = next((line for line in remaining if line["text"] == line_text), None)
        if same is not None:
            remaining.remove(same)
        merged.append(same)
    return [
        line if line is not None else _edited(line_text, remaining, person)
        for line, line_text in zip(merged, texts, strict=True)
    ]


def _edited(text: str, remaining: list[StoredLine], person: str) -> StoredLine:
    nearest = max(remaining, key=lambda line: _likeness(line["text"], text), default=None)
    if nearest is None or _likeness(nearest["text"], text) < SAME_LINE:
        return stored_line(text, source="person", ref=person)
    remaining.remove(nearest)
    return changed_line(nearest, text, person=person)


def changed_line(line: StoredLine, text: str, *, person: str) -> StoredLine:
    """The same line in other words, for which this person answers beside its sources."""
    sources = [source for source in line["sources"] if source["kind"] != "person"]
    changed = stored_line(text, source="person", ref=person)
    return {**changed, "sources": [*sources, *changed["sources"]], "edited_from": line["text"]}


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.ratio()
