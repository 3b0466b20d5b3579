from __future__ import annotations

import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from apps.descriptions.lines import stored_line
from apps.feedback import services
from apps.feedback.models import Rating
from tests.factories import RevisionFactory

pytestmark = pytest.mark.django_db


def section(kind, heading, *texts):
    return {"kind": kind, "heading": heading, "lines": [stored_line(text, source="brief") for text in texts]}


@pytest.fixture
def rating(recruiter):
    content = [
        section("summary", "In short", "Nurse naïve patients"),
        section("other", "Contact", "Write to ward.7@hospital.example.org"),
    ]
    revision = RevisionFactory(description__owner=recruiter, number=3, content=content)
    return services.rate(
        by=recruiter,
        description=revision.description,
        stars=2,
        reasons=["wrong"],
        comment="Ask jo@example.com",
        section_kind="other",
    )


def exported(*args):
    out = StringIO()
    call_command("export_feedback", *args, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_it_works(rating):
    assert exported() == [
        {
            "description": rating.description_id,
            "revision": 3,
            "section_kind": "other",
            "text": "Write to [e-mail]",
            "engine": "person",
            "stars": 2,
            "reasons": ["wrong"],
            "comment": "Ask [e-mail]",
            "created_at": rating.created_at.isoformat(),
        }
    ]


def test_a_whole_draft_has_its_headings(rating):
    services.rate(by=rating.author, description=rating.description, stars=5, reasons=[], comment="")
    assert exported()[1]["text"].startswith("In short\nNurse naïve patients\nContact\n")


def test_no_person_is_named(rating):
    text = json.dumps(exported())
    for name in (rating.author.username, rating.author.last_name, rating.author.email):
        assert name not in text


def test_since(rating):
    Rating.objects.update(created_at=datetime(2026, 3, 1, 12, tzinfo=UTC))
    assert len(exported("--since", "2026-03-01")) == 1
    assert exported("--since", "2026-03-02") == []


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "01.03.2026"])
def test_a_bad_day_is_explained(day):
    with pytest.raises(CommandError, match="2026-01-31"):
        call_command("export_feedback", "--since", day)


@pytest.mark.parametrize("count", [1, 5])
def test_it_needs_one_query_however_many(rating, count, django_assert_num_queries):
    for number in range(count):
        revision = RevisionFactory(description__owner=rating.author, number=number + 1)
        services.rate(by=rating.author, description=revision.description, stars=3, reasons=[], comment="")
    with django_assert_num_queries(1):
        assert len(exported()) == count + 1


@pytest.fixture
def admin_client_(client_of, admin_user_):
    return client_of(admin_user_)


def test_the_admin_lists_and_exports(admin_client_, rating):
    url = reverse("admin:feedback_rating_changelist")
    listed = admin_client_.get(url, {"reason": "wrong", "q": "Ask"})
    assert "Ask jo@" in listed.content.decode()
    assert "Ask jo@" not in admin_client_.get(url, {"reason": "tone"}).content.decode()
    response = admin_client_.post(url, {"action": "export_jsonl", "_selected_action": [rating.pk]})
    assert response["Content-Disposition"] == 'attachment; filename="ratings.jsonl"'
    assert json.loads(response.content)["stars"] == 2


def test_the_admin_changes_nothing(admin_client_, rating):
    for name in ("change", "delete"):
        url = reverse(f"admin:feedback_rating_{name}", args=[rating.pk])
        assert admin_client_.post(url, {"stars": 5, "post": "yes"}).status_code == 403
    assert admin_client_.post(reverse("admin:feedback_rating_add"), {}).status_code == 403
    assert Rating.objects.get().stars == 2


def test_the_admin_list_costs_the_same_for_many(admin_client_, rating, django_assert_max_num_queries):
    for number in range(6):
        revision = RevisionFactory(description__owner=rating.author, number=number + 1)
        services.rate(by=rating.author, description=revision.description, stars=3, reasons=[], comment="")
    with django_assert_max_num_queries(12):
        admin_client_.get(reverse("admin:feedback_rating_changelist"))
