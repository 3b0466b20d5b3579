"""What an editor changes in the role library stands in the next text, once it is published."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.urls import reverse

from apps.descriptions import runs, services
from apps.templates_lib import engine as library
from apps.templates_lib.models import ProfileDraft
from apps.templates_lib.tests.editors import load_profile, make_editor
from apps.templates_lib.tests.test_edit_profile import posted, with_first_duty
from ml.grounding.tests.fake_encoder import FakeEncoder
from tests.factories import JobDescriptionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_library(monkeypatch):
    made = FakeEncoder()
    monkeypatch.setattr(library, "encoder", lambda: made)
    monkeypatch.setattr(library, "_matcher", None)
    cache.clear()


def test_it_works(client):
    editor, nurse = make_editor(), load_profile()
    client.force_login(editor)
    description = JobDescriptionFactory(brief={"title": "Registered nurse"})
    assert "zebra" not in written(description)
    changed = with_first_duty(nurse.content, "Assess zebras on admission to the ward.")
    client.post(reverse("library:edit", args=[nurse.slug]), posted(changed, seen=0, do="review"))
    draft = ProfileDraft.objects.get()
    assert draft.state == "review"
    assert "zebra" not in written(description)
    fields = {"seen": draft.version.number, "live_seen": 1, "accept_style": "on"}
    assert client.post(reverse("library:publish", args=[nurse.slug]), fields).status_code == 302
    assert not ProfileDraft.objects.exists()
    assert "Assess zebras on admission to the ward" in written(description)


def written(description):
    """The whole text, written anew."""
    request = services.request_draft(by=description.owner, description=description)
    runs.perform_request(request.pk)
    return str([section.lines for section in description.sections.all()])
