"""The pages as people use them: with HTMX and without, as admin, as owner and as somebody else."""

from __future__ import annotations

import pytest
from django.test import Client

from apps.ats import pushing
from apps.ats.models import ApiAccess, Connection, JobLink
from apps.ats.simulator import Simulator
from apps.ats.simulator.events import Mishap, Receiver, messages
from apps.ats.tests.linked import first_job, link, make_access, make_finished, push
from apps.descriptions import reviewing
from apps.descriptions.models import PendingImport

pytestmark = pytest.mark.django_db
FRAGMENT = {"HX-Request": "true", "HX-Target": "postings"}


@pytest.fixture
def simulator(request, settings):
    settings.JD_WEBHOOK_ALLOW_LOOPBACK = True
    with Simulator(getattr(request, "param", "greenhouse")) as running:
        yield running


def form_of(simulator, **changes):
    fields = {f"credential_{name}": value for name, value in simulator.system.credentials.items()}
    fields |= {f"setting_{name}": value for name, value in simulator.settings.items()}
    return {"system": simulator.vendor, "name": "Kitchen", "is_active": "on", **fields, **changes}


class TestConnecting:
    def test_it_works(self, simulator, client_of, admin_user_):
        client = client_of(admin_user_)
        assert "No system is connected yet" in client.get("/connections/").content.decode()
        made = client.post("/connections/new/", form_of(simulator), follow=True)
        page = made.content.decode()
        assert Connection.objects.get().secret in page
        assert "sim-secret" not in page
        tested = client.post("/connections/at/kitchen/test/", follow=True).content.decode()
        assert 'data-health="works"' in tested
        assert 'data-health="works"' in client.get("/connections/").content.decode()

    @pytest.mark.parametrize(("secret", "scheme"), [("", "greenhouse"), ("", "standard"), ("s3cret", "greenhouse")])
    def test_events_of_the_system_are_taken_and_our_own_too(self, simulator, client_of, admin_user_, secret, scheme):
        made = client_of(admin_user_).post("/connections/new/", form_of(simulator, secret=secret), follow=True)
        connection = Connection.objects.get()
        assert (connection.secret in made.content.decode()) == (not secret)
        event = simulator.event("job_created", first_job(simulator))
        ((headers, body),) = messages(Receiver("", scheme, connection.secret), [event], Mishap.NONE)
        answer = Client().post("/hooks/kitchen/", body, "application/json", headers=headers)
        assert answer.status_code == 200

    def test_a_connection_that_fails_says_what_to_do(self, simulator, client_of, admin_user_):
        client = client_of(admin_user_)
        client.post("/connections/new/", form_of(simulator, credential_client_secret="wrong"))
        answer = client.post("/connections/at/kitchen/test/", headers={"HX-Request": "true"}).content.decode()
        assert 'data-health="fails"' in answer
        assert "An admin enters new ones in the connection" in answer

    def test_what_is_left_empty_is_kept_and_never_shown(self, simulator, client_of, admin_user_):
        client = client_of(admin_user_)
        make_access(simulator, admin_user_)
        page = client.get("/connections/at/kitchen/edit/").content.decode()
        assert not any(secret in page for secret in simulator.system.credentials.values())
        empty = {name: "" for name in form_of(simulator) if name.startswith("credential_")}
        client.post("/connections/at/kitchen/edit/", form_of(simulator, **empty, name="Bakery", leaves_out=["about"]))
        access = ApiAccess.objects.get()
        assert access.credentials == simulator.system.credentials
        assert (access.connection.name, access.leaves_out) == ("Bakery", ["about"])

    @pytest.mark.parametrize("url", ["http://10.0.0.1/", "https://localhost/", "file:///etc/passwd"])
    def test_addresses_inside_are_refused(self, simulator, client_of, admin_user_, url):
        answer = client_of(admin_user_).post("/connections/new/", form_of(simulator, setting_base_url=url))
        assert answer.status_code == 422
        assert not Connection.objects.exists()

    def test_what_is_missing_is_named(self, simulator, client_of, admin_user_):
        answer = client_of(admin_user_).post("/connections/new/", form_of(simulator, setting_user_id=""))
        assert answer.status_code == 422
        assert "This field is required" in answer.content.decode()

    def test_names_may_repeat(self, simulator, client_of, admin_user_):
        for _ in range(2):
            client_of(admin_user_).post("/connections/new/", form_of(simulator))
        assert sorted(Connection.objects.values_list("slug", flat=True)) == ["kitchen", "kitchen-2"]

    def test_recruiters_see_and_change_nothing(self, simulator, client_of, recruiter, admin_user_):
        make_access(simulator, admin_user_)
        client = client_of(recruiter)
        assert "Change" not in client.get("/connections/at/kitchen/").content.decode()
        for address in ("/connections/new/", "/connections/at/kitchen/edit/"):
            assert client.get(address, headers={"HX-Request": "true"}).status_code == 403
        assert client.post("/connections/at/kitchen/test/", headers={"HX-Request": "true"}).status_code == 403
        assert ApiAccess.objects.get().health == "unknown"


class TestBringingIn:
    def test_it_works(self, simulator, client_of, recruiter):
        make_access(simulator, recruiter)
        client = client_of(recruiter)
        page = client.get("/connections/at/kitchen/jobs/").content.decode()
        assert "Dish washer" in page
        answer = client.post("/connections/at/kitchen/import/", {"job": first_job(simulator)})
        pending = PendingImport.objects.get()
        assert answer["Location"] == f"/descriptions/import/{pending.pk}/"
        assert "Bake bread" in client.get(answer["Location"]).content.decode()

    def test_a_system_that_is_down_says_so(self, simulator, client_of, recruiter):
        make_access(simulator, recruiter)
        simulator.system.faults.broken = 2
        client = client_of(recruiter)
        assert "problem of its own" in client.get("/connections/at/kitchen/jobs/").content.decode()
        answer = client.post("/connections/at/kitchen/import/", {"job": first_job(simulator)}, follow=True)
        assert "problem of its own" in answer.content.decode()


class TestPanel:
    def test_from_the_text_to_the_live_posting(self, simulator, client_of, recruiter):
        make_access(simulator, recruiter)
        description = make_finished(recruiter)
        client, panel = client_of(recruiter), f"/connections/postings/{description.pk}/"
        assert "Send to an ATS" in client.get(description.get_absolute_url()).content.decode()
        assert "/at/kitchen/" in client.get(panel).content.decode()
        assert "Dish washer" in client.get(f"{panel}at/kitchen/").content.decode()
        preview = client.post(f"{panel}at/kitchen/", {"job": first_job(simulator)}, follow=True).content.decode()
        assert "<ins>apprentices</ins>" in preview
        assert "Push this text" in preview
        job_link = JobLink.objects.get()
        shown = client.post(f"/connections/links/{job_link.pk}/ask/", {"action": "push"}, follow=True).content.decode()
        assert 'data-link="queued"' in shown
        assert 'hx-trigger="every 2s"' in shown
        pushing.perform(job_link.pk)
        shown = client.get(panel, headers=FRAGMENT).content.decode()
        assert 'data-link="sent"' in shown
        assert "every 2s" not in shown
        assert "<html" not in shown
        client.post(f"/connections/links/{job_link.pk}/ask/", {"action": "publish"}, headers=FRAGMENT)
        pushing.perform(job_link.pk)
        assert 'data-link="live"' in client.get(f"{panel}summary/").content.decode()

    def test_what_was_changed_there_is_shown_and_taken_in(self, simulator, client_of, recruiter):
        job_link = push(link(simulator, recruiter))
        client, address = client_of(recruiter), f"/connections/links/{job_link.pk}/"
        simulator.system.change_text(job_link.external_id, "Train apprentices", "Train two apprentices")
        shown = client.post(f"{address}look/", headers=FRAGMENT).content.decode()
        assert "<ins>two </ins>" in shown or "<ins>two</ins>" in shown
        assert "Take it in as a version" in shown
        shown = client.post(f"{address}take-in/", follow=True).content.decode()
        assert "send it for review" in shown
        assert "This text is not approved" in shown

    def test_a_failure_has_its_reason_and_a_way_on(self, simulator, client_of, recruiter):
        job_link = link(simulator, recruiter)
        del simulator.system.jobs[job_link.external_id]
        job_link = push(job_link)
        shown = client_of(recruiter).get(f"/connections/postings/{job_link.description_id}/").content.decode()
        assert "link another one" in shown
        assert "Try again" in shown

    def test_an_unfinished_text_cannot_be_pushed(self, simulator, client_of, recruiter):
        job_link = link(simulator, recruiter)
        reviewing.reopen(by=recruiter, description=job_link.description)
        client = client_of(recruiter)
        assert "Push this text" not in client.get(f"/connections/links/{job_link.pk}/preview/").content.decode()
        answer = client.post(f"/connections/links/{job_link.pk}/ask/", {"action": "push"}, follow=True)
        assert "Send it for review first" in answer.content.decode()
        assert JobLink.objects.get().state == "linked"

    def test_strangers_read(self, simulator, client_of, recruiter, other_recruiter):
        job_link = link(simulator, recruiter)
        client = client_of(other_recruiter)
        shown = client.get(f"/connections/postings/{job_link.description_id}/").content.decode()
        assert "<form" not in shown.split('id="postings"')[1].split("</main>")[0]
        for action in ("ask", "take-in", "unlink"):
            answer = client.post(f"/connections/links/{job_link.pk}/{action}/", headers={"HX-Request": "true"})
            assert answer.status_code == 403, action

    @pytest.mark.parametrize("simulator", ["workable"], indirect=True)
    def test_where_nothing_can_be_written_the_texts_are_there_to_copy(self, simulator, client_of, recruiter):
        job_link = link(simulator, recruiter)
        shown = client_of(recruiter).get(f"/connections/postings/{job_link.description_id}/").content.decode()
        assert "Copy the three texts" in shown
        assert "&lt;li&gt;Train apprentices&lt;/li&gt;" in shown
        assert "See what a push changes" not in shown

    def test_unlinked(self, simulator, client_of, recruiter):
        job_link = link(simulator, recruiter)
        shown = (
            client_of(recruiter).post(f"/connections/links/{job_link.pk}/unlink/", headers=FRAGMENT).content.decode()
        )
        assert "Send to a system" in shown
        assert not JobLink.objects.exists()


class TestAdmin:
    @pytest.fixture
    def access(self, simulator, admin_user_):
        return make_access(simulator, admin_user_)

    def test_fields_are_mapped(self, access, client_of, admin_user_):
        address, client = f"/admin/ats/apiaccess/{access.pk}/change/", client_of(admin_user_)
        page = client.get(address).content.decode()
        assert "sim-secret" not in page
        assert "/connections/at/kitchen/edit/" in page
        client.post(address, {"mapping": '{"department": "custom.team"}', "leaves_out": ["about"]})
        access.refresh_from_db()
        assert (access.mapping, access.leaves_out) == ({"department": "custom.team"}, ["about"])

    @pytest.mark.parametrize("mapping", ['["x"]', '{"department": 7}', '{"salary": "x"}', "{"])
    def test_a_mapping_that_maps_nothing_is_refused(self, access, client_of, admin_user_, mapping):
        answer = client_of(admin_user_).post(f"/admin/ats/apiaccess/{access.pk}/change/", {"mapping": mapping})
        assert "errorlist" in answer.content.decode()
        access.refresh_from_db()
        assert access.mapping == {}

    def test_tested_and_tried_again(self, simulator, access, client_of, admin_user_):
        client, job_link = client_of(admin_user_), link(simulator, admin_user_)
        data = {"action": "test", "_selected_action": [access.pk]}
        assert "works" in client.post("/admin/ats/apiaccess/", data, follow=True).content.decode()
        simulator.system.jobs.pop(job_link.external_id)
        push(job_link)
        data = {"action": "try_again", "_selected_action": [job_link.pk]}
        assert "is queued" in client.post("/admin/ats/joblink/", data, follow=True).content.decode()
        assert JobLink.objects.get().state == "queued"
