"""Job templates as they are shipped, and what is refused of those that people write."""

from __future__ import annotations

import pytest

from ml.contracts import LOCKED_SECTIONS, BriefError, SectionKind
from ml.documents.headings import kind_of_heading
from ml.library.job_templates import (
    DEFAULT_TEMPLATE,
    TemplateError,
    default_templates,
    load_templates,
    pick_template,
    template_from_dict,
    template_to_dict,
)
from ml.library.lint_templates import lint_templates

TEMPLATES = default_templates()
EACH = pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
SUMMARY = {"kind": "summary"}


def made(**changes):
    return {"name": "Own", "purpose": "for us", "sections": [SUMMARY], **changes}


def test_it_works():
    assert len(TEMPLATES) == 12
    assert [str(finding) for finding in lint_templates(TEMPLATES)] == []


def test_a_finding_names_its_rule():
    (finding, *_) = lint_templates({"other": TEMPLATES["standard"]})
    assert (finding.profile, finding.place, finding.rule) == ("other", "name", "is_named_like_its_file")


def test_the_default_one_has_every_kind_of_section():
    standard = TEMPLATES["standard"]
    assert standard.name == DEFAULT_TEMPLATE
    assert {section.kind for section in standard.sections} == set(SectionKind) - {SectionKind.OTHER}
    assert {section.kind for section in standard.sections if section.locked} == LOCKED_SECTIONS


@EACH
def test_the_json_form_gives_the_same_template_back(template):
    assert template_from_dict(template_to_dict(template)) == template


@EACH
def test_an_exported_heading_is_read_as_what_it_is(template):
    headings = [(section.heading, section.kind) for section in template.sections if section.heading]
    assert [(heading, kind_of_heading(heading)) for heading, _ in headings] == headings


def test_the_public_service_has_its_own_headings():
    headings = {str(section.kind): section.heading for section in TEMPLATES["public-service"].sections}
    assert (headings["required"], headings["responsibilities"]) == ("Person specification", "Main duties")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ([], "template: must be an object with keys such as 'name'."),
        (made(name=""), "name: is missing."),
        (made(name=3), "name: must be a text."),
        (made(purpose="x" * 121), "purpose: has 121 characters; the limit is 120."),
        (made(sektions=[]), "sektions: is not known; did you mean 'sections'?"),
        (made(tone="rude"), "tone: 'rude' is not known; choose one of neutral, friendly, formal, concise."),
        (made(sections=[]), "sections: is empty; give at least one section with its kind, such as 'summary'."),
        (made(sections="summary"), "sections: must be a list."),
        (made(sections=[SUMMARY] * 2), "sections[1].kind: summary is there twice; keep one of them."),
        (made(sections=[SUMMARY] * 21), "sections: has 21 items; the limit is 20."),
        (made(sections=["summary"]), "sections[0]: must be an object with keys such as 'kind'."),
        (made(sections=[{}]), "sections[0].kind: is missing; give the kind of section, such as 'summary'."),
        (made(sections=[{"kind": "sumary"}]), "sections[0].kind: 'sumary' is not known; did you mean 'summary'?"),
        (made(sections=[{"kind": "summary", "look": 1}]), "sections[0].look: is not known; did you mean 'locked'?"),
        (
            made(sections=[{"kind": "pay", "locked": False}]),
            "sections[0].locked: must be true; pay is pay, company or legal text.",
        ),
        (made(sections=[{"kind": "summary", "required": "yes"}]), "sections[0].required: must be true or false."),
        (made(sections=[{"kind": "summary", "lines": 0}]), "sections[0].lines: must be a whole number from 1 to 30."),
        (
            made(sections=[{"kind": "summary", "starters": ["x"]}]),
            "sections[0].starters: summary takes none; write fixed lines instead.",
        ),
        (
            made(sections=[{"kind": "required", "starters": ["{grade}"]}]),
            "sections[0].starters[0]: has a brace; only fixed lines may have placeholders.",
        ),
        (
            made(sections=[{"kind": "summary", "fixed": ["Grade {grade}"]}]),
            "sections[0].fixed[0]: add 'grade' to sections[0].placeholders.",
        ),
        (
            made(sections=[{"kind": "summary", "fixed": ["{{ settings.SECRET_KEY }}"]}]),
            "sections[0].fixed[0]: has a brace that is no placeholder such as {department}.",
        ),
        (
            made(sections=[{"kind": "summary", "placeholders": ["grade"]}]),
            "sections[0].placeholders: 'grade' stands in no fixed line; use it or take it out.",
        ),
        (
            made(skills=[{"name": "x", "kind": "nice"}]),
            "skills[0].kind: 'nice' is not known; choose essential or asset.",
        ),
        (
            made(skills=[{"name": "law", "kind": "essential"}]),
            "skills[0].level: is missing; say how well law must be known: basic, working, advanced.",
        ),
        (
            made(skills=[{"name": "law", "kind": "asset", "level": "expert"}]),
            "skills[0].level: 'expert' is not known; choose one of basic, working, advanced.",
        ),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place(content, sentence):
    with pytest.raises(TemplateError) as error:
        template_from_dict(content)
    assert str(error.value) == sentence


def test_an_asset_skill_needs_no_level():
    assert template_from_dict(made(skills=[{"name": "law", "kind": "asset"}])).skills[0].level == ""


@pytest.mark.parametrize("text", ["name = ", 'name = "x"', 'name = "x"\npurpose = "y"\nsections = [{kind = "no"}]'])
def test_a_file_that_cannot_be_read_is_named(tmp_path, text):
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError, match=r"^own\.toml: "):
        load_templates(tmp_path)


@pytest.mark.parametrize("wanted", ["Public service", "public-service", "PUBLIC_SERVICE"])
def test_a_template_is_found_however_it_is_written(wanted):
    assert pick_template(wanted, ["Standard", "Public service"]) == "Public service"


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        ("public servise", "'public servise' is not a job template; did you mean 'Public service'?"),
        ("zzz", "'zzz' is not a job template; choose one of Standard, Public service."),
    ],
)
def test_one_that_is_not_there_is_answered_with_a_proposal(wanted, reason):
    with pytest.raises(BriefError) as error:
        pick_template(wanted, ["Standard", "Public service"])
    assert (error.value.field, error.value.reason) == ("template", reason)
