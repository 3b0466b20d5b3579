"""How titles are compared word by word, and which words say little, or say of what kind the work is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

#: Words that many titles end with; sharing only such a word says little.
COMMON = frozenset(
    """manager assistant officer worker technician engineer operative executive adviser advisor specialist coordinator
    administrator analyst supervisor consultant representative associate staff agent clerk lead leader support team
    trainee operator professional practitioner director""".split()
)
#: Last words that say of what kind the work is: an electrical engineer is no electrician, however near in meaning.
KINDS = frozenset(
    "engineer scientist manager director teacher professor doctor surgeon lawyer inspector auditor".split()
)
#: Two words that are one idea: a food security officer guards nothing.
COMPOUNDS = frozenset(
    (first, "security")
    for first in "application cloud cyber data energy food income information it network social water".split()
) | {("real", "estate"), ("machine", "learning"), ("public", "relations"), ("customer", "service"), ("data", "entry")}
#: Words of other work that are spelt much like a telling word of the library: no typing errors.
OWN_WORDS = frozenset(
    """accountant camping canning carpet carrier carver caterer chief counsellor counselor couturier croupier customs
    electronic gaming market mastering nurse personnel
    pharmacologist phytotherapist police press projection psychotherapist rail rental
    taper training trapper writer""".split()
)


def sorted_words(text: str) -> str:
    return " ".join(sorted(text.split()))


def all_found(typed: Sequence[str], known: Sequence[str]) -> bool:
    """Has each telling word on either side its twin on the other?"""
    return all(any(is_twin(word, other) for other in known) for word in typed if word not in COMMON) and all(
        any(is_twin(other, word) for other in typed) for word in known if word not in COMMON
    )


def is_twin(typed: str, known: str) -> bool:
    """The same word, at most a typing error away."""
    if typed == known:
        return True
    may_be_error = typed not in OWN_WORDS and min(len(typed), len(known)) > 3
    return may_be_error and typed[0] == known[0] and fuzz.ratio(typed, known) >= 80


def splits_compound(typed: Sequence[str], known: Sequence[str]) -> bool:
    """Does the known name hold the second word of a typed compound, and not the first?"""
    return any(pair in COMPOUNDS and pair[1] in known and pair[0] not in known for pair in pairwise(typed))


def containment(role: str, name: str) -> float:
    """The whole of a known name inside a longer title: "paediatric ward nurse" holds "ward nurse"."""
    if role.startswith((f"{name} of ", f"{name} for ", f"{name} with ")):
        return 0.9
    name_words, role_words = name.split(), role.split()
    if all(word in COMMON for word in name_words) or not set(name_words) <= set(role_words):
        return 0.0
    if splits_compound(role_words, name_words):
        return 0.0
    ends_alike = role_words[-1] == name_words[-1]
    if not ends_alike and len(name_words) < 2:
        return 0.0
    return max(0.62, 0.92 - 0.06 * (len(role_words) - len(name_words)) - (0.0 if ends_alike else 0.12))


def is_scattered(role: str, name: str) -> bool:
    """Do words that tell stand between those of the name? A "tour and travel manager" is no "tour manager"."""
    if f" {name} " in f" {role} ":
        return False
    words, known = role.split(), set(name.split())
    places = [place for place, word in enumerate(words) if word in known]
    between = words[places[0] : places[-1]] if places else []
    return any(word not in known and word not in COMMON for word in between)
