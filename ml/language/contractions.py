"""Contractions made and undone, where grammar allows no doubt; every change can be vetoed by who knows the words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

#: May this match be changed?
MayChange = Callable[[re.Match[str]], bool]

_A = "['’]"
_NOT = "is are was were do does did have has had would should could must need"
#: What is undone. "it's" is "it has" before been, got and had; "'d" is only known before some verbs.
EXPANSIONS = (
    (re.compile(rf"\b(can){_A}t\b", re.I), r"\1not"),
    (re.compile(rf"\b(w)on{_A}t\b", re.I), r"\1ill not"),
    (re.compile(rf"\b(sha)n{_A}t\b", re.I), r"\1ll not"),
    (re.compile(rf"\b({'|'.join(_NOT.split())})n{_A}t\b", re.I), r"\1 not"),
    (re.compile(rf"\b(let){_A}s\b", re.I), r"\1 us"),
    (re.compile(rf"\b(I|you|we|they|he|she|it|there|that|this|who|what){_A}ll\b", re.I), r"\1 will"),
    (re.compile(rf"\b(you|we|they){_A}re\b", re.I), r"\1 are"),
    (re.compile(rf"\b(I){_A}m\b"), r"\1 am"),
    (re.compile(rf"\b(I|you|we|they){_A}ve\b", re.I), r"\1 have"),
    (re.compile(rf"\b(it|that|there|he|she|who){_A}s(?= (?:been|got|had)\b)", re.I), r"\1 has"),
    (re.compile(rf"\b(it|that|there|here|what|he|she|who){_A}s\b", re.I), r"\1 is"),
    (
        re.compile(rf"\b(I|you|we|they){_A}d(?= (?:like|love|be|prefer|want|need|expect|welcome|also)\b)", re.I),
        r"\1 would",
    ),
)
#: What is made. Never at the end of a clause: nobody writes "that is what we're."
_GOES_ON = r"(?=\s+(?!and\b|or\b|but\b)\w)"
CONTRACTED = (
    (re.compile(rf"\b(you|we) will{_GOES_ON}(?! not\b)", re.I), r"\1'll"),
    (re.compile(rf"\b(you|we) are{_GOES_ON}", re.I), r"\1're"),
    (re.compile(r"\b(you|we) have(?= (?:been|seen|had|\w+ed)\b)", re.I), r"\1've"),
    (re.compile(rf"\b(it|that|there) is{_GOES_ON}(?! not\b)", re.I), r"\1's"),
    (re.compile(rf"\b(do|does|did|is|are|was|were) not{_GOES_ON}", re.I), r"\1n't"),
    (re.compile(rf"\b(can)not{_GOES_ON}", re.I), r"\1't"),
    (re.compile(rf"\b(w)ill not{_GOES_ON}", re.I), r"\1on't"),
)


def expand(text: str, may_change: MayChange = lambda match: True) -> str:
    return _changed(text, EXPANSIONS, may_change)


def contract(text: str, may_change: MayChange = lambda match: True) -> str:
    return _changed(text, CONTRACTED, may_change)


def count_contractions(text: str) -> tuple[int, int]:
    """How many there are, and how many there could be besides."""
    return _count(text, EXPANSIONS), _count(text, CONTRACTED)


def _count(text: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> int:
    spans = {match.start() for pattern, _ in rules for match in pattern.finditer(text)}
    return len(spans)


def _changed(text: str, rules: tuple[tuple[re.Pattern[str], str], ...], may_change: MayChange) -> str:
    for pattern, new in rules:
        text = pattern.sub(partial(_one, new, may_change), text)
    return text


def _one(new: str, may_change: MayChange, match: re.Match[str]) -> str:
    return match.expand(new) if may_change(match) else match[0]
