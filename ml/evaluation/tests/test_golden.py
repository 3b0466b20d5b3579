"""The promise of the product, measured: said, sourced, not repeated, well formed."""

from __future__ import annotations

import json
import os
import random
from itertools import combinations, product
from pathlib import Path

import pytest

from ml.briefs import parse_brief
from ml.contracts import Brief, Language, Length, Level, Tone
from ml.drafting import DraftJob
from ml.evaluation.golden import golden_cases
from ml.evaluation.measure import Measured, measure
from ml.grounding.encoder import SentenceEncoder
from ml.grounding.matcher import Matcher
from ml.grounding.titles import normalise
from ml.grounding.vectors import MemoryStore
from ml.library import default_library
from ml.planning.planner import make_plan

REAL_BRIEFS = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "briefs.jsonl"
CLEAN = Measured((), (), (), ())


@pytest.fixture(scope="module")
def matcher():
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    made = Matcher(default_library(), SentenceEncoder(), MemoryStore())
    made.warm_up()
    return made


@pytest.fixture(scope="module")
def lexical():
    return Matcher(default_library(), None, None)


def written(brief: Brief, matcher: Matcher):
    plan = make_plan(brief, matcher)
    job = DraftJob(plan)
    assert list(job.sections())
    return plan, job.draft()


def test_it_has_120_cases_half_outside_the_library_and_20_hostile():
    cases = golden_cases()
    names = {normalise(name) for profile in default_library().values() for name in profile.names}
    outside = [case for case in cases if normalise(case.brief.title) not in names]
    assert (len(cases), sum(case.hostile for case in cases)) == (120, 20)
    assert 55 <= len(outside) <= 70
    assert len({case.id for case in cases}) == 120
    assert all(case.tries for case in cases)
    assert {case.brief.tone for case in cases} >= set(Tone)
    assert {case.brief.length for case in cases} >= set(Length)


@pytest.mark.slow
@pytest.mark.parametrize("case", golden_cases(), ids=lambda case: case.id)
def test_a_golden_brief_is_said_sourced_and_well_formed(case, matcher):
    plan, draft = written(case.brief, matcher)
    assert measure(plan, draft) == CLEAN


PROFILES = list(default_library().values())
COMBINATIONS = list(product(Tone, Length, Language))


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(PROFILES)), ids=[profile.id for profile in PROFILES])
def test_every_profile_reads_right(number, lexical):
    """In a sixth of all tones, lengths and spellings, another one than its neighbours, and at every level."""
    profile = PROFILES[number]
    briefs = [Brief(title=profile.title, level=level) for level in Level]
    for tone, length, language in COMBINATIONS[number % 6 :: 6]:
        briefs.append(Brief(title=profile.title, tone=tone, length=length, language=language))
    for brief in briefs:
        assert measure(*written(brief, lexical)) == CLEAN, brief


@pytest.mark.slow
def test_drafts_of_sixty_roles_share_no_lines(lexical):
    lines = {}
    for profile in random.Random(7).sample(PROFILES, 60):
        _, draft = written(Brief(title=profile.title, length=Length.LONG), lexical)
        lines[profile.id] = {line.text for section in draft.sections if not section.is_locked for line in section.lines}
    for (one, texts), (other, others) in combinations(lines.items(), 2):
        assert len(texts & others) / min(len(texts), len(others)) < 0.02, (one, other, texts & others)


def real_briefs():
    for line in REAL_BRIEFS.read_text(encoding="utf-8").splitlines():
        facts = json.loads(line)["brief"]
        pay = {"min": facts.get("salary_min"), "max": facts.get("salary_max"), "currency": facts.get("currency")}
        yield parse_brief(
            {
                "title": facts["title"][:150],
                "company": {"name": facts.get("organisation") or ""},
                "locations": [{"country": facts["country"], "city": str(facts.get("location") or "")}],
                "pay": pay if pay["min"] else None,
            }
        )


@pytest.mark.slow
@pytest.mark.skipif(
    not REAL_BRIEFS.exists(), reason="the folder shared/data with real briefs is not beside the checkout"
)
def test_real_titles_never_bring_unsupported_or_repeated_lines(matcher):
    for brief in real_briefs():
        plan = make_plan(brief, matcher)
        job = DraftJob(plan)
        if not list(job.sections()):
            assert plan.questions
            continue
        found = measure(plan, job.draft())
        assert (found.unsupported, found.repeated, found.unsaid) == ((), (), ()), brief.title
