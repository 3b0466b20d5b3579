"""What differs between two contents, field by field, each field as lines that people read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jdcopilot.lib.diffs import Hunk, diff_lines

Fields = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class FieldDiff:
    label: str
    lines: tuple[tuple[Hunk, ...], ...]


def diff_fields(old: Fields, new: Fields) -> list[FieldDiff]:
    """The fields that differ, those that are gone last; a field that is not there has no lines."""
    pairs = ((label, old.get(label, []), new.get(label, [])) for label in dict.fromkeys([*new, *old]))
    return [FieldDiff(label, diff_lines(before, after)) for label, before, after in pairs if before != after]
