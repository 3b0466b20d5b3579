"""Reading a model's answer: the lines of a section with their sources, or a refusal that says what is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from ml.contracts import PROSE_SECTIONS, Line, SectionPlan, Source, SourceKind, WriterError
from ml.language.text import capitalise
from ml.writers.prompts import SYSTEM_RULES, clean

MAX_ANSWER_CHARACTERS = 8_000

_FENCE = re.compile(r"```[a-zA-Z]*\s*\n(.*?)```", re.DOTALL)
_BULLET = re.compile(r"^\s*(?:[-*•–·▪]+\s+|(?P<number>\d{1,2})[.)]\s+)")
_POINTS_BEFORE = re.compile(r"^\s*[\[(](\d{1,2}(?:\s*,\s*\d{1,2})*)[\])]\s*:?\s*")
_POINTS_AFTER = re.compile(r"\s*\[(\d{1,2}(?:\s*,\s*\d{1,2})*)\]\s*\.?\s*$")
_EMPHASIS = re.compile(r"\*\*|__|^#+\s+|`")

Said = tuple[str, list[int]]


def parse_lines(
    text: str,
    section: SectionPlan,
    *,
    writer: str,
    version: str = "",
    boundary: str = "",
    finish_reason: str = "stop",
) -> tuple[Line, ...]:
    """The lines of an answer; each has the sources of the points it names, then the model as a source.

    Takes the JSON of `prompts.answer_schema`, fenced or bare, and plain bullets. A point number that the section
    does not have is dropped: the line stays, without that source, and the guard judges it.
    """
    _check(text, boundary=boundary, finish_reason=finish_reason)
    model = Source(SourceKind.MODEL, f"{writer} {version}".strip())
    lines: dict[str, Line] = {}
    for said, numbers in _read(text, is_prose=section.kind in PROSE_SECTIONS):
        said = capitalise(clean(_EMPHASIS.sub("", said)))
        if any(character.isalnum() for character in said):
            sources = (*_sources_of(numbers, section), model)
            lines.setdefault(said.casefold(), Line(text=said, sources=sources, writer=writer))
    if not lines:
        raise WriterError("The model answered without a single line.")
    return tuple(lines.values())


def _check(text: str, *, boundary: str, finish_reason: str) -> None:
    if finish_reason == "length":
        raise WriterError("The model's answer was cut off before its end.")
    if finish_reason == "content_filter":
        raise WriterError("The model refused to write this section.")
    if len(text) > MAX_ANSWER_CHARACTERS:
        raise WriterError("The model's answer is far too long for one section.")
    if not text.strip():
        raise WriterError("The model's answer is empty.")
    flat = " ".join(text.split()).casefold()
    if (boundary and boundary in flat) or any(rule.casefold() in flat for rule in SYSTEM_RULES):
        raise WriterError("The model repeated its instructions instead of writing the section.")


def _read(text: str, *, is_prose: bool) -> Iterator[Said]:
    text = text.strip()
    fenced = _FENCE.search(text)
    body = fenced[1].strip() if fenced else text
    if body.startswith(("{", "```")):
        return _from_json(body)
    return _from_bullets(body, is_prose=is_prose)


def _from_json(body: str) -> Iterator[Said]:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as exc:
        raise WriterError("The model's answer is not complete JSON.") from exc
    lines = answer.get("lines") if isinstance(answer, dict) else None
    if not isinstance(lines, list):
        raise WriterError("The model's answer does not have the agreed form.")
    for line in lines:
        if not isinstance(line, dict) or not isinstance(line.get("text"), str):
            raise WriterError("The model's answer does not have the agreed form.")
        yield line["text"], _numbers(line.get("points"))


def _numbers(points: Any) -> list[int]:
    return [number for number in points if type(number) is int] if isinstance(points, list) else []


def _from_bullets(body: str, *, is_prose: bool) -> Iterator[Said]:
    rows = [row for row in body.splitlines() if row.strip()]
    marked = [row for row in rows if _BULLET.match(row) or _POINTS_BEFORE.match(row)]
    # Small models like to open with "Here are the bullets:"; a list has bullets, so the rest is chatter.
    for row in rows if is_prose or not marked else marked:
        if not row.rstrip().endswith(":"):
            yield _bullet(row)


def _bullet(row: str) -> Said:
    bullet = _BULLET.match(row)
    row = row[bullet.end() :] if bullet else row
    before, after = _POINTS_BEFORE.match(row), _POINTS_AFTER.search(row)
    numbers = before or after
    if before:
        row = row[before.end() :]
    elif after:
        row = row[: after.start()]
    if numbers:
        return row, [int(number) for number in numbers[1].split(",")]
    # A numbered list without brackets counts the points, since the prompt asks for one line a point in their order.
    return row, [int(bullet["number"])] if bullet and bullet["number"] else []


def _sources_of(numbers: list[int], section: SectionPlan) -> tuple[Source, ...]:
    points = [section.points[number - 1] for number in numbers if 1 <= number <= len(section.points)]
    return tuple(dict.fromkeys(source for point in points for source in point.sources))
