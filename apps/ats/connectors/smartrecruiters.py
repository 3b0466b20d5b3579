"""SmartRecruiters by its customer API, with a private key: jobs are read, made, changed and published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from apps.ats.connectors.base import Ability, Account, Field, Job, Posting, System, inner, objects, text_of
from apps.ats.connectors.wire import Wire, segment

LABEL = "SmartRecruiters"
PAGE = 100
CREDENTIALS = (
    Field("token", "API key", "SmartRecruiters: Settings, Apps and integrations, API keys; rights for jobs"),
)
SETTINGS = (Field("base_url", "Address of the API", default="https://api.smartrecruiters.com"),)


class SmartRecruiters:
    def __init__(self, account: Account) -> None:
        token = account.credentials["token"]
        self._wire = Wire(LABEL, account.setting(SETTINGS, "base_url"), lambda: {"X-SmartToken": token})

    def check(self) -> None:
        self._wire.call("GET", "/jobs", query={"limit": 1})

    def list_jobs(self) -> Iterator[Job]:
        """Pages by offset; newer answers name the next page themselves."""
        query: dict[str, Any] = {"limit": PAGE, "offset": 0}
        while query:
            page = self._wire.call("GET", "/jobs", query=query).fields
            jobs = objects(page.get("content"))
            yield from (_job(job) for job in jobs)
            query = _next(page, query, len(jobs))

    def fetch(self, job_id: str) -> Posting:
        data = self._wire.call("GET", f"/jobs/{segment(job_id)}").fields
        return Posting(_job(data), data)

    def push(self, job_id: str, fields: Mapping[str, Any]) -> None:
        self._wire.call("PATCH", f"/jobs/{segment(job_id)}", body=dict(fields))

    def create(self, fields: Mapping[str, Any]) -> str:
        return text_of(self._wire.call("POST", "/jobs", body=dict(fields)).fields.get("id"))

    def set_live(self, job_id: str, *, is_live: bool) -> None:
        self._wire.call("POST" if is_live else "DELETE", f"/jobs/{segment(job_id)}/publication")


def _next(page: Mapping[str, Any], query: Mapping[str, Any], count: int) -> dict[str, Any]:
    next_page = text_of(page.get("nextPageId"))
    if next_page:
        return {"limit": PAGE, "pageId": next_page}
    total, seen = page.get("totalFound"), query.get("offset", 0) + count
    return {"limit": PAGE, "offset": seen} if count and isinstance(total, int) and seen < total else {}


def _job(job: Mapping[str, Any]) -> Job:
    posting = text_of(job.get("postingStatus"))
    return Job(
        id=text_of(job.get("id")),
        title=text_of(job.get("title")),
        state=posting or text_of(job.get("status")),
        is_live=posting == "PUBLIC",
        opening_id=text_of(job.get("refNumber")),
        url=text_of(inner(job, "actions").get("applyOnWeb")),
    )


SYSTEM = System(
    "smartrecruiters",
    LABEL,
    CREDENTIALS,
    SETTINGS,
    frozenset({Ability.PUSH, Ability.CREATE, Ability.PUBLISH}),
    SmartRecruiters,
)
