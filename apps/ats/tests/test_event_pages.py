"""The logs of events and the page of the endpoints, as an admin uses them; tests.security knows who else may."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.ats import deliveries, endpoints, inbox
from apps.ats.models import Delivery, Endpoint, InboundEvent
from apps.ats.tests.test_receive import send
from apps.descriptions.models import OutboxEvent

pytestmark = pytest.mark.django_db


def fragment(name):
    return {"HX-Request": "true", "HX-Target": name}


@pytest.fixture
def see(client_of, admin_user_):
    """`see(address)` is what an admin sees there."""
    client = client_of(admin_user_)

    def get(address, data=None, **headers):
        return client.get(f"/connections/{address}", data, headers=headers).content.decode()

    get.post = lambda address, data=None, **headers: client.post(
        f"/connections/{address}", data, headers=headers, follow=True
    )
    return get


def happen(**fields):
    return OutboxEvent.objects.create(type="draft.finished", data={"description_id": 1}, **fields)


def send_all():
    deliveries.dispatch_outbox()
    for delivery in Delivery.objects.all():
        deliveries.deliver(delivery.pk)


class TestDeliveries:
    def test_nothing_sent_yet(self, see):
        assert "Nothing has been sent yet" in see("deliveries/")

    def test_the_exact_request_is_shown_but_for_secrets(self, see, endpoint, target):
        happen()
        send_all()
        delivery = Delivery.objects.get()
        assert f"/connections/deliveries/{delivery.pk}/" in see("deliveries/")
        shown = see(f"deliveries/{delivery.pk}/")
        headers, body = target.received[0]
        for part in (headers["webhook-id"], f"webhook-timestamp: {headers['webhook-timestamp']}", "HTTP 204"):
            assert part in shown
        assert body.decode().replace('"', "&quot;") in shown
        for secret in (headers["webhook-signature"], endpoint.secret, "from=jd"):
            assert secret not in shown
        assert "every 2s" not in shown

    def test_narrowed(self, see, endpoint):
        happen()
        deliveries.dispatch_outbox()
        endpoints.ping(endpoint)
        assert see("deliveries/").count("<li>\n              <a") == 2
        results = see("deliveries/", {"type": "ping"}, **fragment("results"))
        assert "<html" not in results
        assert ("draft.finished" in results, ">ping<" in results) == (False, True)
        now = timezone.now()
        for fields in (
            {"state": "dead"},
            {"since": f"{now + timedelta(hours=1):%Y-%m-%dT%H:%M}"},
            {"until": f"{now - timedelta(hours=1):%Y-%m-%dT%H:%M}"},
        ):
            assert "Nothing found" in see("deliveries/", fields), fields

    @pytest.mark.parametrize("fields", [{"endpoint": "x"}, {"state": "odd"}, {"since": "never"}, {"page": "-1"}])
    def test_nonsense_narrows_nothing_and_breaks_nothing(self, see, endpoint, fields):
        endpoints.ping(endpoint)
        assert ">ping<" in see("deliveries/", fields)

    def test_one_is_sent_again(self, see, endpoint, target, queued, django_capture_on_commit_callbacks):
        happen()
        send_all()
        delivery = Delivery.objects.get()
        with django_capture_on_commit_callbacks(execute=True):
            answer = see.post(f"deliveries/{delivery.pk}/again/", **fragment("delivery"))
        assert queued == [("ats.deliver", delivery.pk)]
        assert "every 2s" in answer.content.decode()
        deliveries.deliver(delivery.pk)
        assert [headers["webhook-id"] for headers, _ in target.received] == [str(delivery.event_id)] * 2

    def test_a_list_asks_the_database_as_often_for_one_as_for_many(
        self, see, endpoint, django_assert_num_queries, django_assert_max_num_queries
    ):
        endpoints.ping(endpoint)
        with django_assert_max_num_queries(10) as few:
            see("deliveries/")
        for _ in range(5):
            endpoints.ping(endpoint)
        with django_assert_num_queries(len(few)):
            see("deliveries/")


class TestEndpoints:
    def test_none(self, see):
        assert "No endpoint yet" in see("endpoints/")

    def test_a_ping_leads_to_its_delivery(self, see, endpoint):
        answer = see.post(f"endpoints/{endpoint.pk}/ping/")
        delivery = Delivery.objects.get()
        assert answer.redirect_chain == [(f"/connections/deliveries/{delivery.pk}/", 302)]
        assert "every 2s" in answer.content.decode()

    def test_a_switched_off_one_is_not_pinged_but_switched_on(self, see, endpoint, target):
        target.answers = [(410, {})]
        happen()
        send_all()
        assert "answered 410 Gone" in see("")
        assert "Mend the receiver" in see("endpoints/")
        assert "Switch it on first" in see.post(f"endpoints/{endpoint.pk}/ping/").content.decode()
        see.post(f"endpoints/{endpoint.pk}/switch-on/")
        assert Endpoint.objects.get().is_active
        assert "answered 410 Gone" not in see("")

    def test_all_that_was_given_up_is_sent_again(self, see, endpoint):
        for _ in range(2):
            endpoints.ping(endpoint)
        Delivery.objects.update(state="dead", next_attempt_at=None)
        assert "2 given up" in see("endpoints/")
        answer = see.post(f"endpoints/{endpoint.pk}/failed/").content.decode()
        assert "2 events on the way again" in answer
        assert not Delivery.objects.exclude(state="pending").exists()

    def test_a_stretch_of_time_is_sent_again_with_what_was_missed(self, see, endpoint):
        endpoints.set_endpoint_active(Endpoint.objects.all(), is_active=False)
        happen()
        happen(created_at=timezone.now() - timedelta(days=2))
        deliveries.dispatch_outbox()
        now, name = timezone.now(), f"range-{endpoint.pk}"
        times = {f"{name}-since": now - timedelta(days=1), f"{name}-until": now + timedelta(minutes=2)}
        fields = {field: f"{time:%Y-%m-%dT%H:%M}" for field, time in times.items()}
        answer = see.post(f"endpoints/{endpoint.pk}/range/", fields).content.decode()
        assert "1 event on the way again" in answer
        assert "They wait until the endpoint is switched on" in answer

    def test_a_stretch_that_ends_before_it_begins_is_refused_in_its_place(self, see, endpoint):
        name = f"range-{endpoint.pk}"
        fields = {f"{name}-since": "2026-01-02T00:00", f"{name}-until": "2026-01-01T00:00"}
        answer = see.post(f"endpoints/{endpoint.pk}/range/", fields)
        assert answer.status_code == 422
        assert "The end must be later" in answer.content.decode()


class TestInbox:
    def test_nothing_received_yet(self, see):
        assert "Nothing has come in yet" in see("inbox/")

    def test_states_and_reasons(self, see, connection):
        send(connection, {"type": "requisition.created", "data": {"id": "R-1", "title": "Nurse"}}, event_id="used")
        inbox.process_event(str(InboundEvent.objects.get().pk))
        send(connection, {"type": "ping"}, event_id="noted")
        send(connection, {"type": "person.hired"}, event_id="failed")
        send(connection, {"type": "requisition.created", "data": {"id": "R-2", "title": "Cook"}}, event_id="waiting")
        everything = see("inbox/")
        assert "Nurse" in everything
        assert "are not used" in everything
        for state in InboundEvent.State.values:
            results = see("inbox/", {"state": state}, **fragment("results"))
            assert results.count("data-event=") == 1
            assert f'data-event="{state}"' in results
            assert InboundEvent.objects.in_state(state).get().event_id == state
        assert see("inbox/", {"kind": "other"}, **fragment("results")).count("data-event=") == 2
        assert "Nothing found" in see("inbox/", {"until": "2020-01-01T00:00"})

    def test_processed_again(self, see, connection, queued, django_capture_on_commit_callbacks):
        send(connection, {"type": "requisition.created", "data": {"id": "R-1"}})
        event = InboundEvent.objects.get()
        inbox.process_event(str(event.pk))
        shown = see(f"inbox/{event.pk}/")
        assert "R-1" in shown
        assert "every 2s" not in shown
        with django_capture_on_commit_callbacks(execute=True):
            answer = see.post(f"inbox/{event.pk}/again/", **fragment("event")).content.decode()
        assert queued == [("ats.process_inbound", str(event.pk))]
        assert 'data-event="waiting"' in answer
        assert "every 2s" in answer

    def test_what_nothing_can_be_made_of_has_no_button(self, see, connection):
        send(connection, {"type": "person.hired"})
        event = InboundEvent.objects.get()
        assert "Process again" not in see(f"inbox/{event.pk}/")


def test_recruiters_are_not_led_there(client_of, recruiter, endpoint):
    Endpoint.objects.update(is_active=False, disabled_reason="Gone")
    shown = client_of(recruiter).get("/connections/").content.decode()
    assert "Events received" not in shown
    assert "Gone" not in shown
    answer = client_of(recruiter).get("/connections/deliveries/", follow=True).content.decode()
    assert "Only admins manage connections and webhooks" in answer
