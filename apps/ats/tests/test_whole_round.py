"""The whole round with a simulated Greenhouse: from a requisition to a pushed text, changed there and taken back in."""

from __future__ import annotations

import pytest

from apps.ats import tasks
from apps.ats.models import ApiAccess, Connection, InboundEvent, JobLink
from apps.ats.simulator import Simulator
from apps.ats.simulator.events import Mishap, Receiver, messages
from apps.ats.tests.linked import approve, first_job, make_access
from apps.descriptions import runs, services
from apps.descriptions.models import GenerationRequest, JobDescription
from apps.templates_lib import engine as library
from apps.templates_lib.models import RoleProfile

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FRAGMENT = {"HX-Request": "true", "HX-Target": "postings"}


@pytest.fixture(autouse=True)
def _a_library_of_one_profile(db):
    content = library.library_contents()["baker"]
    RoleProfile.objects.create(slug="baker", title=content["title"], field="production", content=content)


@pytest.fixture
def greenhouse(settings):
    settings.JD_WEBHOOK_ALLOW_LOOPBACK = True
    with Simulator("greenhouse") as simulator:
        yield simulator


def send_requisition(client, simulator, connection, mishap=Mishap.NONE):
    """The event of a new job, as the simulator signs it; what the door answers to each copy."""
    job = simulator.event("job_created", first_job(simulator)).body["payload"]["job"]
    data = {"id": job["id"], "title": job["name"], "responsibilities": ["Bake bread for the town"]}
    body = {"type": "requisition.created", "timestamp": "2026-11-02T09:00:00Z", "data": data}
    event = simulator.event("job_created", first_job(simulator))
    receiver = Receiver("", "standard", connection.secret)
    return [
        client.post(f"/hooks/{connection.slug}/", content, "application/json", headers=headers).status_code
        for headers, content in messages(receiver, [event.__class__(event.name, body, event.id, event.at)], mishap)
    ]


def test_it_works(greenhouse, client, client_of, recruiter):
    connection = make_access(greenhouse, recruiter).connection
    Connection.objects.update(start_draft=True)
    assert send_requisition(client, greenhouse, connection, Mishap.WRONG_SECRET) == [401]
    assert send_requisition(client, greenhouse, connection, Mishap.TRUNCATED) == [401]
    assert send_requisition(client, greenhouse, connection, Mishap.LATE) == [401]
    assert send_requisition(client, greenhouse, connection, Mishap.DUPLICATE) == [200, 200]
    tasks.process_inbound(str(InboundEvent.objects.get().pk))

    runs.perform_request(GenerationRequest.objects.get().pk)
    description = JobDescription.objects.get()
    for section in description.sections.all():  # a person answers for what nothing supports
        for line in section.open_lines:
            section.refresh_from_db()
            services.remove_line(by=recruiter, section=section, text=line["text"], version=section.version)
    page, panel = client_of(recruiter), f"/connections/postings/{description.pk}/"
    page.post(f"/descriptions/{description.pk}/review/send/")
    approve(description)

    choice = page.get(f"{panel}at/{connection.slug}/").content.decode()
    assert f'value="{first_job(greenhouse)}" required checked' in choice  # the job of the requisition is proposed
    preview = page.post(f"{panel}at/{connection.slug}/", {"job": first_job(greenhouse)}, follow=True)
    assert "<ins>" in preview.content.decode()
    link = JobLink.objects.get()
    page.post(f"/connections/links/{link.pk}/ask/", {"action": "push"})
    tasks.push(link.pk)
    page.post(f"/connections/links/{link.pk}/ask/", {"action": "publish"})
    tasks.push(link.pk)
    assert 'data-link="live"' in page.get(panel).content.decode()
    assert "Bake bread for the town" in greenhouse.system.text(link.external_id)

    greenhouse.system.change_text(link.external_id, "Bake bread for the town", "Bake bread for the whole town")
    JobLink.objects.update(watched_at=None)  # the time to look again has come
    tasks.watch(link.pk)
    shown = page.get(panel).content.decode()
    assert 'data-link="drifted"' in shown
    assert "<ins>whole" in shown

    page.post(f"/connections/links/{link.pk}/take-in/")
    description.refresh_from_db()
    lines = [line for section in description.sections.all() for line in section.lines]
    assert "Bake bread for the whole town" in [line["text"] for line in lines]
    assert description.status == "draft"
    assert description.revisions.first().reason == "Taken in from Greenhouse"
    page.post(f"/descriptions/{description.pk}/review/send/")
    approve(description)
    page.post(f"/connections/links/{link.pk}/ask/", {"action": "push"})
    tasks.push(link.pk)
    link.refresh_from_db()
    assert (link.state, ApiAccess.objects.get().health) == ("live", "works")
