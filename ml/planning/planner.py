"""Plan a draft: which points each section says, in which order, and from which source.

1. Ground the title (and, where it is weak, the points) in role profiles.
2. Decide the style from the brief and the voice.
3. The recruiter's points come first and in their order; the library fills up to the wanted length, never repeating one.
4. A loose match gives only a few relevant statements, which the guard marks for a person to confirm.
5. What nothing is known of is asked, not written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from ml.contracts import (
    Answer,
    Brief,
    Language,
    Length,
    Level,
    Person,
    Plan,
    Point,
    SectionKind,
    SectionPlan,
    Source,
    SourceKind,
    Style,
    Tone,
    WriterError,
)
from ml.grounding.candidates import CLOSE
from ml.grounding.matcher import Matcher
from ml.grounding.titles import read_title
from ml.language.text import content_stems, fold, says
from ml.library.schema import Requirement, Responsibility
from ml.planning import choose, facts
from ml.planning.by_template import TemplateRules
from ml.planning.headings import heading_of
from ml.planning.law import answers_law, legal_context, legal_questions, unclear_answers, with_statements
from ml.planning.opening import opening_point
from ml.planning.questions import questions_for, say_answer, says_something
from ml.planning.voice import Voice, typed_notices

_ACCOMMODATION, _PRIVACY, _AI = SectionKind.ACCOMMODATION, SectionKind.PRIVACY_NOTICE, SectionKind.AI_NOTICE


def style_of(brief: Brief, voice: Voice) -> Style:
    """A formal text speaks of the postholder; otherwise the company's voice decides."""
    tone = voice.tone_of(brief)
    person = Person.POSTHOLDER if tone is Tone.FORMAL else voice.person
    return Style(tone, voice.length_of(brief), person, language_of(brief, voice), voice.wording)


def language_of(brief: Brief, voice: Voice) -> Language:
    if brief.language:
        return brief.language
    countries = {place.country for place in brief.locations if place.country}
    if countries:
        return Language.EN_US if countries == {"US"} else Language.EN_GB
    return voice.language


def level_of(brief: Brief) -> Level | None:
    return brief.level or read_title(brief.title).level


def make_plan(brief: Brief, matcher: Matcher, voice: Voice | None = None) -> Plan:
    return _Planner(brief, matcher, voice or Voice()).plan()


#: One step shorter or longer than the draft's own length.
SHORTER = {Length.LONG: Length.STANDARD, Length.STANDARD: Length.SHORT, Length.SHORT: Length.SHORT}
LONGER = {shorter: longer for longer, shorter in SHORTER.items()} | {
    Length.LONG: Length.LONG,
    Length.SHORT: Length.STANDARD,
}


def replan_section(
    brief: Brief, matcher: Matcher, voice: Voice, kind: SectionKind, change: Mapping[str, str]
) -> tuple[Plan, SectionPlan]:
    """The plan for one section again: `change` may hold length (shorter, longer), tone and an added point.

    The heading stays: it belongs to the document. Raise `WriterError` if there is nothing to say under it.
    """
    length = voice.length_of(brief)
    length = {"shorter": SHORTER, "longer": LONGER}.get(change.get("length", ""), {}).get(length, length)
    tone = Tone(change["tone"]) if change.get("tone") else brief.tone
    plan = make_plan(replace(brief, length=length, tone=tone), matcher, voice)
    section = next((section for section in plan.sections if section.kind == kind), None)
    points = section.points if section else ()
    if text := change.get("point", ""):
        added = Point(text, (Source(SourceKind.PERSON, "added point"),), must_say=True)
        points = (*(point for point in points if not point.fixed), added, *(point for point in points if point.fixed))
    if not points:
        raise WriterError("There is nothing to say in this section. Add a point.")
    heading = section.heading if section else heading_of(kind, plan.style.tone, voice.wording)
    return plan, SectionPlan(kind, heading, points)


class _Planner:
    """The state of planning one brief; each `_plan_x` gives the points of one section."""

    def __init__(self, brief: Brief, matcher: Matcher, voice: Voice) -> None:
        self.brief = brief
        self.matcher = matcher
        self.voice = voice
        self.style = style_of(brief, voice)
        self.level = level_of(brief)
        self.template = TemplateRules(brief, voice, self.style)
        hints = (*brief.responsibilities, *brief.required_skills)
        self.match = matcher.match(brief.title, hints=hints)
        self.profile = matcher.library[self.match.profile] if self.match.profile else None
        self.is_close = self.profile is not None and self.match.score >= CLOSE
        self.notices = self.template.notices

    def plan(self) -> Plan:
        sections: list[SectionPlan] = []
        note_points, instructions = facts.read_notes(self.brief.notes)
        context = legal_context(self.brief, self.voice.employer)
        questions = questions_for(self.brief, self.profile if self.is_close else None)
        questions += legal_questions(context, self.brief)
        if self._knows_nothing():
            self.notices.append(
                "Nothing can be written yet: this title is not in the role library and the brief has no points. "
                "Check the title, or add a few responsibilities."
            )
            return Plan(self.brief, self.match, self.style, (), questions, tuple(self.notices))
        self._notice_match(instructions)
        self.notices += [*typed_notices(self.brief, self.voice.wording), *facts.pay_notices(self.brief.pay)]
        self.notices += unclear_answers(self.brief)
        makers: dict[SectionKind, Callable[[], list[Point]]] = {
            SectionKind.ABOUT: lambda: [
                *(self.voice.points(SectionKind.ABOUT) or facts.about_points(self.brief)),
                *self.voice.value_points(self.brief.company.name),
            ],
            SectionKind.SUMMARY: self._summary,
            SectionKind.RESPONSIBILITIES: self._responsibilities,
            SectionKind.FIRST_90_DAYS: self._first_90_days,
            SectionKind.REQUIRED: self._required,
            SectionKind.NICE_TO_HAVE: self._nice_to_have,
            SectionKind.CONDITIONS: lambda: [*facts.condition_points(self.brief), *note_points],
            SectionKind.PAY: lambda: facts.pay_points(self.brief.pay),
            SectionKind.BENEFITS: lambda: _unique(
                [*facts.benefit_points(self.brief), *self.voice.points(SectionKind.BENEFITS)]
            ),
            SectionKind.EQUAL_OPPORTUNITY: lambda: (
                self.voice.points(SectionKind.EQUAL_OPPORTUNITY) or facts.equal_opportunity_points(self.style.language)
            ),
            **{kind: partial(self.voice.points, kind) for kind in (_ACCOMMODATION, _PRIVACY, _AI)},
        }
        for kind in self.voice.whole_order:
            if points := self.template.arrange(kind, self._heading(kind), makers[kind]()):
                locked = self.voice.section(kind).locked
                sections.append(SectionPlan(kind, self._heading(kind), tuple(points), composer_only=locked))
        sections = with_statements(sections, context, self.voice.whole_order, self._heading)
        return Plan(self.brief, self.match, self.style, tuple(sections), questions, tuple(self.notices))

    def _heading(self, kind: SectionKind) -> str:
        return self.voice.headings.get(kind) or heading_of(kind, self.style.tone, self.voice.wording)

    def _knows_nothing(self) -> bool:
        brief = self.brief
        told = [answer for answer in brief.answers if not answers_law(answer)]
        given = (*brief.responsibilities, *brief.required_skills, *brief.nice_to_have_skills, *told)
        return self.profile is None and not given

    def _notice_match(self, instructions: Sequence[str]) -> None:
        if self.profile is None:
            self.notices.append(
                "This title is not in the role library. The text says only what you gave; "
                "answer the questions to fill it."
            )
        elif not self.is_close:
            self.notices.append(
                f"No role profile fits this title closely; the nearest is {self.profile.title}. "
                "Lines taken from it are marked: confirm or remove them."
            )
        if (
            self.is_close
            and self.profile
            and self.profile.certificates
            and not any(p.country for p in self.brief.locations)
        ):
            names = ", ".join(f"{item.name} ({item.country})" for item in self.profile.certificates[:3])
            self.notices.append(f"Name the country of work: the law may ask for a licence there, such as {names}.")
        for text in instructions:
            self.notices.append(
                f"This note reads like an instruction, not like a point, so it is not in the text: “{text}”"
            )

    # The sections that people's points and the library fill together.

    def _responsibilities(self) -> list[Point]:
        known = self.profile.responsibilities if self.profile else ()
        items = [item for item in known if choose.fits_level(item, self.level)]
        count = self.template.wanted(SectionKind.RESPONSIBILITIES)
        points = self._people_points("responsibilities", self.brief.responsibilities, items)
        of_level = [item for item in items if item.levels and self.level is not None]
        starters = self.template.starters(SectionKind.RESPONSIBILITIES, points)
        said = [*points, *starters]
        return [*points, *self._library_points("responsibilities", items, said, count, first=of_level), *starters]

    def _required(self) -> list[Point]:
        known = self.profile.requirements if self.profile else ()
        points = self._people_points("required_skills", self.brief.required_skills, known)
        points = self._add_certificates(points)
        essential = [item for item in known if item.is_essential and self._fits(item)]
        return self._filled_up(SectionKind.REQUIRED, points, essential)

    def _add_certificates(self, points: list[Point]) -> list[Point]:
        """Licences that the law of a place of work demands, unless the recruiter already named them."""
        if self.profile is None or not self.is_close:
            return points
        countries = {place.country for place in self.brief.locations}
        said = " ".join(point.text for point in points)
        added = []
        for number, certificate in enumerate(self.profile.certificates):
            if certificate.country in countries and not choose.names_certificate(said, certificate):
                point = choose.profile_point(
                    self.profile, "certificates", number, certificate.name, certificate.statement
                )
                added.append(Point(point.text, point.sources, point.statement, certificate=True))
        return [*points, *added]

    def _nice_to_have(self) -> list[Point]:
        known = self.profile.requirements if self.profile else ()
        assets = [item for item in known if not item.is_essential and self._fits(item)]
        points = self._people_points("nice_to_have_skills", self.brief.nice_to_have_skills, assets)
        return self._filled_up(SectionKind.NICE_TO_HAVE, points, assets)

    def _filled_up(self, kind: SectionKind, points: list[Point], items: Sequence[Requirement]) -> list[Point]:
        """People's points, then the library's, then what the template has for every such section."""
        starters = self.template.starters(kind, points)
        said = [*points, *starters]
        return [*points, *self._library_points("requirements", items, said, self.template.wanted(kind)), *starters]

    def _fits(self, item: Requirement) -> bool:
        return self.level is not Level.INTERN or not choose.asks_experience(item)

    def _people_points(self, field: str, people: Sequence[str], items: Sequence[choose.Item]) -> list[Point]:
        """Each distinct point of the brief; the library lends its statement where that says exactly the same."""
        points = []
        for number, text in enumerate(people):
            source = Source(SourceKind.BRIEF, f"{field}[{number}]")
            points.append(self._lent(text, source, items) or Point(text, (source,), must_say=True))
        return _unique(points)

    def _lent(self, text: str, source: Source, items: Sequence[Responsibility | Requirement]) -> Point | None:
        """The point with the library's statement for it. A requirement takes it only if its own words are in it."""
        item = choose.covering_item(text, items)
        if item is None or self.profile is None or not self.is_close:
            return None
        part = "responsibilities" if isinstance(item, Responsibility) else "requirements"
        index = list(getattr(self.profile, part)).index(item)
        preferred = choose.wording(item.statements, self.style, index)
        saying = [statement for statement in (preferred, *item.statements) if says(statement, text)]
        if not saying and part == "requirements":
            return None
        sources = (source, Source(SourceKind.PROFILE, f"{self.profile.id}/{part}/{index}"))
        return Point(text, sources, (saying or [preferred])[0], must_say=True)

    def _library_points(
        self,
        part: str,
        items: Sequence[choose.Item],
        said: Sequence[Point],
        count: int,
        *,
        first: Sequence[choose.Item] = (),
    ) -> list[Point]:
        """`count` lines together with those that are `said` already."""
        count -= len(said)
        if self.profile is None or count <= 0:
            return []
        texts = [point.text for point in said]
        spoken = {point.statement for point in said if point.statement}
        fresh = [item for item in items if not spoken.intersection(item.statements)]
        fresh = choose.unlike(fresh, texts, self.matcher)
        if not self.is_close:
            topic = [self.brief.title, *self.brief.responsibilities]
            fresh = choose.relevant(fresh, topic, self.matcher, limit=min(count, choose.LOOSE_LIMIT))
        chosen = choose.spread(fresh, count, first=first)
        order: list[Responsibility | Requirement] = list(getattr(self.profile, part))
        return [
            choose.profile_point(
                self.profile,
                part,
                order.index(item),
                item.cue,
                choose.wording(item.statements, self.style, order.index(item)),
            )
            for item in chosen
        ]

    # The sections in prose, and those that only the library or the answers fill.

    def _summary(self) -> list[Point]:
        points: list[Point] = []
        profile, count = self.profile, self.template.wanted(SectionKind.SUMMARY)
        if profile is not None and self.is_close:
            level = self.level if self.level in profile.level_statements else None
            is_above = choose.is_above(level, profile)
            if not is_above:
                number = sum(map(ord, fold(self.brief.title))) % len(profile.summaries)
                text = profile.summaries[number]
                points.append(choose.profile_point(profile, "summaries", number, profile.title, text))
            if level is not None and (count > 1 or self.brief.level or is_above):
                text = profile.level_statements[level][0]
                points.append(choose.profile_point(profile, f"level_statements/{level}", 0, str(level), text))
        elif self.brief.title:
            points.append(opening_point(self.brief, self.style.length))
        return [*points, *self._answers(in_first_90_days=False)]

    def _first_90_days(self) -> list[Point]:
        answers = self._answers(in_first_90_days=True)
        answers += self.template.starters(SectionKind.FIRST_90_DAYS, answers)
        if self.profile is None or not self.is_close:
            return answers
        count = self.template.wanted(SectionKind.FIRST_90_DAYS) - len(answers)
        said = content_stems(" ".join(point.text for point in answers))
        results = [
            choose.profile_point(self.profile, "first_90_days", number, result, result)
            for number, result in enumerate(self.profile.first_90_days[: max(0, count)])
            if not said or len(content_stems(result) & said) < 3
        ]
        return [*answers, *results]

    def _answers(self, *, in_first_90_days: bool) -> list[Point]:
        """Answers about the first 90 days are said under that heading, the others in the summary."""
        points = []
        for number, answer in enumerate(self.brief.answers):
            if says_something(answer) and _is_about_start(answer) is in_first_90_days:
                text = say_answer(answer, self.profile, self.style.person)
                points.append(Point(answer.answer, facts.brief_source(f"answers[{number}]"), text, must_say=True))
        return points


def _is_about_start(answer: Answer) -> bool:
    question = answer.question.lower()
    return "90 days" in question or "first three months" in question or "first months" in question


def _unique(points: Sequence[Point]) -> list[Point]:
    """Points that say the same are said once, with all their sources."""
    kept: dict[str, Point] = {}
    for point in points:
        key = fold(point.text).removeprefix("a ").removeprefix("an ").removeprefix("the ")
        if key in kept:
            first = kept[key]
            point = Point(first.text, (*first.sources, *point.sources), first.statement, must_say=first.must_say)
        kept[key] = point
    return list(kept.values())
