"""Who has to approve a job description: the steps of its route, and the people who may decide each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from apps.accounts.models import User
from apps.descriptions.models import JobDescription, Revision
from apps.descriptions.review_models import ApprovalRoute, Decision, Review

ADMINS = Q(role=User.Role.ADMIN) | Q(is_superuser=True)
#: Where no route fits: anybody who reviews, in the department of the text.
DEFAULT_STEP: dict[str, Any] = {"name": "Review", "role": "", "own_department": True}


@dataclass(frozen=True, slots=True)
class Route:
    name: str
    steps: list[dict[str, Any]]
    four_eyes: bool = True

    @property
    def rule(self) -> str:
        """How a text is approved, in a sentence for the pages."""
        steps = ", then ".join(describe_step(step) for step in self.steps)
        eyes = FOUR_EYES if self.four_eyes else "Whoever wrote the text may approve it too."
        return f"Approved by {steps}. {eyes}"


FOUR_EYES = (
    "Four eyes: whoever wrote at the text or decided on an earlier step leaves a step to somebody else, "
    "unless nobody else can decide it."
)


def route_for(description: JobDescription) -> Route:
    """The most specific route in use: department and level, department, level, all; else one step of the department."""
    level = description.brief.get("level", "")
    fitting = ApprovalRoute.objects.filter(
        Q(department=description.department_id) | Q(department=None), level__in=[level, ""], is_active=True
    )
    found = max(
        fitting.prefetch_related("steps"), key=lambda route: (bool(route.department_id), route.level), default=None
    )
    steps = [_as_data(step) for step in found.steps.all()] if found else []
    if found is None or not steps:
        return Route("Default", [DEFAULT_STEP])
    return Route(found.name, steps, found.four_eyes)


def _as_data(step: Any) -> dict[str, Any]:
    return {"name": step.name, "role": step.role, "own_department": step.own_department}


def describe_step(step: dict[str, Any]) -> str:
    who = f"a person with the role {User.Role(step['role']).label}" if step["role"] else "a reviewer"
    where = " of its department" if step["own_department"] else ""
    return f"{step['name']} ({who}{where}, or an admin)"


def reviewing_people() -> list[User]:
    """Everybody active who may decide any step, as a list: they are few, and a page asks about many rounds."""
    people = User.objects.filter(Q(role__in=User.REVIEWING) | ADMINS, is_active=True)
    return list(people.only("username", "first_name", "last_name", "email", "role", "department_id", "is_superuser"))


def fits_step(person: User, review: Review) -> bool:
    """Has this person the role and the department of the step that waits? Admins always."""
    if person.role == User.Role.ADMIN or person.is_superuser:
        return True
    step = review.current_step
    if person.role not in ([step["role"]] if step["role"] else User.REVIEWING):
        return False
    department = department_of(review.description)
    return not step["own_department"] or (department is not None and person.department_id == department)


def department_of(description: JobDescription) -> int | None:
    """The text's department, else its owner's."""
    return description.department_id or description.owner.department_id


def involved_in(reviews: Sequence[Review]) -> dict[int, set[int]]:
    """For each round: who wrote at the text since its last approval, sent it, or decided on an earlier step."""
    described = {review.description_id for review in reviews}
    approved: dict[int, int] = dict(
        Review.objects.filter(description__in=described, state=Review.State.APPROVED)
        .exclude(pk__in=[review.pk for review in reviews])
        .order_by("pk")
        .values_list("description_id", "revision__number")
    )
    people = {review.pk: {review.sent_by_id} for review in reviews}
    by_description = {review.description_id: review for review in reviews}
    versions = Revision.objects.filter(description__in=described).order_by()
    for description_id, number, author_id in versions.values_list("description_id", "number", "author_id"):
        if number > approved.get(description_id, 0):
            people[by_description[description_id].pk].add(author_id)
    for review_id, by_id in Decision.objects.filter(review__in=people).values_list("review_id", "by_id"):
        people[review_id].add(by_id)
    return people


def deciders(review: Review, people: Sequence[User] | None = None, involved: set[int] | None = None) -> list[User]:
    """Who may decide the step that waits: those not involved, or, where there are none, all who fit it."""
    fitting = [person for person in (reviewing_people() if people is None else people) if fits_step(person, review)]
    if not review.four_eyes:
        return fitting
    parties = involved_in([review])[review.pk] if involved is None else involved
    return [person for person in fitting if person.pk not in parties] or fitting


def waiting_for(user: User, *, limit: int = 200) -> list[Review]:
    """Open rounds whose next step this person may decide, the longest waiting first."""
    rounds = Review.objects.open().select_related("description__owner", "description__department", "sent_by")
    reviews = [review for review in rounds.order_by("waiting_since")[:limit] if fits_step(user, review)]
    if not reviews:
        return []
    people, involved = reviewing_people(), involved_in(reviews)
    return [review for review in reviews if user in deciders(review, people, involved[review.pk])]
