"""Ashby: every call is a POST named after what it does, and a refusal comes with status 200."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from typing import Any

from apps.ats.connectors.base import (
    Ability,
    Account,
    Field,
    Job,
    Posting,
    System,
    cannot_create,
    inner,
    objects,
    text_of,
)
from apps.ats.connectors.wire import Wire, explain

LABEL = "Ashby"
CREDENTIALS = (
    Field("api_key", "API key", "Ashby: Admin, Integrations, API keys; it needs the rights jobsRead and jobsWrite"),
)
SETTINGS = (Field("base_url", "Address of the API", default="https://api.ashbyhq.com"),)
#: What the code of a refusal amounts to among the states of HTTP.
STATUS_OF = {"invalid_api_key": 401, "missing_endpoint_permission": 403, "not_found": 404}


class Ashby:
    def __init__(self, account: Account) -> None:
        pair = b64encode(f"{account.credentials['api_key']}:".encode()).decode()
        self._wire = Wire(LABEL, account.setting(SETTINGS, "base_url"), lambda: {"Authorization": f"Basic {pair}"})

    def check(self) -> None:
        self._do("jobPosting.list", limit=1)

    def list_jobs(self) -> Iterator[Job]:
        more: dict[str, Any] | None = {}
        while more is not None:
            page = self._do("jobPosting.list", **more)
            yield from (_job(posting) for posting in objects(page.get("results")))
            cursor = text_of(page.get("nextCursor"))
            more = {"cursor": cursor} if page.get("moreDataAvailable") is True and cursor else None

    def fetch(self, job_id: str) -> Posting:
        data = inner(self._do("jobPosting.info", jobPostingId=job_id), "results")
        return Posting(_job(data), data)

    def push(self, job_id: str, fields: Mapping[str, Any]) -> None:
        self._do("jobPosting.update", jobPostingId=job_id, **fields)

    def create(self, fields: Mapping[str, Any]) -> str:
        raise cannot_create(LABEL)

    def set_live(self, job_id: str, *, is_live: bool) -> None:
        self._do("jobPosting.setStatus", jobPostingId=job_id, status="Published" if is_live else "Draft")

    def _do(self, name: str, **fields: Any) -> Mapping[str, Any]:
        reply = self._wire.call("POST", f"/{name}", body=fields).fields
        if reply.get("success") is not True:
            code = text_of(inner(reply, "errorInfo").get("code"))
            raise explain(LABEL, STATUS_OF.get(code, 422), reply)
        return reply


def _job(posting: Mapping[str, Any]) -> Job:
    is_live = posting.get("status") == "Published" or posting.get("isListed") is True
    return Job(
        id=text_of(posting.get("id")),
        title=text_of(posting.get("title")),
        state=text_of(posting.get("status")) or ("Published" if is_live else "Draft"),
        is_live=is_live,
        opening_id=text_of(posting.get("jobId")),
        url=text_of(posting.get("externalLink") or posting.get("jobUrl")),
    )


SYSTEM = System("ashby", LABEL, CREDENTIALS, SETTINGS, frozenset({Ability.PUSH, Ability.PUBLISH}), Ashby)
