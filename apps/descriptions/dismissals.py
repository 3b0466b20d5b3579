"""Dismissing findings and taking that back, and which findings are left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.descriptions.check_models import Dismissal
from apps.descriptions.checking import Found
from apps.descriptions.errors import BadBrief
from apps.descriptions.models import JobDescription
from apps.descriptions.permissions import check_can_dismiss, check_can_take_back


@dataclass(frozen=True, slots=True)
class Sifted:
    """Findings that are left, and the dismissals that hide the others, each with how many it hides."""

    left: tuple[Found, ...]
    hidden: tuple[tuple[Dismissal, int], ...]


def sift(found: Iterable[Found], *, description: JobDescription, viewer: User) -> Sifted:
    holding = Dismissal.objects.that_hold(description_id=description.pk, person_id=viewer.pk)
    by_mark = {dismissal.mark: dismissal for dismissal in holding.select_related("person", "description")}
    left: list[Found] = []
    hidden: dict[Dismissal, int] = {}
    for one in found:
        if dismissal := by_mark.get(one.mark):
            hidden[dismissal] = hidden.get(dismissal, 0) + 1
        else:
            left.append(one)
    return Sifted(tuple(left), tuple(hidden.items()))


def dismiss(*, by: User, found: Found, scope: str, description: JobDescription, reason: str = "") -> Dismissal:
    """Hide this finding; doing it twice is no error. For all it needs a reason that the others can read."""
    check_can_dismiss(by, scope, description)
    reason = reason.strip()[:300]
    if scope == Dismissal.Scope.ALL and not reason:
        raise BadBrief("reason", "Say why nobody needs this finding: everybody will read it.")
    is_here = scope == Dismissal.Scope.HERE
    names: dict[str, Any] = {"mark": found.mark, "scope": scope, "description": description if is_here else None}
    if scope == Dismissal.Scope.ME:
        names["person"] = by
    said = (found.finding.text or found.finding.reason)[:200]
    row = Dismissal(**{"person": by, **names}, rule=found.finding.rule, text=said, reason=reason)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return Dismissal.objects.get(**names)
    return row


def take_back(*, by: User, dismissal: Dismissal) -> None:
    """Show the finding again."""
    check_can_take_back(by, dismissal)
    dismissal.delete()
