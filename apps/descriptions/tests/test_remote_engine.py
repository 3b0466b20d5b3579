"""A draft by an engine on another machine: what is sent, what is kept of it, and what the pages say."""

from __future__ import annotations

import json

import pytest
from django.core.checks import run_checks
from django.urls import reverse

from apps.descriptions import engine, outbox, runs
from apps.descriptions.lines import stored_line
from apps.descriptions.models import EngineSpend, EngineState, GenerationRequest, JobDescription, Section
from apps.templates_lib import engine as library
from apps.templates_lib.models import CompanyProfile
from ml.writers.tests import fake_openai as fake
from ml.writers.tests.fake_sagemaker import FakeSageMaker, points_of, stream
from tests.factories import DepartmentFactory, JobDescriptionFactory

pytestmark = pytest.mark.django_db
BRIEF = {
    "title": "Lamplighter",
    "responsibilities": ["Light the lamps at dusk"],
    "required_skills": ["A head for heights"],
    "pay": {"min": 31337, "currency": "GBP"},
    "company": {"name": "Canary Lamps", "about": "Canary about", "benefits": ["Canary benefit"]},
    "locations": [{"city": "Canarytown", "country": "GB"}],
}

SHOWN = "Keep the workshop calm and tidy at night"


def answer_points(handler):
    fake.stream(points_of(handler))(handler)


@pytest.fixture(autouse=True)
def _no_model(monkeypatch):
    monkeypatch.setattr(library, "encoder", lambda: None)
    monkeypatch.setattr(library, "_matcher", None)
    monkeypatch.setattr(outbox, "_hurry_outbox", lambda: None)


@pytest.fixture
def double(settings):
    with fake.FakeOpenAI(answer_points) as running:
        use(settings, openai_model="jd-chat", openai_base_url=running.url, order="openai")
        yield running
    forget_writers()


def use(settings, **changes):
    settings.WRITER = {**settings.WRITER, **changes}
    forget_writers()


def forget_writers():
    if engine.writers.cache_info().currsize:
        for writer in engine.writers():
            writer.close()
    engine.writers.cache_clear()


@pytest.fixture
def request_(recruiter):
    description = JobDescriptionFactory(owner=recruiter, title="Lamplighter", brief=BRIEF)
    return GenerationRequest.objects.create(description=description, requested_by=recruiter)


def sent(double):
    return json.dumps([body for _, _, body in double.requests], ensure_ascii=False)


def test_it_works(double, request_):
    runs.perform_request(request_.pk)
    request_.refresh_from_db()
    assert (request_.state, request_.writer) == ("finished", "openai")
    assert request_.description.revisions.get().engine == "openai jd-chat"
    headers = [{name.lower(): value for name, value in headers.items()} for _, headers, _ in double.requests]
    assert f"request-{request_.pk}-summary" in [names["x-client-request-id"] for names in headers]
    assert [event.section_kind for event in request_.events.all()] == [item["kind"] for item in request_.outline]
    spend = EngineSpend.objects.get()
    assert (spend.engine, spend.calls, spend.estimated_calls) == ("openai", len(double.requests), 0)
    assert (spend.tokens_in, spend.tokens_out) == (410 * spend.calls, 37 * spend.calls)


def test_a_version_names_the_variant_that_wrote_it(request_, settings, monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    with FakeSageMaker(lambda handler: stream(points_of(handler), part=400)(handler)) as double:
        use(settings, order="sagemaker", endpoint="jd-writer", region="eu-west-2", endpoint_url=double.url)
        runs.perform_request(request_.pk)
    forget_writers()
    assert request_.description.revisions.get().engine == "sagemaker jd-writer/champion"


def test_pay_places_and_company_text_stay_here(double, request_):
    runs.perform_request(request_.pk)
    assert double.requests
    assert not [secret for secret in ("31337", "31,337", "Canary") if secret in sent(double)]


def test_stop_ends_all_sections_at_once(double, request_, monkeypatch):
    ask_for = runs._stop_asker

    def stop_when_three_are_written(request, progress):
        should_stop = ask_for(request, progress)

        def ask():
            if len(double.requests) >= 3:
                GenerationRequest.objects.filter(pk=request.pk).update(stop_requested=True)
            return should_stop()

        return ask

    monkeypatch.setattr(runs, "_stop_asker", stop_when_three_are_written)
    double.reply = fake.endless_stream
    runs.perform_request(request_.pk)
    request_.refresh_from_db()
    assert request_.state == "stopped"
    assert double.hung_up.wait(5)
    assert EngineSpend.objects.get().tokens_out < 900


class TestLimits:
    def test_over_the_cap_the_composer_writes_and_the_page_says_so(self, double, request_, settings, client_of):
        use(settings, daily_tokens="100")
        runs.perform_request(request_.pk)
        request_.refresh_from_db()
        assert (request_.state, request_.writer) == ("finished", "composer")
        assert double.requests == []
        page = client_of(request_.requested_by).get(request_.description.get_absolute_url()).content.decode()
        assert "The limit that your company set for this service is reached for today." in page

    def test_a_dead_service_ends_in_a_good_draft_and_then_rests(self, double, recruiter, settings):
        use(settings, parallel="1")
        double.reply = fake.error(503)
        for _ in range(6):
            description = JobDescriptionFactory(owner=recruiter, title="Lamplighter", brief=BRIEF)
            asked = GenerationRequest.objects.create(description=description, requested_by=recruiter)
            runs.perform_request(asked.pk)
            asked.refresh_from_db()
            assert (asked.state, asked.writer) == ("finished", "composer")
        assert EngineState.objects.get().opened_at
        assert len(double.requests) == 5 * 2
        assert any("given a rest" in notice for notice in asked.description.notices)


class TestRepairs:
    def test_they_are_kept_with_the_request_for_admins(self, double, request_, admin_client):
        lines = [{"text": "Light the lamps at dusk in Birmingham", "points": [1]}]
        double.reply = fake.stream(json.dumps({"lines": lines}))
        runs.perform_request(request_.pk)
        request_.refresh_from_db()
        steps = [repair["step"] for repair in request_.repairs]
        assert {"ask_again", "composer"} <= set(steps)
        url = reverse("admin:descriptions_generationrequest_change", args=[request_.pk])
        assert "Birmingham" in admin_client.get(url).content.decode()

    def test_a_section_written_again_keeps_them_too(self, double, request_):
        runs.perform_request(request_.pk)
        section = request_.description.sections.get(kind="responsibilities")
        again = GenerationRequest.objects.create(
            description=request_.description,
            requested_by=request_.requested_by,
            kind="section",
            section=section,
            change={"length": "shorter"},
        )
        double.reply = fake.error(503)
        runs.perform_request(again.pk)
        again.refresh_from_db()
        assert again.state == "finished"
        assert "is not available" in again.result["notices"][0]


class TestExamples:
    @pytest.fixture
    def finished(self, request_):
        """An approved description of the same department, with one line that may be shown and three that may not."""
        department = DepartmentFactory()
        other = JobDescriptionFactory(owner=request_.requested_by, approved=True, department=department)
        JobDescription.objects.filter(pk=request_.description_id).update(department=department)
        texts = {
            "responsibilities": [SHOWN, "Earn £99,999 for keeping it tidy", "Serve Canary Lamps well at night"],
            "pay": ["Paid by the lamp and never by the hour"],
        }
        for position, (kind, lines) in enumerate(texts.items()):
            stored = [stored_line(text, source="person") for text in lines]
            Section.objects.create(description=other, kind=kind, heading=kind, position=position, lines=stored)
        CompanyProfile.objects.create(name="Canary Lamps")

    @pytest.mark.usefixtures("finished")
    def test_accepted_lines_show_the_manner_and_no_facts(self, double, request_):
        runs.perform_request(request_.pk)
        assert SHOWN in sent(double)
        assert not [text for text in ("99,999", "Canary", "Paid by the lamp") if text in sent(double)]


class TestPage:
    def test_it_names_where_the_text_goes_before_it_is_sent(self, double, recruiter, client_of):
        unwritten = JobDescriptionFactory(owner=recruiter, brief=BRIEF)
        for url in (reverse("descriptions:new"), unwritten.get_absolute_url()):
            assert "go to the service 127.0.0.1" in client_of(recruiter).get(url).content.decode()

    def test_nothing_is_said_where_it_stays_here(self, recruiter, client_of):
        assert "go to " not in client_of(recruiter).get(reverse("descriptions:new")).content.decode()


class TestSettings:
    @pytest.mark.parametrize(
        ("changes", "variable"),
        [
            ({"order": "gpt"}, "JD_WRITERS"),
            ({"order": "openai"}, "JD_OPENAI_MODEL"),
            ({"openai_model": "gpt"}, "JD_OPENAI_API_KEY"),
            ({"endpoint": "jd"}, "JD_SAGEMAKER_REGION"),
            ({"daily_cost": "ten"}, "JD_ENGINE_DAILY_COST"),
            ({"parallel": "0"}, "JD_ENGINE_PARALLEL"),
            ({"variants": "champion:much"}, "JD_SAGEMAKER_VARIANTS"),
        ],
    )
    def test_a_wrong_one_is_found_at_the_start(self, changes, variable, settings):
        use(settings, **changes)
        assert [variable in error.msg for error in run_checks() if error.id == "descriptions.E001"] == [True]

    def test_without_any_all_is_well(self):
        assert [error for error in run_checks() if error.id == "descriptions.E001"] == []


def test_admins_see_who_rests_and_what_was_spent(admin_client):
    EngineState.objects.create(engine="openai")
    EngineSpend.objects.create(engine="openai", day="2026-11-28", cost=2_345_678)
    assert "openai" in admin_client.get(reverse("admin:descriptions_enginestate_changelist")).content.decode()
    assert "2.35" in admin_client.get(reverse("admin:descriptions_enginespend_changelist")).content.decode()
