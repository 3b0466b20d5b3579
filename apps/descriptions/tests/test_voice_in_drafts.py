"""The company's voice in stored drafts, through the same door as every draft."""

from __future__ import annotations

import pytest

from apps.descriptions import engine, services
from apps.templates_lib.models import CompanyProfile, JobTemplate, VoiceWord
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


@pytest.mark.parametrize(
    ("brief", "template", "company", "tone"),
    [
        ("neutral", "friendly", "formal", "neutral"),
        ("", "friendly", "formal", "friendly"),
        ("", "", "formal", "formal"),
        ("", "", "", "neutral"),
    ],
    ids=["brief", "template", "company", "nobody"],
)
def test_who_decides_the_tone(brief, template, company, tone):
    CompanyProfile.objects.create(name="Hill Honey", tone=company)
    JobTemplate.objects.create(name="Short", purpose="Few words", sections=[{"kind": "summary"}], tone=template)
    plan = plan_for(template="Short", **({"tone": brief} if brief else {}))
    assert (plan.style.tone, plan.brief.tone) == (tone, brief or None)


def test_the_form_says_which_tone_and_why(client_of):
    CompanyProfile.objects.create(name="Hill Honey", tone="concise")
    ward = {"name": "Ward", "purpose": "Nurses", "sections": [{"kind": "summary"}]}
    JobTemplate.objects.create(**ward, tone="formal", length="long")
    client = client_of(UserFactory())
    page = client.get("/descriptions/new/").text
    assert '<option value="" selected>Left open</option>' in page
    assert "Tone: Concise, as the company usually writes." in page
    hint = client.get("/descriptions/new/reads-as/", {"template": "Ward", "length": "short", "tone": "rude"}).text
    assert "Tone: Formal, as the job template “Ward” has it. Length: Short, as you chose here." in hint
