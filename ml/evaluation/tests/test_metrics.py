"""The figures on drafts made by hand; what must not count comes first."""

from dataclasses import replace

import pytest

from ml.contracts import Brief, Company, Draft, Line, Location, SectionKind, Source, SourceKind
from ml.drafting import DraftJob
from ml.evaluation.metrics import METRICS, distinct_share, figures_of
from ml.evaluation.specificity import RoleWords
from ml.grounding.matcher import Matcher
from ml.library import Library, default_library
from ml.planning.planner import make_plan

BRIEF = Brief(
    title="Chef",
    company=Company("The Larder"),
    locations=(Location("GB", "", "Leeds"),),
    responsibilities=("run the fish section", "prep for 80 covers"),
    required_skills=("a young at heart manner",),
)
LENT = (Source(SourceKind.PROFILE, "chef/responsibilities/3"),)


@pytest.fixture(scope="module")
def roles():
    return RoleWords(Library(list(default_library().values())[::40]))


@pytest.fixture(scope="module")
def plan():
    return make_plan(BRIEF, Matcher(default_library(), None, None))


@pytest.fixture(scope="module")
def draft(plan):
    job = DraftJob(plan)
    list(job.sections())
    return job.draft()


def with_lines(draft, *texts, writer="composer"):
    added = tuple(Line(text, LENT, writer) for text in texts)
    sections = (
        replace(section, lines=(*section.lines, *added)) if section.kind is SectionKind.RESPONSIBILITIES else section
        for section in draft.sections
    )
    return replace(draft, sections=tuple(sections))


def test_a_good_draft_has_no_faults(plan, draft, roles):
    found = figures_of(plan, draft, roles, "composer")
    assert {metric.name for metric in METRICS} - found.keys() == {"shared"}
    assert (found["point_recall"], found["completeness"]) == (1, 1)
    faults = ("unsupported", "repeated", "awkward", "excluding", "replaced")
    assert [found[name] for name in faults] == [0] * 5
    assert found["characters"] == sum(len(line.text) for part in draft.sections for line in part.lines)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("unsupported", "Cook for 90 covers"),
        ("repeated", "Run the fish sections"),
        ("awkward", "Eat a apple"),
        ("excluding", "Be the ninja of the pass"),
    ],
)
def test_a_fault_counts(plan, draft, roles, name, text):
    assert figures_of(plan, with_lines(draft, text), roles, "composer")[name] > 0


def test_unsupported_facts_count_per_100_words(plan, draft, roles):
    worse = with_lines(draft, "Cook for 90 covers in Manchester")
    found = figures_of(plan, worse, roles, "composer")
    assert found["unsupported"] == pytest.approx(100 * 2 / found["words"])


def test_a_word_that_the_brief_has_is_not_the_engines(plan, draft, roles):
    assert figures_of(plan, with_lines(draft, "Stay young"), roles, "composer")["excluding"] == 0


def test_what_is_left_out_counts(plan, draft, roles):
    less = replace(draft, sections=tuple(part for part in draft.sections if part.kind is not SectionKind.REQUIRED))
    found = figures_of(plan, less, roles, "composer")
    assert found["completeness"] == pytest.approx(1 - 1 / len(plan.sections))
    assert 0.5 < found["point_recall"] < 1


def test_lines_of_the_composer_are_replaced_ones(plan, draft, roles):
    assert figures_of(plan, draft, roles, "local")["replaced"] == 1
    mixed = with_lines(draft, *(f"Stir pot {letter}" for letter in "abc"), writer="local")
    assert 0 < figures_of(plan, mixed, roles, "local")["replaced"] < 1


def test_an_empty_draft_is_measured_too(plan, roles):
    found = figures_of(plan, Draft("Chef", ()), roles, "composer")
    assert (found["point_recall"], found["completeness"], found["words"]) == (0, 0, 0)


def test_runs_do_not_go_over_the_end_of_a_line():
    assert distinct_share(["Run the pass", "Run the pass"]) == 0.5
    assert distinct_share(["Run the pass", "Run the kitchen"]) == 1
    assert distinct_share(["Run"]) == 1
    assert distinct_share([]) == 1
