"""The company's voice in stored drafts, through the same door as every draft."""

from __future__ import annotations

import pytest

from apps.descriptions import engine, services
from apps.templates_lib.models import CompanyProfile, VoiceWord
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def plan_for(**brief):
    description = services.create_description(by=UserFactory(), brief={"title": "Beekeeper", **brief})
    return engine.make_plan(description)


def sections_of(plan):
    job = engine.start_draft(plan, writer="composer", should_stop=lambda: False)
    return {section["kind"]: section for section in job.sections(done=[])}


def test_it_works():
    CompanyProfile.objects.create(name="Hill Honey", names_itself="we", stops="always", values="Kindness\nHoney")
    VoiceWord.objects.create(word="utilise", instead="use", reason="Plain words")
    plan = plan_for(responsibilities=["utilise smokers"])
    assert any("You typed “utilise”" in notice and "“use”" in notice for notice in plan.notices)
    sections = sections_of(plan)
    assert sections["summary"]["lines"][0]["text"].startswith("We are looking for")
    assert sections["responsibilities"]["lines"][0]["text"] == "Utilise smokers."
    assert sections["about"]["lines"][0]["text"] == "What we stand for: Kindness; Honey."


def test_a_brief_without_a_tone_gets_the_usual_one():
    CompanyProfile.objects.create(name="Hill Honey", tone="formal")
    assert engine.check_brief({"title": "Cook"})["tone"] == "formal"
    assert engine.check_brief({"title": "Cook", "tone": "neutral"})["tone"] == "neutral"


def test_the_form_starts_with_the_usual_tone(client_of):
    CompanyProfile.objects.create(name="Hill Honey", tone="concise")
    assert '<option value="concise" selected>' in client_of(UserFactory()).get("/descriptions/new/").text
