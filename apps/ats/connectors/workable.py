"""Workable lets others read its jobs and change none: the text is copied over by a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from apps.ats.connectors.base import Account, Field, Job, Posting, ReadOnly, System, inner, objects, text_of
from apps.ats.connectors.wire import Wire, segment

LABEL = "Workable"
FIELDS = "description,full_description,requirements,benefits"
HINT = "Workable takes no text from outside. Copy the three texts below into its job editor."
CREDENTIALS = (Field("token", "Access token", "Workable: Settings, Integrations, Apps; with the right r_jobs"),)
SETTINGS = (
    Field("base_url", "Address of the API", "https://your-company.workable.com/spi/v3, with your own subdomain"),
)


class Workable(ReadOnly):
    def __init__(self, account: Account) -> None:
        super().__init__(HINT)
        token = account.credentials["token"]
        base = account.setting(SETTINGS, "base_url")
        self._wire = Wire(LABEL, base, lambda: {"Authorization": f"Bearer {token}"})

    def check(self) -> None:
        self._wire.call("GET", "/jobs", query={"limit": 1})

    def list_jobs(self) -> Iterator[Job]:
        query: dict[str, Any] = {"limit": 100}
        while query:
            page = self._wire.call("GET", "/jobs", query=query).fields
            yield from (_job(job) for job in objects(page.get("jobs")))
            after = parse_qs(urlsplit(text_of(inner(page, "paging").get("next"))).query).get("since_id", [""])[0]
            query = {"limit": 100, "since_id": after} if after else {}

    def fetch(self, job_id: str) -> Posting:
        data = self._wire.call("GET", f"/jobs/{segment(job_id)}", query={"include_fields": FIELDS}).fields
        return Posting(_job(data), data)


def _job(job: Mapping[str, Any]) -> Job:
    state = text_of(job.get("state"))
    return Job(
        id=text_of(job.get("shortcode")),
        title=text_of(job.get("title")),
        state=state,
        is_live=state == "published",
        opening_id=text_of(job.get("code")),
        url=text_of(job.get("url")),
    )


SYSTEM = System("workable", LABEL, CREDENTIALS, SETTINGS, frozenset(), Workable, HINT)
