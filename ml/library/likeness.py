"""Statements of different roles that say the same, found by meaning from the vectors shipped with the library."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ml.grounding.comparable import text_of
from ml.library.findings import LintFinding
from ml.library.loader import Library
from ml.library.schema import Requirement, Responsibility

#: Cosine of two statements (all-MiniLM-L6-v2) from which they say the same thing about two different jobs. Read off the
#: library: below it stand pairs that name different objects ("hive frames", "loading frames").
SAME = 0.9
#: So many statements are compared with all others at once; it bounds the memory.
BLOCK = 1024
Item = Responsibility | Requirement


def say_the_same(library: Library, *, only: Collection[str] = ()) -> Iterator[LintFinding]:
    """Each pair of statements of two roles that are one statement to a reader, and each that has no vector yet."""
    from ml.grounding.encoder import SentenceEncoder
    from ml.grounding.vectors import key_of, shipped_vectors

    places = list(_items(library))
    encoder = SentenceEncoder()
    keys = [key_of(encoder, text_of(item)) for _, _, item in places]
    known = shipped_vectors(keys)
    for (profile, place, _), key in zip(places, keys, strict=True):
        if key not in known and (not only or profile in only):
            yield LintFinding(profile, place, "has no vector yet; run `python -m ml library embed`", "say_the_same")
    found = [(place, key) for place, key in zip(places, keys, strict=True) if key in known]
    yield from _pairs([place for place, _ in found], [known[key] for _, key in found], only)


def _pairs(places: list[tuple[str, str, Item]], vectors: list[bytes], only: Collection[str]) -> Iterator[LintFinding]:
    import numpy as np

    if not vectors:
        return
    matrix = np.frombuffer(b"".join(vectors), dtype=np.float32).reshape(len(vectors), -1)
    for begin in range(0, len(places), BLOCK):
        rows, columns = np.nonzero(matrix[begin : begin + BLOCK] @ matrix.T >= SAME)
        for row, column in zip(rows + begin, columns, strict=True):
            (profile, place, item), (other, other_place, _) = places[row], places[column]
            if row < column and profile != other and (not only or {profile, other} & set(only)):
                reason = f"says what {other}: {other_place} says: {item.statements[0]!r}"
                yield LintFinding(profile, place, reason, "say_the_same")


def _items(library: Library) -> Iterator[tuple[str, str, Item]]:
    for profile in library.values():
        yield from ((profile.id, f"responsibilities/{n}", item) for n, item in enumerate(profile.responsibilities))
        yield from ((profile.id, f"requirements/{n}", item) for n, item in enumerate(profile.requirements))
