"""Putting the replacement of a finding into the stored text: one, or a whole group as one version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from apps.accounts.models import User
from apps.descriptions import revisions, services
from apps.descriptions.checking import Found, Part, check_description, name_of
from apps.descriptions.errors import BadBrief, WrongState
from apps.descriptions.models import JobDescription, Revision, Section


@dataclass(frozen=True, slots=True)
class Accepted:
    """How many places were changed, and the version that holds the text as it was before."""

    count: int
    before: Revision


def find(description: JobDescription, key: str, *, typed: Mapping[int, str] | None = None) -> Found:
    """The finding of this key in the text as it stands; raise `WrongState` when it is no longer in it."""
    found = next((one for one in check_description(description, typed).found if one.key == key), None)
    if found is None:
        raise WrongState("This finding is no longer there: the text has changed. Reload the page.")
    return found


@transaction.atomic
def accept_one(*, by: User, description: JobDescription, key: str, replacement: str) -> Section | None:
    """The section that was changed, None where it was the title."""
    found = find(description, key)
    if replacement not in found.finding.replacements:
        raise BadBrief("replacement", "Choose one of the replacements that the finding offers.")
    if found.section is None:
        services.change_title(
            by=by, description=description, title=_replaced(description.title, [(found, replacement)])
        )
        return None
    return _write(found.section, [(found, replacement)], by=by, is_edit=True)


@transaction.atomic
def accept_group(*, by: User, description: JobDescription, rule: str, keys: Iterable[str]) -> Accepted:
    """Put in the first replacement of each of these findings of a rule: one new version, whatever their number."""
    wanted = set(keys)
    chosen = [one for one in acceptable(check_description(description).found, rule) if one.key in wanted]
    if not chosen:
        raise BadBrief("key", "Tick at least one of the changes, or close this.")
    before = revisions.add_revision(description, by=by, reason="Before accepting suggestions")
    for section in {one.section for one in chosen if one.section}:
        of_section = [(one, one.finding.replacements[0]) for one in chosen if one.section == section]
        _write(section, of_section, by=by, is_edit=False)
    reason = f"Accepted {len(chosen)} suggestion{'s' if len(chosen) > 1 else ''}: {name_of(rule)}"
    revisions.add_revision(description, by=by, reason=reason[:200])
    return Accepted(len(chosen), before)


def acceptable(found: Iterable[Found], rule: str) -> list[Found]:
    """The findings of a rule that can be accepted together: each offers a replacement, and no two overlap."""
    chosen: list[Found] = []
    for one in found:
        if one.finding.rule != rule or not one.finding.replacements or one.section is None:
            continue
        last = chosen[-1] if chosen else None
        if last is None or (last.section, last.part) != (one.section, one.part) or last.end <= one.start:
            chosen.append(one)
    return chosen


def _write(section: Section, changes: list[tuple[Found, str]], *, by: User, is_edit: bool) -> Section:
    return services.save_section(
        by=by,
        section_id=section.pk,
        text=_replaced(section.text, [change for change in changes if change[0].part is Part.TEXT]),
        heading=_replaced(section.heading, [change for change in changes if change[0].part is Part.HEADING]),
        version=section.version,
        is_edit=is_edit,
    )


def _replaced(text: str, changes: list[tuple[Found, str]]) -> str:
    for found, replacement in sorted(changes, key=lambda change: -change[0].start):
        text = text[: found.start] + replacement + text[found.end :]
    return text
