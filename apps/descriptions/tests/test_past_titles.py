from __future__ import annotations

import pytest

from apps.descriptions import past_titles
from apps.descriptions.models import JobDescription
from tests.factories import JobDescriptionFactory

pytestmark = pytest.mark.django_db


def test_it_works():
    JobDescriptionFactory(title="Ward Nurse", match={"profile": "registered-nurse"})
    JobDescriptionFactory(title="Falconer", match={"profile": None})
    assert past_titles.titles() == [("Ward Nurse", "registered-nurse"), ("Falconer", "")]


def test_archived_ones_are_left_out():
    JobDescriptionFactory(status="archived")
    assert past_titles.titles() == []


def test_the_state_tells_changes():
    empty = past_titles.state()
    description = JobDescriptionFactory()
    before = past_titles.state()
    JobDescription.objects.filter(pk=description.pk).update(updated_at=description.updated_at.replace(year=2001))
    assert len({empty, before, past_titles.state()}) == 3


def test_only_the_latest(monkeypatch):
    monkeypatch.setattr(past_titles, "LATEST", 1)
    JobDescriptionFactory(title="Older")
    JobDescriptionFactory(title="Newer")
    assert past_titles.titles() == [("Newer", "")]
