"""Choosing what the library adds to the recruiter's points: enough, nothing twice, the right level."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from ml.contracts import Length, Level, Point, Source, SourceKind, Style
from ml.grounding.comparable import text_of
from ml.grounding.matcher import Matcher
from ml.language.phrases import duty, is_plain_noun
from ml.language.text import content_stems, fold
from ml.library.schema import Certificate, Requirement, Responsibility, RoleProfile

#: How many lines a section wants, recruiter's points included: short, standard, long.
WANTED = {
    "responsibilities": {Length.SHORT: 5, Length.STANDARD: 8, Length.LONG: 12},
    "required": {Length.SHORT: 4, Length.STANDARD: 6, Length.LONG: 8},
    "nice_to_have": {Length.SHORT: 2, Length.STANDARD: 3, Length.LONG: 4},
    "first_90_days": {Length.SHORT: 0, Length.STANDARD: 3, Length.LONG: 4},
    "summary": {Length.SHORT: 1, Length.STANDARD: 2, Length.LONG: 3},
}
#: From this likeness on, a library statement says what the recruiter's point says.
SAME_POINT = 0.58
#: The statement nearest to a point, if it shares a telling word with it, says the same from here on.
NEAREST = 0.38
#: With a loose match a statement must be at least this near to the title and the points to be offered.
RELEVANT = 0.36
#: What the library asks of people in another role is rarely right for this one.
RELEVANT_REQUIREMENT = 0.45
LOOSE_LIMIT = 4
Item = TypeVar("Item", Responsibility, Requirement)


def wanted(section: str, style: Style) -> int:
    return WANTED[section][style.length]


def fits_level(item: Responsibility, level: Level | None) -> bool:
    return not item.levels or (level or Level.MID) in item.levels


def covering_item(point: str, items: Sequence[Responsibility | Requirement]) -> Responsibility | Requirement | None:
    """The library item that says exactly what the point says: each of its content words is in cue and statement.

    Anything more lenient could drop a number or a name that the recruiter typed.
    """
    stems = content_stems(point)
    if not stems:
        return None
    exact = [item for item in items if content_stems(item.cue) == stems]
    covering = [item for item in items if stems <= content_stems(f"{item.cue} {item.statements[-1]}")]
    shared = [item for item in covering if len(stems & content_stems(item.cue)) * 2 >= len(content_stems(item.cue))]
    return next(iter(exact or (shared if len(stems) > 1 else [])), None)


def unlike(items: Iterable[Item], points: Sequence[str], matcher: Matcher, *, taken: Sequence[Item] = ()) -> list[Item]:
    """The items that say none of the points and are not taken already, in their order."""
    taken_ids = {id(item) for item in taken}
    left = [item for item in items if id(item) not in taken_ids]
    left = [item for item in left if not any(_overlaps(item, point) for point in points)]
    if not points or not left or matcher.encoder is None:
        return left
    parts = [part for point in points for part in parts_of(point)]
    if isinstance(left[0], Responsibility):  # "phones" says less than "answer phones"
        parts += [phrase for point in points if is_plain_noun(point) and (phrase := duty(point)) != point]
    likeness = matcher.rows([text_of(item) for item in left]) @ matcher.encoder.encode(parts).T
    nearest = zip(likeness.argmax(axis=0).tolist(), likeness.max(axis=0).tolist(), strict=True)
    meant = {
        number
        for part, (number, score) in zip(parts, nearest, strict=True)
        if score >= NEAREST and content_stems(part) & content_stems(left[number].cue)
    }
    rows = enumerate(zip(left, likeness.max(axis=1).tolist(), strict=True))
    return [item for number, (item, row) in rows if row < SAME_POINT and number not in meant]


def parts_of(point: str) -> list[str]:
    """The point and, where it joins several ("writes tests and reviews PRs"), each of them."""
    parts = [part.strip() for part in re.split(r"[,;&]\s|\sand\s", point) if len(part.split()) > 1]
    return [point, *parts] if len(parts) > 1 else [point]


def _overlaps(item: Responsibility | Requirement, point: str) -> bool:
    cue, said = content_stems(item.cue), content_stems(point)
    if isinstance(item, Requirement) and _abbreviations(point) & _abbreviations(item.statements[-1]):
        return True
    if not cue or not said:
        return False
    is_inside = isinstance(item, Requirement) and said <= cue
    return is_inside or cue <= said or (len(cue & said) >= 2 and len(cue & said) * 2 > len(cue))


def asks_experience(item: Requirement) -> bool:
    """Does the requirement ask for what nobody brings to an internship?"""
    return bool(re.match(r"(?:[a-z-]+ )?(?:experience|practice|background|record|involvement)\b", item.statements[0]))


def relevant(items: Sequence[Item], topic: Sequence[str], matcher: Matcher, *, limit: int = LOOSE_LIMIT) -> list[Item]:
    """With a loose match: the few items nearest to the title and the points, if they are near at all."""
    if matcher.encoder is None or not items or not topic:
        return []
    scores = (matcher.rows([text_of(item) for item in items]) @ matcher.encoder.encode(list(topic)).T).max(axis=1)
    ranked = sorted(zip(scores.tolist(), range(len(items)), strict=True), reverse=True)
    floor = RELEVANT_REQUIREMENT if isinstance(items[0], Requirement) else RELEVANT
    best = sorted(index for score, index in ranked[:limit] if score >= floor)
    return [items[index] for index in best]


def spread(items: Sequence[Item], count: int, *, first: Sequence[Item] = ()) -> list[Item]:
    """`count` items in library order, which authors keep by importance; those of `first` are not left out."""
    preferred: list[Item] = [item for item in items if item in first]
    chosen = [*preferred, *(item for item in items if item not in preferred)][: max(0, count)]
    return [item for item in items if item in chosen]


def names_certificate(text: str, certificate: Certificate) -> bool:
    """Did the recruiter name the licence: by its words, or by an abbreviation it is known by ("NMC pin", "C+E")?"""
    known = f"{certificate.name} {certificate.statement}"
    return content_stems(certificate.name) <= content_stems(text) or bool(_abbreviations(known) & _abbreviations(text))


def _abbreviations(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w+])[A-Z][A-Z+&]*[A-Z]\b", text)) - {"UK", "US", "GB", "EU", "IT", "HR", "NHS"}


def is_above(level: Level | None, profile: RoleProfile) -> bool:
    """Does this level answer for the work of the role instead of doing it? Its statement then stands alone."""
    leads_already = {"manager", "head", "director", "supervisor"} & set(profile.title.lower().split())
    return level in (Level.MANAGER, Level.DIRECTOR) and not leads_already


def profile_point(profile: RoleProfile, part: str, number: int, text: str, statement: str) -> Point:
    source = Source(SourceKind.PROFILE, f"{profile.id}/{part}/{number}")
    return Point(text=text, sources=(source,), statement=statement)


def wording(statements: Sequence[str], style: Style, seed: int) -> str:
    """Short texts take the shorter wording, long ones the richer; standard ones alternate, the same each time.

    A statement with a word that the company likes comes before all of that.
    """
    if style.wording.liked and (liked := _liked(statements, style.wording.liked)):
        return liked
    if style.length is Length.LONG:
        return statements[-1]
    if style.length is Length.SHORT or style.tone == "concise":
        return statements[0]
    return statements[seed % len(statements)]


def _liked(statements: Sequence[str], words: Sequence[str]) -> str:
    folded = [f" {fold(word)} " for word in words]
    has_liked = (item for item in statements if any(word in f" {fold(item)} " for word in folded))
    return next(has_liked, "")
