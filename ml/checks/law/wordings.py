"""Wordings that a law can forbid: `wordings.toml`, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from ml.checks.findings import Severity
from ml.checks.law.schema import LawError
from ml.checks.law.strict import make, read_toml

#: In front of a word that then names whom the posting looks for.
LEADS = re.compile(
    r"\b(?:looking for|seek(?:ing|s)?|hiring|recruiting|wanted|needs?|become|join us as)\b", re.IGNORECASE
)
LOOKS_FOR = re.compile(rf"{LEADS.pattern}\W+(?:\w+\W+){{0,3}}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A regular expression, and the template of what can stand in place of what it finds."""

    text: str
    instead: str = ""


@dataclass(frozen=True)
class Wording:
    severity: Severity
    reason: str
    words: tuple[str, ...] = ()
    find: tuple[Phrase, ...] = ()
    unless: tuple[str, ...] = ()
    unless_anywhere: tuple[str, ...] = ()
    only_where_title: bool = False

    @cached_property
    def patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple((re.compile(phrase.text, re.IGNORECASE), phrase.instead) for phrase in self.find)

    @cached_property
    def excuse(self) -> re.Pattern[str]:
        return _any_of(self.unless)

    @cached_property
    def excuse_of_all(self) -> re.Pattern[str]:
        return _any_of(self.unless_anywhere)

    def hits(self, sentence: str, *, is_title: bool = False) -> Iterator[tuple[int, int, str]]:
        """Begin, end and replacement ("" for none) of each place, none inside another."""
        if not self._may_hit(sentence, is_title=is_title) or self.excuse.search(sentence):
            return
        taken: list[range] = []
        for pattern, instead in self.patterns:
            for match in pattern.finditer(sentence):
                begin, end = match.span("it" if "it" in pattern.groupindex else 0)
                if any(begin in span or end - 1 in span for span in taken):
                    continue
                if is_title or not self.only_where_title or LOOKS_FOR.search(sentence[:begin]):
                    taken.append(range(begin, end))
                    yield begin, end, _like(sentence[begin:end], match.expand(instead)) if instead else ""

    def _may_hit(self, sentence: str, *, is_title: bool) -> bool:
        """A quick no for nearly every sentence."""
        folded = sentence.lower()
        is_place = is_title or not self.only_where_title or LEADS.search(folded) is not None
        return is_place and any(word in folded for word in self.words)


def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for all; of none, one that is never found."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)", re.IGNORECASE)


def _like(found: str, instead: str) -> str:
    """With the capital that stood there."""
    return instead[0].upper() + instead[1:] if found[:1].isupper() and instead else instead


@cache
def wordings() -> Mapping[str, Wording]:
    rows = read_toml(files("ml.checks.law").joinpath("wordings.toml"))
    found = {name: make(Wording, row, f"wordings.toml: {name}") for name, row in rows.items()}
    for name, wording in found.items():
        _check(name, wording)
    return found


def _check(name: str, wording: Wording) -> None:
    for text in (*(phrase.text for phrase in wording.find), *wording.unless, *wording.unless_anywhere):
        try:
            re.compile(text)
        except re.error as error:
            raise LawError(f"wordings.toml: {name}: {text!r} is no regular expression: {error}.") from error
