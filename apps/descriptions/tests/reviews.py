"""What the tests of review share: texts that have come so far through the services, and people with roles."""

from __future__ import annotations

from apps.accounts.models import Department, User
from apps.descriptions import reviewing
from apps.descriptions.models import ApprovalRoute, JobDescription, Review, Revision, RouteStep
from apps.descriptions.revisions import add_revision, refresh_search_text
from apps.descriptions.tests.editing import written_section
from tests.factories import DepartmentFactory, UserFactory

Role = User.Role


def make_person(role: str = Role.RECRUITER, department: Department | None = None, **fields) -> User:
    return UserFactory(role=role, department=department, **fields)


def make_route(*roles: str, department: Department | None = None, level: str = "", **fields) -> ApprovalRoute:
    route = ApprovalRoute.objects.create(name="Route", department=department, level=level, **fields)
    for position, role in enumerate(roles, start=1):
        RouteStep.objects.create(route=route, position=position, name=Role(role).label, role=role)
    return route


def written_by_engine(owner: User, *texts: str) -> JobDescription:
    """A draft that nobody has touched since the engine wrote it."""
    section = written_section(owner, *texts)
    section.lines = [line | {"writer": "composer"} for line in section.lines]
    section.save()
    description = section.description
    description.department = owner.department
    description.save()
    refresh_search_text(description)
    add_revision(description, by=owner, reason="Written from the brief", engine="composer")
    return description


def sent(owner: User, *texts: str) -> Review:
    """A text of the owner's that waits for its first step."""
    description = written_section(owner, *(texts or ("Assess patients",))).description
    JobDescription.objects.filter(pk=description.pk).update(department=owner.department)
    description.refresh_from_db()
    return reviewing.send_for_review(by=owner, description=description)


def approved(owner: User, by: User, *texts: str) -> JobDescription:
    """A text that has gone the default way."""
    review = sent(owner, *texts)
    reviewing.approve(by=by, review=review, step=0)
    return JobDescription.objects.get(pk=review.description_id)


def department_with(*roles: str) -> tuple[Department, list[User]]:
    department = DepartmentFactory()
    return department, [make_person(role, department) for role in roles]


def engine_revisions(description: JobDescription) -> int:
    return description.revisions.filter(origin=Revision.Origin.ENGINE).count()
