"""Doors of the queue. No decisions here except when to come back."""

from __future__ import annotations

from celery import shared_task

from apps.ats import deliveries, housekeeping, inbox, mails, pushing, watching

#: A shorter wait is left to the queue, a longer one to the sweep, which forgets nothing.
SHORT_WAIT = 60
SWEEP_SECONDS = 10


@shared_task(name="ats.deliver")
def deliver(delivery_id: int) -> None:
    wait = deliveries.deliver(delivery_id, then=deliver.delay)
    if wait is not None and wait < SHORT_WAIT:
        deliver.apply_async((delivery_id,), countdown=wait)


@shared_task(name="ats.dispatch")
def dispatch() -> int:
    """Turn new events into deliveries and queue them."""
    new = deliveries.dispatch_outbox()
    for delivery_id in new:
        deliver.delay(delivery_id)
    return len(new)


@shared_task(name="ats.process_inbound")
def process_inbound(event_id: str) -> None:
    inbox.process_event(event_id)


@shared_task(name="ats.deliver_due")
def deliver_due() -> int:
    """The sweep: what is due goes out, and received events whose message was lost are processed.

    Its messages end with the next sweep, which sends them again, so that they never pile up behind slow receivers.
    """
    for event_id in inbox.waiting_events():
        process_inbound.delay(event_id)
    deliveries.dispatch_outbox()
    due = deliveries.due_deliveries()
    for delivery_id in due:
        deliver.apply_async((delivery_id,), expires=SWEEP_SECONDS)
    return len(due)


@shared_task(name="ats.mail_switched_off")
def mail_switched_off() -> int:
    return mails.mail_switched_off()


@shared_task(name="ats.tidy")
def tidy() -> None:
    """Forget what nobody asks for any more; deliveries that were given up are never forgotten."""
    housekeeping.tidy()


@shared_task(name="ats.push")
def push(link_id: int) -> None:
    wait = pushing.perform(link_id)
    if wait is not None and wait < SHORT_WAIT:
        push.apply_async((link_id,), countdown=wait)


@shared_task(name="ats.watch")
def watch(link_id: int) -> None:
    watching.watch(link_id)


@shared_task(name="ats.sync")
def sync() -> int:
    """The sweep of the connectors: pushes whose message was lost, and postings that nobody has looked at lately."""
    due, stale = pushing.due_links(), watching.links_to_watch()
    for link_id in due:
        push.delay(link_id)
    for link_id in stale:
        watch.delay(link_id)
    return len(due) + len(stale)
