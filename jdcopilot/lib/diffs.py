"""Word-level differences of two texts, as hunks that a page shows with <ins> and <del>."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\s+|[\w'’-]+|[^\w\s]", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Hunk:
    """A piece of text that both sides share ("same"), only the older ("del") or only the newer has ("ins")."""

    kind: str
    text: str


def diff_words(old: str, new: str) -> tuple[Hunk, ...]:
    old_words, new_words = WORD.findall(old), WORD.findall(new)
    matcher = SequenceMatcher(None, old_words, new_words, autojunk=False)
    hunks: list[Hunk] = []
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation == "equal":
            hunks.append(Hunk("same", "".join(old_words[i1:i2])))
            continue
        if i2 > i1:
            hunks.append(Hunk("del", "".join(old_words[i1:i2])))
        if j2 > j1:
            hunks.append(Hunk("ins", "".join(new_words[j1:j2])))
    return tuple(hunks)


def diff_lines(old: list[str], new: list[str]) -> tuple[tuple[Hunk, ...], ...]:
    """Line by line; lines that were replaced by others are paired and compared by word."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    rows: list[tuple[Hunk, ...]] = []
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation == "equal":
            rows += [(Hunk("same", line),) for line in old[i1:i2]]
        else:
            rows += _diff_block(old[i1:i2], new[j1:j2])
    return tuple(rows)


def _diff_block(old: list[str], new: list[str]) -> list[tuple[Hunk, ...]]:
    paired = min(len(old), len(new))
    rows = [diff_words(before, after) for before, after in zip(old[:paired], new[:paired], strict=True)]
    rows += [(Hunk("del", line),) for line in old[paired:]]
    rows += [(Hunk("ins", line),) for line in new[paired:]]
    return rows
