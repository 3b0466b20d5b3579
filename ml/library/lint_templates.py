"""What a good job template is, and what else one must be to be shipped. Each rule yields sentences that name the place
and the cause.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ml.contracts import PROSE_SECTIONS, SectionKind
from ml.language.generic import generic_phrases
from ml.language.spelling import americanise
from ml.library.findings import LintFinding
from ml.library.job_templates import JobTemplate, TemplateSection, slug_of
from ml.library.lint import EXCLUDING

Found = Iterator[tuple[str, str]]


def lint_templates(templates: Mapping[str, JobTemplate]) -> list[LintFinding]:
    findings = []
    for stem, template in templates.items():
        shipping = [(rule.__name__, rule(stem, template)) for rule in (is_named_like_its_file, is_spelt_alike)]
        for rule, found in (*shipping, *_by_rule(template)):
            findings += [LintFinding(stem, place, reason, rule) for place, reason in found]
    return findings


def review_template(template: JobTemplate) -> list[tuple[str, str]]:
    """Remarks on a template of a company's own, as (place, reason): matters of style, for people to accept or mend."""
    return [finding for _, found in _by_rule(template) for finding in found]


def _by_rule(template: JobTemplate) -> list[tuple[str, Found]]:
    return [(rule.__name__, rule(template)) for rule in (has_what_every_text_needs, has_guidance, reads_well)]


def is_named_like_its_file(stem: str, template: JobTemplate) -> Found:
    if slug_of(template.name) != stem:
        yield "name", f"{template.name!r} does not belong to the file {stem}.toml"


def is_spelt_alike(stem: str, template: JobTemplate) -> Found:
    """Ours serve companies of either spelling, and fixed lines are never respelt."""
    texts = [(str(section.kind), text) for section in template.sections for text in (*section.starters, *section.fixed)]
    for place, text in (*texts, *((f"skills.{skill.name}", skill.name) for skill in template.skills)):
        if americanise(text) != text:
            yield place, f"{text!r} is spelt otherwise in American English"


def has_what_every_text_needs(template: JobTemplate) -> Found:
    kinds = {section.kind for section in template.sections}
    needed = (SectionKind.SUMMARY, SectionKind.RESPONSIBILITIES, SectionKind.EQUAL_OPPORTUNITY)
    yield from (("sections", f"has no {kind}") for kind in needed if kind not in kinds)


def has_guidance(template: JobTemplate) -> Found:
    for section in template.sections:
        if len(section.guidance) < 20:
            yield f"{section.kind}.guidance", "says too little to the person who writes"


def reads_well(template: JobTemplate) -> Found:
    for section in template.sections:
        for text in (*section.starters, *section.fixed):
            yield from ((f"{section.kind}", reason) for reason in _flaws(text, section))


def _flaws(text: str, section: TemplateSection) -> Iterator[str]:
    folded = text.casefold()
    yield from (f"{text!r} is generic: {words!r}" for words in generic_phrases() if words in folded)
    yield from (f"{text!r} leaves people out: {words!r}" for words in EXCLUDING if f" {words} " in f" {folded} ")
    if text in section.fixed and section.kind in PROSE_SECTIONS and not text.endswith((".", "!", "?")):
        yield f"{text!r} is prose and needs a full stop"
    if section.kind not in PROSE_SECTIONS and text.endswith("."):
        yield f"{text!r} is a bullet and needs no full stop"
