"""What stands between a changed profile and the library: errors that would break texts, and matters of style."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ml.language.verbs import lexicon
from ml.library.lint import (
    RULES,
    Rule,
    all_texts,
    frames_whole_sentences,
    has_valid_codes,
    marks_the_reader,
    states_in_form,
)
from ml.library.markup import ANSWER, TOKEN, plain
from ml.library.schema import RoleProfile

#: Rules whose breach shows in every text that is written from the profile.
STRUCTURAL: frozenset[Rule] = frozenset({has_valid_codes, states_in_form, marks_the_reader, frames_whole_sentences})
#: An employer's own role may have no code in the public classifications.
OPTIONAL = frozenset({"soc", "isco"})
BRACE = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class ReviewFinding:
    """`place` is a field of the profile, such as `responsibilities/3/0`. An error stops publication; style warns."""

    place: str
    reason: str
    is_error: bool


def review_alone(profile: RoleProfile) -> list[ReviewFinding]:
    """What can be said of a profile without the rest of the library; takes a third of a second."""
    found = [*_has_names(profile), *_marks_nothing_else(profile)]
    for rule in RULES:
        for place, reason in rule(profile):
            is_missing_code = place in OPTIONAL and not getattr(profile, place)
            found.append(ReviewFinding(place, reason, rule in STRUCTURAL and not is_missing_code))
    return found


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Names and sentences of a whole library with the roles that have them, as (id, title)."""

    names: Mapping[str, Sequence[tuple[str, str]]]
    texts: Mapping[str, Sequence[tuple[str, str]]]


def index_library(profiles: Iterable[RoleProfile]) -> Neighbours:
    """Half a second's work for some hundred profiles: keep it as long as they stay the same."""
    names: dict[str, list[tuple[str, str]]] = defaultdict(list)
    texts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for profile in profiles:
        owner = (profile.id, profile.title)
        for name in profile.names:
            names[name.lower()].append(owner)
        for _, text in all_texts(profile):
            texts[plain(text).lower()].append(owner)
    return Neighbours(dict(names), dict(texts))


def review_beside(profile: RoleProfile, neighbours: Neighbours) -> Iterator[ReviewFinding]:
    """Titles that already name another role are errors; sentences of another role are a matter of style."""
    for name in profile.names:
        for other, title in neighbours.names.get(name.lower(), ()):
            if other != profile.id:
                yield ReviewFinding("aliases", f"{name!r} already names {title}", is_error=True)
    for place, text in all_texts(profile):
        for other, title in neighbours.texts.get(plain(text).lower(), ()):
            if other != profile.id:
                yield ReviewFinding(place, f"is word for word in {title}", is_error=False)


def mark_duty(text: str) -> str:
    """A duty as people type it, in the library's form: "Dress wounds." becomes "{dress} wounds"."""
    text = text.strip().rstrip(".;,").rstrip()
    word = re.match(r"[A-Za-z-]+", text)
    if word and word[0].lower() in lexicon():
        return f"{{{word[0].lower()}}}{text[word.end() :]}"
    return text


def _has_names(profile: RoleProfile) -> Iterator[ReviewFinding]:
    if not profile.title.strip():
        yield ReviewFinding("title", "a role needs a title", is_error=True)
    duties = [
        ("responsibilities", n, bool(item.cue and item.statements)) for n, item in enumerate(profile.responsibilities)
    ]
    needs = [("requirements", n, bool(item.cue and item.statements)) for n, item in enumerate(profile.requirements)]
    for name, number, is_whole in duties + needs:
        if not is_whole:
            yield ReviewFinding(f"{name}/{number}", "needs a short name and at least one wording", is_error=True)


def _marks_nothing_else(profile: RoleProfile) -> Iterator[ReviewFinding]:
    """A brace that belongs to no mark would stand in the finished text."""
    whole = [*all_texts(profile), *((f"questions/{n}", question.say) for n, question in enumerate(profile.questions))]
    for place, text in whole:
        if BRACE.search(TOKEN.sub("", text.replace(ANSWER, ""))):
            yield ReviewFinding(place, f"has a brace that marks no word: {text!r}", is_error=True)
