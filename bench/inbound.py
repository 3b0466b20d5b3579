"""Signed events into /hooks/<connection>/ at a steady rate, whether or not the answers keep up."""

from __future__ import annotations

import http.client
import json
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from apps.ats.signatures import Message, sign
from bench.production import Production
from bench.timing import summary
from tests.infrastructure import wait_for

RATE = 100
SENDERS = 32
#: Every so many events are sent a second time.
COPIED = 20
SECONDS_TO_PROCESS = 600


def measure_inbound(site: Production, seconds: int) -> dict[str, float]:
    """Milliseconds from the moment in which an event is due to its answer; what was lost, and what was done twice."""
    secret = site.command("create_ats_connection", "bench", "Bench", "--user", "bench")
    events = [event for number in range(seconds * RATE) for event in _copies(number)]
    begin = time.monotonic() + 1
    with ThreadPoolExecutor(SENDERS) as pool:
        jobs = [pool.submit(_send, site.port, secret, events[n::SENDERS], n, begin) for n in range(SENDERS)]
        answers = [answer for job in jobs for answer in job.result()]
    wait_for(lambda: not _waiting(site), what="the events to be processed", seconds=SECONDS_TO_PROCESS, step=0.5)
    processed = time.monotonic() - begin
    ((stored, failed),) = site.ask("SELECT COUNT(*), COUNT(*) FILTER (WHERE error <> '') FROM ats_inboundevent")
    ((descriptions, requisitions),) = site.ask(
        "SELECT (SELECT COUNT(*) FROM descriptions_jobdescription), (SELECT COUNT(*) FROM ats_requisition)"
    )
    return {
        **summary([milliseconds for _, milliseconds in answers]),
        "refused": sum(status != 200 for status, _ in answers),
        "lost": seconds * RATE - stored + failed,
        "done_twice": descriptions - requisitions,
        "all_processed_after_s": round(processed, 1),
    }


def _copies(number: int) -> Iterator[tuple[str, bytes]]:
    data = {"id": f"R-{number}", "title": f"Staff nurse {number}", "responsibilities": ["Assess patients"]}
    body = {"type": "requisition.created", "timestamp": datetime.now(tz=UTC).isoformat(), "data": data}
    event = (str(uuid.uuid4()), json.dumps(body).encode())
    return iter([event, event] if number % COPIED == 0 else [event])


def _send(
    port: int, secret: str, events: list[tuple[str, bytes]], offset: int, begin: float
) -> list[tuple[int, float]]:
    connection, answers = http.client.HTTPConnection("127.0.0.1", port, timeout=30), []
    for number, (event_id, body) in enumerate(events):
        due = begin + (number * SENDERS + offset) / RATE
        time.sleep(max(due - time.monotonic(), 0))
        headers, body = sign("standard", [secret], Message(body, event_id, datetime.now(tz=UTC)))
        connection.request("POST", "/hooks/bench/", body, {"Content-Type": "application/json"} | headers)
        answer = connection.getresponse()
        answer.read()
        answers.append((answer.status, (time.monotonic() - due) * 1000))
    connection.close()
    return answers


def _waiting(site: Production) -> bool:
    return bool(site.ask("SELECT 1 FROM ats_inboundevent WHERE processed_at IS NULL LIMIT 1"))
