from __future__ import annotations

import re
import uuid
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from apps.ats import keys
from apps.ats.models import Connection, Delivery, Endpoint, InboundEvent, MachineKey
from apps.descriptions.outbox import EventType

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client_of, admin_user_):
    return client_of(admin_user_)


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


def test_a_key_is_shown_once(admin, recruiter):
    fields = {"name": "Acme", "scopes": ["briefs:write"], "user": recruiter.pk}
    response = admin.post(reverse("admin:ats_machinekey_add"), fields, follow=True)
    (text,) = re.findall(r"jd_[0-9a-f]{8}_[\w-]{43}", " ".join(messages_of(response)))
    key = keys.find_key(text)
    assert (key.name, key.scopes, key.user) == ("Acme", ["briefs:write"], recruiter)
    for name, args in (("changelist", []), ("change", [key.pk])):
        content = admin.get(reverse(f"admin:ats_machinekey_{name}", args=args)).content.decode()
        assert key.prefix in content
        assert text.rpartition("_")[2] not in content
        assert key.hash not in content


def test_keys_lead_to_the_page_of_the_api(admin, client):
    address = reverse("api:docs")
    assert f'href="{address}"' in admin.get(reverse("admin:ats_machinekey_changelist")).content.decode()
    assert reverse("api:schema") in client.get(address).content.decode()


@pytest.mark.parametrize("scopes", [[], ["everything"]])
def test_scopes_must_be_known(admin, recruiter, scopes):
    fields = {"name": "Acme", "scopes": scopes, "user": recruiter.pk}
    assert admin.post(reverse("admin:ats_machinekey_add"), fields).status_code == 200
    assert not MachineKey.objects.exists()


def test_keys_are_revoked_and_not_changed(admin, recruiter):
    key, text = keys.create_key(name="Acme", scopes=["briefs:write"], user=recruiter)
    url = reverse("admin:ats_machinekey_changelist")
    admin.post(url, {"action": "revoke", "_selected_action": [key.pk]})
    assert keys.find_key(text) is None
    assert admin.post(reverse("admin:ats_machinekey_change", args=[key.pk]), {"name": "x"}).status_code == 403
    assert "delete_selected" not in admin.get(url).content.decode()


def test_the_secret_of_an_endpoint_is_shown_once(admin, target):
    fields = {"url": target.url, "events": ["draft.finished"], "is_active": "on"}
    response = admin.post(reverse("admin:ats_endpoint_add"), fields, follow=True)
    endpoint = Endpoint.objects.get()
    assert endpoint.secret in " ".join(messages_of(response))
    page = admin.get(reverse("admin:ats_endpoint_change", args=[endpoint.pk])).content.decode()
    assert "whsec_" not in page
    assert endpoint.sealed_secret not in page


def test_an_endpoint_must_be_public(admin):
    fields = {"url": "https://169.254.169.254/latest", "events": ["draft.finished"], "is_active": "on"}
    response = admin.post(reverse("admin:ats_endpoint_add"), fields)
    assert "public internet" in response.content.decode()
    assert not Endpoint.objects.exists()


def test_an_endpoint_can_be_changed_without_a_new_secret(admin, endpoint):
    Endpoint.objects.update(is_active=False, disabled_reason="The endpoint answered 410 Gone.")
    fields = {"url": endpoint.url, "events": ["draft.failed"], "is_active": "on"}
    response = admin.post(reverse("admin:ats_endpoint_change", args=[endpoint.pk]), fields, follow=True)
    changed = Endpoint.objects.get()
    assert (changed.events, changed.is_active, changed.disabled_reason) == (["draft.failed"], True, "")
    assert changed.secret == endpoint.secret
    assert "whsec_" not in " ".join(messages_of(response))


@pytest.mark.parametrize(("action", "is_active"), [("switch_off", False), ("switch_on", True)])
def test_endpoints_are_switched(admin, endpoint, action, is_active):
    Endpoint.objects.update(is_active=not is_active)
    admin.post(reverse("admin:ats_endpoint_changelist"), {"action": action, "_selected_action": [endpoint.pk]})
    assert Endpoint.objects.get().is_active is is_active


def test_a_connection_is_made_and_changed(admin, recruiter):
    fields = {"slug": "acme", "name": "Acme", "vendor": "standard", "user": recruiter.pk, "is_active": "on"}
    response = admin.post(reverse("admin:ats_connection_add"), fields, follow=True)
    connection = Connection.objects.get()
    assert connection.secret in " ".join(messages_of(response))
    assert "/hooks/acme/" in " ".join(messages_of(response))
    url = reverse("admin:ats_connection_change", args=[connection.pk])
    admin.post(url, fields | {"name": "Acme 2", "start_draft": "on"})
    changed = Connection.objects.get()
    assert (changed.name, changed.start_draft, changed.secret) == ("Acme 2", True, connection.secret)
    assert "whsec_" not in admin.get(url).content.decode()


@pytest.fixture
def dead(endpoint):
    return Delivery.objects.create(
        event_id=uuid.uuid4(), endpoint=endpoint, type="draft.finished", payload={}, state="dead", next_attempt_at=None
    )


def test_dead_deliveries_are_seen_and_sent_again(admin, dead, queued):
    url = reverse("admin:ats_delivery_changelist")
    assert str(dead.event_id) in admin.get(url, {"state__exact": "dead"}).content.decode()
    admin.post(url, {"action": "replay", "_selected_action": [dead.pk]})
    assert Delivery.objects.get().state == "pending"


def test_bad_events_are_seen_and_processed_again(admin, connection, queued):
    event = InboundEvent.objects.create(
        connection=connection,
        event_id="1",
        body_sha256="0" * 64,
        happened_at="2026-03-01T09:00:00Z",
        processed_at="2026-03-01T09:00:00Z",
        error="title: is required",
    )
    url = reverse("admin:ats_inboundevent_changelist")
    assert "title: is required" in admin.get(url, {"error__isempty": "0"}).content.decode()
    admin.post(url, {"action": "process_again", "_selected_action": [event.pk]})
    assert InboundEvent.objects.get().processed_at is None


@pytest.mark.parametrize("model", ["delivery", "inboundevent", "requisition"])
def test_what_happened_is_read_only(admin, model):
    assert admin.get(reverse(f"admin:ats_{model}_changelist")).status_code == 200
    assert admin.get(reverse(f"admin:ats_{model}_add")).status_code == 403


@pytest.mark.parametrize("model", ["machinekey", "endpoint", "delivery", "connection", "requisition", "inboundevent"])
def test_recruiters_do_not_get_in(client_of, recruiter, model):
    assert client_of(recruiter).get(reverse(f"admin:ats_{model}_changelist")).status_code == 302


def test_the_list_of_deliveries_costs_the_same_for_many(admin, endpoint, django_assert_max_num_queries):
    Delivery.objects.bulk_create(
        Delivery(event_id=uuid.uuid4(), endpoint=endpoint, type="draft.finished", payload={}) for _ in range(20)
    )
    with django_assert_max_num_queries(12):
        admin.get(reverse("admin:ats_delivery_changelist"))


def run(*args):
    out = StringIO()
    call_command(*args, stdout=out, stderr=StringIO())
    return out.getvalue().strip()


def test_the_commands_make_endpoints_and_connections(target, recruiter):
    secret = run("create_webhook_endpoint", target.url)
    assert Endpoint.objects.get().secret == secret
    assert Endpoint.objects.get().events == EventType.values
    secret = run("create_ats_connection", "acme", "Acme ATS", "--user", "recruiter", "--start-draft")
    assert (Connection.objects.get().secret, Connection.objects.get().start_draft) == (secret, True)


@pytest.mark.parametrize(
    ("command", "word"),
    [
        (["create_webhook_endpoint", "https://10.0.0.1/"], "public internet"),
        (["create_ats_connection", "acme", "Acme", "--user", "nobody"], "no active user"),
    ],
)
def test_the_commands_explain_bad_input(command, word):
    with pytest.raises(CommandError, match=word):
        run(*command)


def test_names_of_rows(connection, dead):
    event = InboundEvent(connection=connection, event_id="7", type="requisition.created")
    assert [str(one) for one in (connection, dead, event)] == [
        "Acme ATS",
        f"draft.finished {dead.event_id}",
        "requisition.created 7",
    ]


def act(admin, model, action, row):
    fields = {"action": action, "_selected_action": [row.pk]}
    return messages_of(admin.post(reverse(f"admin:ats_{model}_changelist"), fields, follow=True))


def test_a_vendors_secret_is_entered_and_replaced(admin, recruiter):
    fields = {"slug": "gh", "name": "Greenhouse", "vendor": "greenhouse", "user": recruiter.pk, "is_active": "on"}
    admin.post(reverse("admin:ats_connection_add"), fields | {"secret": "first"})
    connection = Connection.objects.get()
    assert connection.live_secrets() == ["first"]
    page = reverse("admin:ats_connection_change", args=[connection.pk])
    assert "first" not in admin.get(page).content.decode()
    admin.post(page, fields | {"secret": "second"})
    admin.post(page, fields | {"name": "Renamed"})
    connection.refresh_from_db()
    assert (connection.name, connection.live_secrets()) == ("Renamed", ["second", "first"])


def test_a_secret_of_standard_webhooks_is_checked(admin, recruiter):
    fields = {"slug": "hh", "name": "HireHive", "vendor": "hirehive", "user": recruiter.pk, "secret": "no base64"}
    response = admin.post(reverse("admin:ats_connection_add"), fields)
    assert "Enter whsec_ and the base64" in response.content.decode()
    assert not Connection.objects.exists()


def test_actions_on_endpoints(admin, endpoint):
    old = endpoint.secret
    assert any("on its way" in text for text in act(admin, "endpoint", "ping", endpoint))
    assert Delivery.objects.get().type == "ping"
    secrets = act(admin, "endpoint", "rotate_secret", endpoint)
    endpoint.refresh_from_db()
    assert endpoint.secret in secrets[0]
    assert endpoint.live_secrets() == [endpoint.secret, old]
    Delivery.objects.update(state="dead", next_attempt_at=None)
    act(admin, "endpoint", "replay_failed", endpoint)
    assert Delivery.objects.get().state == "pending"
    assert admin.get(reverse("admin:ats_delivery_change", args=[Delivery.objects.get().pk])).status_code == 200


def test_a_key_is_replaced(admin, recruiter):
    key, _ = keys.create_key(name="Acme", scopes=["briefs:write"], user=recruiter)
    shown = act(admin, "machinekey", "rotate", key)[0]
    assert keys.find_key(re.search(r"jd_[0-9a-f]{8}_[\w-]{43}", shown)[0]).replaces == key
    assert "replaced already" in act(admin, "machinekey", "rotate", key)[0]
