"""What changed between two versions of a description, section by section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jdcopilot.lib.diffs import Hunk, diff_lines, diff_words

__all__ = ["Hunk", "SectionDiff", "diff_contents", "diff_lines", "diff_words"]


@dataclass(frozen=True, slots=True)
class SectionDiff:
    heading: str
    lines: tuple[tuple[Hunk, ...], ...]

    @property
    def is_changed(self) -> bool:
        return any(hunk.kind != "same" for line in self.lines for hunk in line)


def diff_contents(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[SectionDiff]:
    """Compare two revisions' content section by section, in the order of the newer; sections gone come last."""
    old_by_kind = {_key(section): section for section in old}
    new_keys = [_key(section) for section in new]
    pairs: list[Any] = [(old_by_kind.get(key), section) for key, section in zip(new_keys, new, strict=True)]
    pairs += [(section, None) for section in old if _key(section) not in new_keys]
    return list(_section_diffs(pairs))


def _section_diffs(pairs: list[Any]) -> Iterator[SectionDiff]:
    for before, after in pairs:
        heading = (after or before)["heading"]
        yield SectionDiff(heading, diff_lines(_texts(before), _texts(after)))


def _texts(section: dict[str, Any] | None) -> list[str]:
    return [line["text"] for line in section["lines"]] if section else []


def _key(section: dict[str, Any]) -> tuple[str, str]:
    kind = section["kind"]
    return (kind, section["heading"] if kind == "other" else "")
