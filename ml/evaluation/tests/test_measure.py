"""Does the measure see the faults it is there for? A clean draft comes first."""

from dataclasses import replace

import pytest

from ml.contracts import Brief, Company, Language, Line, Location, Person, SectionKind, Source, SourceKind, Style, Tone
from ml.drafting import DraftJob
from ml.evaluation.measure import Measured, measure
from ml.grounding.matcher import Matcher
from ml.library import default_library
from ml.planning.planner import make_plan

BRIEF = Brief(
    title="Chef",
    company=Company("The Larder"),
    locations=(Location("GB", "", "Leeds"),),
    responsibilities=("run the fish section", "prep for 80 covers"),
    required_skills=("food hygiene level 2",),
)
LENT = (Source(SourceKind.PROFILE, "chef/responsibilities/3"),)


@pytest.fixture(scope="module")
def written():
    plan = make_plan(BRIEF, Matcher(default_library(), None, None))
    job = DraftJob(plan)
    list(job.sections())
    return plan, job.draft()


def with_line(draft, text, kind=SectionKind.RESPONSIBILITIES, *, instead=False):
    """The draft with the line in this section: behind the others, or instead of them."""
    added = Line(text, LENT, "composer")
    sections = (
        replace(section, lines=(added,) if instead else (*section.lines, added)) if section.kind is kind else section
        for section in draft.sections
    )
    return replace(draft, sections=tuple(sections))


def test_a_clean_draft_is_clean(written):
    assert measure(*written) == Measured((), (), (), ())


@pytest.mark.parametrize(
    "text",
    [
        "Run an hourly check of each fridge",
        "Keep a unit of the kitchen tidy",
        "Choose who they will cook for",
    ],
)
def test_harmless_lines_stay_unflagged(written, text):
    plan, draft = written
    assert measure(plan, with_line(draft, text)).awkward == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Eat a apple", "wrong article"),
        ("Ask an user", "wrong article"),
        ("Find a hour", "wrong article"),
        ("See that they plans it", "verb in a wrong form"),
        ("Say what you will plans", "verb in a wrong form"),
        ("Plan the the menu", "word twice"),
        ("Plan the  menu", "stray mark or blank"),
        ("Plan {your} menu", "stray mark or blank"),
        ("plan the menu", "small first letter"),
        ("Plan the menu.", "bullet with a full stop"),
        ("See what you're cooking", "contraction"),
        ("Ask what the postholder cooks", "speaks of the postholder"),
    ],
)
def test_bad_grammar_is_seen(written, text, reason):
    plan, draft = written
    assert f"{reason}: {text}" in measure(plan, with_line(draft, text)).awkward


@pytest.mark.parametrize(
    ("style", "text", "reason"),
    [
        (Style(person=Person.POSTHOLDER, tone=Tone.FORMAL), "Plan your menu", "speaks to the reader"),
        (Style(language=Language.EN_US), "Organise the menu", "British spelling"),
    ],
    ids=["person", "spelling"],
)
def test_a_line_against_the_style_is_seen(written, style, text, reason):
    plan, draft = written
    assert f"{reason}: {text}" in measure(replace(plan, style=style), with_line(draft, text)).awkward


@pytest.mark.parametrize(
    "text", ["Cook for 90 covers", "Cook in Manchester", "Cook with Salesforce", "Cook for a bonus"]
)
def test_an_invention_is_seen(written, text):
    plan, draft = written
    assert measure(plan, with_line(draft, text)).unsupported


def test_a_repeat_is_seen(written):
    plan, draft = written
    assert measure(plan, with_line(draft, "Run the fish sections")).repeated


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (SectionKind.RESPONSIBILITIES, "responsibilities[1]"),
        (SectionKind.REQUIRED, "required_skills[0]"),
        (SectionKind.CONDITIONS, "locations[0]"),
        (SectionKind.SUMMARY, "company.name"),
    ],
)
def test_what_is_left_out_is_seen(written, kind, path):
    plan, draft = written
    unsaid = measure(plan, with_line(draft, "Cook.", kind, instead=True)).unsaid
    assert any(text.startswith(f"{path}:") for text in unsaid)
