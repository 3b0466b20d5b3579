"""Phrases that fit any job, read once from `generic.toml`, and whether a line says nothing beside them."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from ml.language.text import STOP_WORDS

PLAIN_WORD = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*")


@lru_cache(maxsize=4096)
def is_generic(line: str) -> bool:
    """Does nothing stand in the line but what fits any job? At least one of its phrases has to be an empty one."""
    text = " ".join(PLAIN_WORD.findall(line.lower()))
    if any(phrase in text for phrase in _lists()["telling"]):
        return False
    left, count = _empty().subn(" ", text)
    return count > 0 and all(word in _fillers() for word in left.split())


@cache
def generic_phrases() -> tuple[str, ...]:
    """Those that are refused in the role library."""
    return tuple(_lists()["phrases"])


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(files("ml.language").joinpath("generic.toml").read_text(encoding="utf-8"))


@cache
def _fillers() -> frozenset[str]:
    return frozenset(_lists()["fillers"].split()) | STOP_WORDS


@cache
def _empty() -> re.Pattern[str]:
    phrases = sorted(_lists()["empty"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")
