"""Who sends what: a reader for each vendor, from verified headers and body to the event that they are.

An id comes from what is signed. Greenhouse and GitHub send one in a header that nobody signs; with it, an old message
could be sent again as a new one. So where no id is signed, the hash of the body is the id.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from apps.ats.hooks_in.greenhouse import read_greenhouse
from apps.ats.hooks_in.jobs import read_hirehive, read_jazzhr
from apps.ats.hooks_in.reading import NO_OBJECT, NO_TEXT, Kind, Received, hash_of, inner, moment, object_of, word
from apps.ats.requisitions import EVENT_TYPES, known_fields
from apps.ats.signatures import lever_fields

Headers = Mapping[str, str]


def read_event(vendor: str, headers: Headers, body: bytes) -> Received:
    """The body is verified by now; what it says may still be nonsense."""
    return READERS[vendor](headers, body)


def _read_standard(headers: Headers, body: bytes) -> Received:
    return _read_ours(headers["webhook-id"], body)


def _read_github(headers: Headers, body: bytes) -> Received:
    return _read_ours(hash_of(body), body)


def _read_ours(event_id: str, body: bytes) -> Received:
    content = object_of(body)
    if content is None or not isinstance(content.get("type"), str):
        return Received(event_id, "", error=NO_OBJECT)
    type = word(content["type"])
    if type == "ping":
        return Received(event_id, type)
    if type not in EVENT_TYPES:
        return Received(event_id, type, error=f"Events of the type {type[:60]!r} are not used.")
    fields = known_fields(content.get("data"))
    return Received(event_id, type, Kind.REQUISITION, moment(content.get("timestamp")), fields)


def _read_ashby(headers: Headers, body: bytes) -> Received:
    """One action can come as several events: the first one that arrives counts."""
    content = object_of(body)
    if content is None:
        return Received(hash_of(body), "", error=NO_OBJECT)
    type, data = word(content.get("action")), inner(content, "data")
    event_id = word(data.get("webhookActionId") or content.get("webhookActionId")) or hash_of(body)
    posting, job = inner(data, "jobPosting"), inner(data, "job")
    if type.startswith("jobPosting"):
        ids = {"id": word(posting.get("jobId")), "posting_id": word(posting.get("id"))}
        return Received(event_id, type, Kind.POSTING, fields=ids)
    if type not in ("jobCreate", "jobUpdate"):
        return Received(event_id, type)
    return Received(event_id, type, Kind.REQUISITION, moment(job.get("updatedAt")), _ashby_fields(job))


def _ashby_fields(job: dict[str, Any]) -> dict[str, Any]:
    department = word(job.get("departmentName") or inner(job, "department").get("name"))
    place = word(job.get("locationName") or inner(job, "location").get("name"))
    named = {"department": department, "locations": [place] if place else []}
    return known_fields({**{name: job.get(name) for name in ("id", "title")}, **named, **_typed(job)})


def _typed(job: dict[str, Any]) -> dict[str, Any]:
    """Ashby writes FullTime where we read full_time."""
    return {"employment_type": word(job.get("employmentType")).lower()}


def _read_smartrecruiters(headers: Headers, body: bytes) -> Received:
    """Thin events: they name a job, whose text the API has."""
    type, content = word(headers.get("event-name")), object_of(body) or {}
    at = datetime.fromtimestamp(int(headers["smartrecruiters-timestamp"]), tz=UTC)
    job_id = word(content.get("job_id") or content.get("jobId") or content.get("id"))
    if type.startswith("job.ad."):
        ids = {"id": job_id, "posting_id": job_id}
        return Received(headers["event-id"], type, Kind.POSTING, at, ids)
    error = NO_TEXT if type in ("job.created", "job.updated") else ""
    return Received(headers["event-id"], type, Kind.OTHER, at, {"id": job_id} if error else {}, error)


def _read_lever(headers: Headers, body: bytes) -> Received:
    """Only token and time are signed, so nothing else is believed; Lever sends no events of postings anyway."""
    content = lever_fields(body)
    event_id = hash_of(f"{content['token']}{content['triggeredAt']}".encode("utf-8", "replace"))
    return Received(event_id, word(content.get("event")), happened_at=moment(content["triggeredAt"]))


def _read_workable(headers: Headers, body: bytes) -> Received:
    """Workable tells of candidates and employees alone; of them not even a name is kept."""
    content = object_of(body) or {}
    return Received(hash_of(body), word(content.get("event_type") or content.get("action")))


READERS: dict[str, Callable[[Headers, bytes], Received]] = {
    "standard": _read_standard,
    "github": _read_github,
    "greenhouse": read_greenhouse,
    "lever": _read_lever,
    "ashby": _read_ashby,
    "smartrecruiters": _read_smartrecruiters,
    "workable": _read_workable,
    "jazzhr": read_jazzhr,
    "hirehive": read_hirehive,
}
