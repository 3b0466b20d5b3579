"""How this company writes: lines of its approved job descriptions, the nearest ones first."""

from __future__ import annotations

from apps.descriptions.models import JobDescription, Section
from apps.descriptions.workflow import FINAL

#: So many of the newest approved descriptions are looked at, and so many of them lend lines.
LOOKED_AT, LENDING = 300, 3


def accepted_lines(description: JobDescription, profile: str | None) -> list[tuple[str, str]]:
    """Kind of section and text, from descriptions of the same role profile, then of the same department."""
    approved = JobDescription.objects.filter(status__in=FINAL).exclude(pk=description.pk)
    rows = approved.order_by("-updated_at").values_list("pk", "match", "department_id")[:LOOKED_AT]
    department = description.department_id
    same_role = [pk for pk, match, _ in rows if profile and match.get("profile") == profile]
    same_department = [pk for pk, _, other in rows if department and other == department]
    nearest = list(dict.fromkeys([*same_role, *same_department]))[:LENDING]
    sections = Section.objects.filter(description__in=nearest)
    in_order = sorted(sections, key=lambda section: (nearest.index(section.description_id), section.position))
    return [(section.kind, line["text"]) for section in in_order for line in section.lines]
