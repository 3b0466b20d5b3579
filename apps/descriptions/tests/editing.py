"""What the tests of the editor share: rows that a writer would have made, and who may change them."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from apps.accounts.models import User
from apps.descriptions.lines import stored_line
from apps.descriptions.models import GenerationEvent, GenerationRequest, JobDescription, Section
from tests.factories import DepartmentFactory, JobDescriptionFactory, SectionFactory, UserFactory

FRAGMENT = {"HX-Request": "true"}
AUTOSAVE = FRAGMENT | {"Accept": "application/json"}
OUTLINE = [
    {"kind": "summary", "heading": "The role"},
    {"kind": "responsibilities", "heading": "What you will do"},
    {"kind": "required", "heading": "What you need"},
]

#: Who may change a description of someone else's: (who, may).
PEOPLE = pytest.mark.parametrize(
    ("who", "may"),
    [
        pytest.param("owner", True, id="owner"),
        pytest.param("colleague", True, id="same department"),
        pytest.param("admin", True, id="admin"),
        pytest.param("editor", False, id="library editor"),
        pytest.param("stranger", False, id="other recruiter"),
    ],
)


def person(who: str, description: JobDescription) -> User:
    if who == "owner":
        return description.owner
    if who == "colleague":
        department = description.department or DepartmentFactory()
        JobDescription.objects.filter(pk=description.pk).update(department=department)
        return UserFactory(department=department)
    role = {"admin": User.Role.ADMIN, "editor": User.Role.EDITOR}.get(who, User.Role.RECRUITER)
    return UserFactory(role=role, department=DepartmentFactory())


def open_line(text: str, reason: str = "“BSc” is not in the brief.") -> dict[str, Any]:
    line = stored_line(text, source="model", ref="local 1")
    return line | {"writer": "local", "supported": False, "reasons": [reason]}


def written_section(owner: User, *texts: str, **fields: Any) -> Section:
    lines = [stored_line(text, source="brief", ref=f"responsibilities[{n}]") for n, text in enumerate(texts)]
    description = JobDescriptionFactory(owner=owner, title="Staff Nurse")
    return SectionFactory(description=description, **{"lines": lines} | fields)


def draft_request(description: JobDescription, *, state: str = "running", written: int = 0) -> GenerationRequest:
    """A request for a draft of three sections, of which some are written."""
    lease = {"lease_token": "0" * 32, "lease_until": timezone.now()} if state == "running" else {}
    request = GenerationRequest.objects.create(
        description=description, state=state, outline=OUTLINE, requested_by=description.owner, **lease
    )
    for number, item in enumerate(OUTLINE[:written], start=1):
        data = item | {"lines": [stored_line(f"Line of {item['kind']}", source="brief") | {"writer": "composer"}]}
        GenerationEvent.objects.create(request=request, number=number, section_kind=item["kind"], data=data)
    return request


def section_request(section: Section, *proposed: str, state: str = "finished") -> GenerationRequest:
    lines = [stored_line(text, source="model", ref="local 1") | {"writer": "local"} for text in proposed]
    return GenerationRequest.objects.create(
        description=section.description,
        kind=GenerationRequest.Kind.SECTION,
        section=section,
        state=state,
        outline=[{"kind": section.kind, "heading": section.heading}],
        result={"kind": section.kind, "heading": section.heading, "lines": lines} if state == "finished" else {},
        writer="local 1",
        requested_by=section.description.owner,
    )
