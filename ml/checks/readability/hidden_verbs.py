"""Verbs that hide in nouns: which noun hides which verb, and the finding that brings the verb back."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from ml.checks.findings import Finding
from ml.checks.rule import Rule
from ml.checks.subject import Span, Subject
from ml.contracts import Language
from ml.language.inflect import Form, forms_of, plural
from ml.language.spelling import americanise

ARTICLE = r"(?:(?:the|an?|any|all) )?"
#: What goes on like "managing x and leading y" or "the management of x, training of y" needs both verbs changed.
SECOND = re.compile(
    r"(?:,|;|\band|\bor|&|/)\s+(?:also\s+)?(?:(?:for|the|[a-z]+ly)\s+)*"
    r"(?:[a-z-]+ing\b|[a-z-]+(?:tion|ment|sis|ance|ence)s? of\b)"
)
OBJECT = re.compile(r"\s+(?!and\b|or\b)[\w£$€(]", re.IGNORECASE)


def stands_alone(rest: str) -> bool:
    """Does an object follow, and no second noun that would be left without a verb?"""
    return bool(OBJECT.match(rest)) and not SECOND.search(rest)


def verb_of(pair: str, form: Form) -> str:
    """The verb of a noun with its preposition: "assessment of" -> assess."""
    return forms_of(_verbs()[pair.lower()], as_verb=True)[form]


def finding_of(rule: Rule, subject: Subject, sentence: Span, found: re.Match[str], verb: str) -> Finding:
    """What was found gives way to the verb, in the capitals of what stands there and the spelling of the posting."""
    place = subject.part(sentence.start + found.start(), sentence.start + found.end())
    spelt = _spelt(verb, subject.context.language)
    instead = tuple(verb[:1].upper() + verb[1:] if place.text[:1].isupper() else verb for verb in spelt)
    return rule.at(place, "The verb alone says it shorter.", instead)


@cache
def noun_pattern() -> str:
    """Any noun of the list with its preposition, as the group `pair`."""
    return rf"(?P<pair>{'|'.join(sorted(map(re.escape, _verbs()), key=len, reverse=True))})\b"


@cache
def light_verbs() -> dict[str, Form]:
    """The forms of the verbs that say nothing themselves: "carries out" -> third person."""
    wanted = (Form.BASE, Form.THIRD, Form.GERUND)
    every = (forms_of(verb, as_verb=True) for verb in _lists()["light"]["verbs"])
    return {made[form]: form for made in every for form in wanted}


def _spelt(verb: str, language: Language | None) -> tuple[str, ...]:
    """In both spellings where it is not known which one the posting has."""
    american = americanise(verb)
    if language is None:
        return tuple(dict.fromkeys((verb, american)))
    return (american if language is Language.EN_US else verb,)


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(files("ml.checks.readability").joinpath("nominalisations.toml").read_text(encoding="utf-8"))


@cache
def _verbs() -> dict[str, str]:
    """Noun and preposition -> verb, in both numbers of the noun."""
    table: dict[str, str] = {}
    for pair, verb in _lists()["verbs"].items():
        noun, _, to = pair.partition(" ")
        table[pair] = table[f"{plural(noun)} {to}"] = verb
    return table
