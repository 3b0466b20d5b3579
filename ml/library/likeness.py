"""Statements of different roles that say the same, found by meaning."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from ml.grounding.comparable import text_of
from ml.library.findings import LintFinding
from ml.library.loader import Library
from ml.library.schema import Requirement, Responsibility

if TYPE_CHECKING:
    from ml.grounding.vectors import Vectors

#: Cosine of two statements (all-MiniLM-L6-v2) from which they say the same thing about two different jobs. Read off the
#: library: below it stand pairs that name different objects ("hive frames", "loading frames").
SAME = 0.9
#: So many statements are compared with all others at once; it bounds the memory.
BLOCK = 1024
Item = Responsibility | Requirement
Place = tuple[str, str, Item]


def say_the_same(library: Library, *, only: Collection[str] = ()) -> Iterator[LintFinding]:
    """Each pair of statements of two roles that are one statement to a reader, by the vectors shipped with the library,
    and each statement that has none.
    """
    import numpy as np

    from ml.grounding.encoder import WIDTH, SentenceEncoder
    from ml.grounding.vectors import key_of, shipped_vectors

    places, encoder = list(_items(library)), SentenceEncoder()
    keys = [key_of(encoder, text_of(item)) for _, _, item in places]
    known = shipped_vectors(keys)
    for (profile, place, _), key in zip(places, keys, strict=True):
        if key not in known and (not only or profile in only):
            yield LintFinding(profile, place, "has no vector yet; run `python -m ml library embed`", "say_the_same")
    found = [(place, known[key]) for place, key in zip(places, keys, strict=True) if key in known]
    matrix = np.frombuffer(b"".join(vector for _, vector in found), dtype=np.float32).reshape(-1, WIDTH)
    yield from _pairs([place for place, _ in found], matrix, only)


def compare_by_meaning(
    library: Library, vectors_of: Callable[[Sequence[str]], Vectors], *, only: Collection[str] = ()
) -> Iterator[LintFinding]:
    """The same for a library whose statements may be new: `vectors_of` gives a unit vector for any text."""
    places = list(_items(library))
    yield from _pairs(places, vectors_of([text_of(item) for _, _, item in places]), only)


def _pairs(places: Sequence[Place], vectors: Vectors, only: Collection[str]) -> Iterator[LintFinding]:
    """One finding a pair, at its first statement or at that of a role asked about."""
    import numpy as np

    asked = np.array([row for row, (profile, _, _) in enumerate(places) if not only or profile in only], dtype=np.intp)
    first = set(asked.tolist())
    for begin in range(0, len(asked), BLOCK):
        block = asked[begin : begin + BLOCK]
        rows, columns = np.nonzero(vectors[block] @ vectors.T >= SAME)
        for row, column in zip(block[rows].tolist(), columns.tolist(), strict=True):
            (profile, place, item), (other, other_place, _) = places[row], places[column]
            if profile != other and (row < column or column not in first):
                reason = f"says what {other}: {other_place} says: {item.statements[0]!r}"
                yield LintFinding(profile, place, reason, "say_the_same")


def _items(library: Library) -> Iterator[Place]:
    for profile in library.values():
        yield from ((profile.id, f"responsibilities/{n}", item) for n, item in enumerate(profile.responsibilities))
        yield from ((profile.id, f"requirements/{n}", item) for n, item in enumerate(profile.requirements))
