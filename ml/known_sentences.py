"""Finish a sentence with one that the role profile has: true to the role, in no time, and nothing is invented."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ml.contracts import Language, SectionKind, Style
from ml.guard.check import is_repeat
from ml.language.spelling import americanise
from ml.language.text import fold
from ml.library.markup import Form, inflect, sentence
from ml.library.schema import RoleProfile

MOST_WORDS = 12
#: One word begins too many sentences to guess which is meant; it counts where no more than this many remain.
FEW = 2
_ENDS = re.compile(r"(?<=[.!?])\s+")
_BREAK = re.compile(r",? (?:and|or|so that|with|from|before|after) |, |; ")


def known_rest(profile: RoleProfile, section: SectionKind, typed: str, *, said: Sequence[str], style: Style) -> str:
    """What stands behind `typed` in a statement of the profile that the section does not say yet; empty if none does.

    Of several statements the shortest is taken: it promises least.
    """
    begun = " ".join(typed.split()).casefold()
    done = [fold(line) for line in said]
    fitting = {
        text: None
        for text in known_sentences(profile, section, style)
        if text.casefold().startswith(begun) and len(text) > len(begun)
        if not any(is_repeat(fold(text), line) for line in done)
    }
    if not begun or not fitting or (" " not in begun and len(fitting) > FEW):
        return ""
    rest = min(fitting, key=len)[len(begun) :]
    if typed.endswith(" "):  # the word is over, whatever the statement says
        if not rest.startswith(" "):
            return ""
        rest = rest[1:]
    return bounded(rest, is_whole=True)


def known_sentences(profile: RoleProfile, section: SectionKind, style: Style) -> Iterator[str]:
    """The profile's statements for this kind of section, as they stand in a text of this style."""
    for statement in _statements(profile, section):
        if section is SectionKind.SUMMARY:
            text = sentence(statement, style.person)
        else:
            text = inflect(statement, style.person, Form.BASE)
        yield americanise(text) if style.language is Language.EN_US else text


def last_sentence(text: str) -> str:
    return _ENDS.split(text.lstrip())[-1]


def first_sentence(text: str) -> str:
    return _ENDS.split(text)[0]


def bounded(rest: str, *, is_whole: bool) -> str:
    """At most `MOST_WORDS` words; cut where a part of the sentence ends, or not offered."""
    if is_whole and len(rest.split()) <= MOST_WORDS:
        return rest
    ends = [match.start() for match in _BREAK.finditer(rest) if 2 <= len(rest[: match.start()].split()) <= MOST_WORDS]
    return rest[: ends[-1]] if ends else ""


def _statements(profile: RoleProfile, section: SectionKind) -> Iterable[str]:
    match section:
        case SectionKind.SUMMARY:
            return profile.summaries
        case SectionKind.RESPONSIBILITIES:
            levels = (text for texts in profile.level_statements.values() for text in texts)
            return [*(text for item in profile.responsibilities for text in item.statements), *levels]
        case SectionKind.REQUIRED | SectionKind.NICE_TO_HAVE:
            return [text for item in profile.requirements for text in item.statements]
        case SectionKind.FIRST_90_DAYS:
            return profile.first_90_days
    return ()
