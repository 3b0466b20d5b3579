"""A job template as people read it, and what changed between two contents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apps.templates_lib import engine
from apps.templates_lib.fields_diff import FieldDiff, diff_fields
from apps.templates_lib.models import CompanyProfile, JobTemplate

Content = dict[str, Any]
KINDS = dict(engine.SECTION_KINDS)
SKILL_KINDS = {"essential": "essential", "asset": "nice to have"}
DECIDED = {
    "tone": ("Tone", dict(JobTemplate.Tone.choices), "the company’s"),
    "length": ("Length", dict(JobTemplate.Length.choices), "standard"),
    "person": ("Speaks to", dict(CompanyProfile.Person.choices), "the company’s choice"),
}


def show_job_template(content: Content) -> Content:
    return {
        "sections": [_show_section(section) for section in content["sections"]],
        "skills": content.get("skills", []),
        "decided": [(label, _decided(content, key)) for key, (label, _, _) in DECIDED.items()],
    }


def diff_job_templates(old: Content, new: Content) -> list[FieldDiff]:
    return diff_fields(dict(_written(old)) if old else {}, dict(_written(new)))


def name_place(place: str) -> str:
    """ "summary.guidance" as people call it: "About the role, guidance"."""
    first, _, rest = place.partition(".")
    label = KINDS.get(first, first.capitalize())
    return f"{label}, {rest}" if rest else label


def _show_section(section: Content) -> Content:
    heading = section.get("heading") or engine.heading_of(section["kind"])
    lists = {key: section.get(key, []) for key in ("comments", "starters", "fixed", "placeholders")}
    return {**section, **lists, "heading": heading, "name": KINDS[section["kind"]], "counted": _counted(section)}


def _counted(section: Content) -> str:
    parts = [
        f"{section['lines']} lines in a text of standard length" if section.get("lines") else "",
        f"{section['most']} at most" if section.get("most") else "",
    ]
    return ", ".join(filter(None, parts))


def _decided(content: Content, key: str) -> str:
    _, names, otherwise = DECIDED[key]
    return names.get(content.get(key, ""), otherwise)


def _written(content: Content) -> Iterator[tuple[str, list[str]]]:
    """Each field as lines of text; a section is a field."""
    yield "Name", [content["name"]]
    yield "What it is for", [content["purpose"]]
    for key, (label, _, _) in DECIDED.items():
        yield label, [_decided(content, key)]
    sections = [_show_section(section) for section in content["sections"]]
    yield "Order of the sections", [section["name"] for section in sections]
    yield from ((f"Section: {section['name']}", list(_section_lines(section))) for section in sections)
    yield "Skills", [_skill_line(skill) for skill in content.get("skills", [])]


def _section_lines(section: Content) -> Iterator[str]:
    yield f"Heading: {section['heading']}"
    yield "No model writes it" if section.get("locked") else "Open to be written"
    yield "May not stay empty" if section.get("required") else "May stay empty"
    if section["counted"]:
        yield section["counted"].capitalize()
    if section.get("guidance"):
        yield f"Guidance: {section['guidance']}"
    labels = {"comments": "Comment", "starters": "Starter", "fixed": "Fixed line", "placeholders": "Blank"}
    yield from (f"{label}: {text}" for key, label in labels.items() for text in section[key])


def _skill_line(skill: Content) -> str:
    about = (SKILL_KINDS[skill["kind"]], skill.get("level", ""))
    return f"{skill['name']} ({', '.join(filter(None, about))})"
