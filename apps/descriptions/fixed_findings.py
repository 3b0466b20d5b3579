"""How many findings of the first draft were gone when the text was sent for review, by kind of rule."""

from __future__ import annotations

from collections import Counter

from apps.descriptions.checking import marks_of
from apps.descriptions.models import Revision
from apps.descriptions.review_models import Review


def measure(review: Review) -> dict[str, list[int]]:
    """Found and fixed by category: `{"language": [4, 3]}`. Both texts are read by the rules of today."""
    first = marks_of(review.description, _first_draft(review))
    left = first - (first - marks_of(review.description, review.revision))
    return {category: [count, count - _by_category(left)[category]] for category, count in _by_category(first).items()}


def _first_draft(review: Review) -> Revision:
    """What an engine wrote first; without an engine, what was there first."""
    revisions = review.description.revisions.filter(number__lte=review.revision.number).order_by("number")
    return revisions.filter(origin=Revision.Origin.ENGINE).first() or revisions.first() or review.revision


def _by_category(marks: Counter[tuple[str, str]]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for (category, _), count in marks.items():
        counted[category] += count
    return counted
