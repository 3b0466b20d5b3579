"""Greenhouse: jobs become briefs, job posts are what we publish there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apps.ats.hooks_in.reading import NO_OBJECT, Kind, Received, hash_of, inner, moment, object_of, requisition_of, word

JOBS = frozenset({"job_created", "job_updated", "job_approved"})
JOB_POSTS = frozenset({"job_post_created", "job_post_updated", "job_post_deleted"})


def read_greenhouse(headers: Mapping[str, str], body: bytes) -> Received:
    content = object_of(body)
    if content is None:
        return Received(hash_of(body), "", error=NO_OBJECT)
    type, payload = word(content.get("action")), inner(content, "payload")
    if type in JOBS:
        return _read_job(hash_of(body), type, inner(payload, "job"))
    if type in JOB_POSTS:
        post = inner(payload, "job_post") or payload
        ids = {"id": word(post.get("job_id")), "posting_id": word(post.get("id"))}
        return Received(hash_of(body), type, Kind.POSTING, moment(post.get("updated_at")), ids)
    return Received(hash_of(body), type)


def _read_job(event_id: str, type: str, job: dict[str, Any]) -> Received:
    # Events of jobs carry no time of their own. A creation is at least older than every change, however late it comes.
    at = moment(job.get("created_at")) if type == "job_created" else None
    fields = requisition_of({**job, "custom_fields": _plain(inner(job, "custom_fields"))}, job.get("id"))
    return Received(event_id, type, Kind.REQUISITION, at, fields)


def _plain(custom: dict[str, Any]) -> dict[str, Any]:
    """Events wrap the value of each field, {name, type, value}; the API, and with it the import, does not."""
    return {
        name: one.get("value") if isinstance(one, Mapping) and "value" in one else one for name, one in custom.items()
    }
