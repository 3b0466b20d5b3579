"""The word lists of `titles.toml`, and the title of a posting that has more than a title."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from ml.checks.subject import Block, Subject


@cache
def title_words() -> dict[str, Any]:
    return tomllib.loads(files("ml.checks.structure").joinpath("titles.toml").read_text(encoding="utf-8"))


def title_of(subject: Subject) -> Block | None:
    """None where nothing follows: a first line alone may be any line."""
    return subject.title if len(subject.blocks) > 1 else None


def any_of(phrases: list[str], flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """Any of these as whole words, the longest first."""
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(map(re.escape, ordered))})(?![\w-])", flags)


def in_case_of(said: str, instead: str) -> str:
    """With the capitals that `said` has: SALESMAN, Salesman, salesman."""
    if said.isupper() and len(said) > 1:
        return instead.upper()
    if said[:1].isupper():
        return " ".join(word[:1].upper() + word[1:] for word in instead.split())
    return instead


def renamed(title: Block, start: int, end: int, instead: str) -> str:
    return tidy(f"{title.text[:start]}{instead}{title.text[end:]}")


def tidy(title: str) -> str:
    """Without the blanks, separators and brackets that are left over where a piece was taken out."""
    kept = re.sub(r"\(\s*\)|\[\s*\]", "", title)
    return re.sub(r"\s{2,}", " ", re.sub(r"\s+(?=[,;:)\]])", "", kept)).strip(" -–—|/,;:@")
