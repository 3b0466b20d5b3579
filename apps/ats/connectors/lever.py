"""Lever by its data API: postings are read, made and changed."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from typing import Any

from apps.ats.connectors.base import Ability, Account, Field, Job, Posting, System, inner, objects, text_of
from apps.ats.connectors.wire import Wire, segment

LABEL = "Lever"
CREDENTIALS = (Field("api_key", "API key", "Lever: Settings, Integrations and API, API credentials"),)
SETTINGS = (
    Field("perform_as", "User ID", "The Lever user in whose name is written"),
    Field("base_url", "Address of the API", "For Europe: https://api.eu.lever.co/v1", "https://api.lever.co/v1"),
)


class Lever:
    def __init__(self, account: Account) -> None:
        pair = b64encode(f"{account.credentials['api_key']}:".encode()).decode()
        self._by = {"perform_as": account.setting(SETTINGS, "perform_as")}
        self._wire = Wire(LABEL, account.setting(SETTINGS, "base_url"), lambda: {"Authorization": f"Basic {pair}"})

    def check(self) -> None:
        self._wire.call("GET", "/postings", query={"limit": 1})

    def list_jobs(self) -> Iterator[Job]:
        query: dict[str, Any] = {"limit": 100}
        while query:
            page = self._wire.call("GET", "/postings", query=query).fields
            yield from (_job(posting) for posting in objects(page.get("data")))
            offset = text_of(page.get("next"))
            query = {"limit": 100, "offset": offset} if page.get("hasNext") is True and offset else {}

    def fetch(self, job_id: str) -> Posting:
        data = inner(self._wire.call("GET", f"/postings/{segment(job_id)}").fields, "data")
        return Posting(_job(data), data)

    def push(self, job_id: str, fields: Mapping[str, Any]) -> None:
        self._wire.call("POST", f"/postings/{segment(job_id)}", query=self._by, body=dict(fields))

    def create(self, fields: Mapping[str, Any]) -> str:
        made = self._wire.call("POST", "/postings", query=self._by, body={**fields, "state": "draft"})
        return text_of(inner(made.fields, "data").get("id"))

    def set_live(self, job_id: str, *, is_live: bool) -> None:
        self.push(job_id, {"state": "published" if is_live else "closed"})


def _job(posting: Mapping[str, Any]) -> Job:
    state = text_of(posting.get("state"))
    codes = posting.get("requisitionCodes")
    code = text_of(codes[0]) if isinstance(codes, list) and codes else text_of(posting.get("reqCode"))
    return Job(
        id=text_of(posting.get("id")),
        title=text_of(posting.get("text")),
        state=state,
        is_live=state == "published",
        opening_id=code,
        url=text_of(inner(posting, "urls").get("show")),
    )


SYSTEM = System(
    "lever", LABEL, CREDENTIALS, SETTINGS, frozenset({Ability.PUSH, Ability.CREATE, Ability.PUBLISH}), Lever
)
