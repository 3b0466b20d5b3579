"""What the job template says of each section: how many lines, what it begins with, which lines are fixed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ml.contracts import Brief, Length, Point, SectionKind, Source, SourceKind, Style
from ml.language.text import content_stems
from ml.library.job_templates import TemplateSkill
from ml.planning import choose
from ml.planning.slots import fixed_point, known_slots, missing_point
from ml.planning.voice import Voice

SKILLS_OF = {SectionKind.REQUIRED: "essential", SectionKind.NICE_TO_HAVE: "asset"}


@dataclass
class TemplateRules:
    """The rules of one draft. Without a template they leave everything as it is usual."""

    brief: Brief
    voice: Voice
    style: Style
    notices: list[str] = field(default_factory=list)

    def wanted(self, kind: SectionKind) -> int:
        """How many lines the section wants: what the template says of a standard text, or the usual number."""
        section = self.voice.section(kind)
        count = scaled(section.lines, self.style) if section.lines else choose.wanted(kind, self.style)
        return count if section.most is None else min(count, max(0, section.most - len(section.fixed)))

    def starters(self, kind: SectionKind, said: Sequence[Point]) -> list[Point]:
        """What the template has for every such section, as far as nobody has said it: at most half of the lines."""
        template = self.voice.template
        if template is None:
            return []
        source = (Source(SourceKind.TEMPLATE, f"{template.name}/{kind}"),)
        texts = [*self.voice.section(kind).starters, *skill_statements(template.skills, kind)]
        fresh = [text for text in texts if not any(says_same(text, point.text) for point in said)]
        room = min(self.wanted(kind) - len(said), max(1, self.wanted(kind) // 2))
        return [Point(text, source, text) for text in fresh[: max(0, room)]]

    def arrange(self, kind: SectionKind, heading: str, points: Sequence[Point]) -> list[Point]:
        """No more lines than the template allows, its fixed ones last, and a mark where a required section is empty."""
        section, template = self.voice.section(kind), self.voice.template
        kept = [point for point in points if self.voice.may_add(kind, point)]
        if template is None:
            return kept
        known = known_slots(self.brief)
        fixed = [fixed_point(line, template.name, kind, known) for line in section.fixed]
        kept = self._shortened(kept, section.most, len(fixed), heading)
        if section.required and not kept and not fixed:
            return [missing_point(heading, template.name, kind)]
        return [*kept, *fixed]

    def _shortened(self, points: list[Point], most: int | None, fixed: int, heading: str) -> list[Point]:
        """People's points are never left out; where they are too many, a notice says so."""
        if most is None or len(points) + fixed <= most:
            return points
        room = most - fixed - sum(point.must_say for point in points)
        if room < 0:
            self.notices.append(f"“{heading}” is meant to have {most} lines at most; your brief gives more.")
        others = [point for point in points if not point.must_say][: max(0, room)]
        return [point for point in points if point.must_say or point in others]


def scaled(lines: int, style: Style) -> int:
    """What a standard text wants as a short or long one wants it."""
    usual = choose.WANTED["responsibilities"]
    return max(1, round(lines * usual[style.length] / usual[Length.STANDARD]))


def skill_statements(skills: Iterable[TemplateSkill], kind: SectionKind) -> list[str]:
    """The skills that a job template implies, for the section where they belong."""
    implied = [skill for skill in skills if skill.kind == SKILLS_OF.get(kind)]
    return [f"{skill.level or 'basic'} knowledge of {skill.name}" for skill in implied]


def says_same(text: str, point: str) -> bool:
    """Do a template's statement and a point of the brief share most of their telling words?"""
    one, other = content_stems(text), content_stems(point)
    shared = len(one & other)
    return shared > 1 and 2 * shared >= min(len(one), len(other))
