"""What a job template must be to be shipped. Each rule yields sentences that name the place and the cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ml.contracts import PROSE_SECTIONS, SectionKind
from ml.language.generic import generic_phrases
from ml.language.spelling import americanise
from ml.library.findings import LintFinding
from ml.library.job_templates import JobTemplate, TemplateSection, slug_of
from ml.library.lint import EXCLUDING


def lint_templates(templates: Mapping[str, JobTemplate]) -> list[LintFinding]:
    return [
        LintFinding(stem, place, reason, rule.__name__)
        for stem, template in templates.items()
        for rule in (is_named_like_its_file, has_what_every_text_needs, has_guidance, reads_well)
        for place, reason in rule(stem, template)
    ]


def is_named_like_its_file(stem: str, template: JobTemplate) -> Iterator[tuple[str, str]]:
    if slug_of(template.name) != stem:
        yield "name", f"{template.name!r} does not belong to the file {stem}.toml"


def has_what_every_text_needs(stem: str, template: JobTemplate) -> Iterator[tuple[str, str]]:
    kinds = {section.kind for section in template.sections}
    needed = (SectionKind.SUMMARY, SectionKind.RESPONSIBILITIES, SectionKind.EQUAL_OPPORTUNITY)
    yield from (("sections", f"has no {kind}") for kind in needed if kind not in kinds)


def has_guidance(stem: str, template: JobTemplate) -> Iterator[tuple[str, str]]:
    for section in template.sections:
        if len(section.guidance) < 20:
            yield f"{section.kind}.guidance", "says too little to the person who writes"


def reads_well(stem: str, template: JobTemplate) -> Iterator[tuple[str, str]]:
    for section in template.sections:
        for text in (*section.starters, *section.fixed):
            yield from ((f"{section.kind}", reason) for reason in _flaws(text, section))
    for skill in template.skills:
        if americanise(skill.name) != skill.name:
            yield f"skills.{skill.name}", "is spelt otherwise in American English"


def _flaws(text: str, section: TemplateSection) -> Iterator[str]:
    folded = text.casefold()
    if americanise(text) != text:  # fixed lines are never respelt
        yield f"{text!r} is spelt otherwise in American English"
    yield from (f"{text!r} is generic: {words!r}" for words in generic_phrases() if words in folded)
    yield from (f"{text!r} leaves people out: {words!r}" for words in EXCLUDING if f" {words} " in f" {folded} ")
    if text in section.fixed and section.kind in PROSE_SECTIONS and not text.endswith((".", "!", "?")):
        yield f"{text!r} is prose and needs a full stop"
    if section.kind not in PROSE_SECTIONS and text.endswith("."):
        yield f"{text!r} is a bullet and needs no full stop"
