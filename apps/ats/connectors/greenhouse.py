"""Greenhouse by Harvest v3, with the client credentials of OAuth. Job posts are read and changed there, never made."""

from __future__ import annotations

import re
import time
from base64 import b64encode
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from apps.ats.connectors.base import (
    Ability,
    Account,
    ConnectorError,
    Field,
    Job,
    Posting,
    System,
    cannot_create,
    inner,
    objects,
    text_of,
)
from apps.ats.connectors.wire import AGENT, Wire, explain, read_json, segment

LABEL = "Greenhouse"
NEXT = re.compile(r'<([^>]+)>\s*;\s*rel="?next"?')
#: Seconds before its end at which a token counts as old, so that it does not end on the way.
MARGIN = 60
CREDENTIALS = (
    Field("client_id", "Client ID", "Greenhouse: Configure, Dev Center, API credentials, Harvest v3 (OAuth)"),
    Field("client_secret", "Client secret"),
)
SETTINGS = (
    Field("user_id", "User ID", "The Greenhouse user in whose name is written"),
    Field("base_url", "Address of the API", default="https://harvest.greenhouse.io"),
    Field("token_url", "Address for tokens", default="https://auth.greenhouse.io/token"),
    Field("write_path", "Path of a job post", "With {id}; for reading and writing", default="/v3/job_posts/{id}"),
    Field("status_path", "Path of its status", "With {id}", default="/v3/job_posts/{id}/status"),
)


class Greenhouse:
    def __init__(self, account: Account) -> None:
        self._account = account
        self._user = account.setting(SETTINGS, "user_id")
        self._wire = Wire(LABEL, account.setting(SETTINGS, "base_url"), self._authorise, self._forget)

    def check(self) -> None:
        self._wire.call("GET", "/v3/job_posts", query={"per_page": 1})

    def list_jobs(self) -> Iterator[Job]:
        path, query = "/v3/job_posts", {"per_page": 100}
        while path:
            reply = self._wire.call("GET", path, query=query)
            yield from (_job(post) for post in objects(reply.data))
            found = NEXT.search(reply.headers.get("link", ""))
            path, query = found[1] if found else "", {}

    def fetch(self, job_id: str) -> Posting:
        post = self._wire.call("GET", self._path("write_path", job_id)).fields
        return Posting(_job(post), post)

    def push(self, job_id: str, fields: Mapping[str, Any]) -> None:
        self._wire.call("PATCH", self._path("write_path", job_id), body=dict(fields), headers=self._by())

    def create(self, fields: Mapping[str, Any]) -> str:
        raise cannot_create(LABEL)

    def set_live(self, job_id: str, *, is_live: bool) -> None:
        body = {"status": "live" if is_live else "offline"}
        self._wire.call("PATCH", self._path("status_path", job_id), body=body, headers=self._by())

    def _path(self, name: str, job_id: str) -> str:
        return self._account.setting(SETTINGS, name).replace("{id}", segment(job_id))

    def _by(self) -> dict[str, str]:
        return {"On-Behalf-Of": self._user}

    def _authorise(self) -> dict[str, str]:
        tokens = self._account.tokens
        if not tokens.get("access") or tokens.get("ends", 0) < time.time() + MARGIN:
            tokens.update(self._new_token())
        return {"Authorization": f"Bearer {tokens['access']}"}

    def _forget(self) -> None:
        self._account.tokens.clear()

    def _new_token(self) -> dict[str, Any]:
        pair = f"{self._account.credentials['client_id']}:{self._account.credentials['client_secret']}"
        headers = {
            "Authorization": f"Basic {b64encode(pair.encode()).decode()}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
            "User-Agent": AGENT,
        }
        form = urlencode({"grant_type": "client_credentials", "sub": self._user}).encode()
        answer = self._wire.exchange("POST", self._account.setting(SETTINGS, "token_url"), headers, form)
        data = read_json(answer.body)
        if answer.status != 200:
            raise explain(LABEL, answer.status, data)
        access = text_of(inner({"": data}, "").get("access_token"))
        if not access:
            raise ConnectorError("Greenhouse gave no token. Check the address for tokens.", permanent=True)
        return {"access": access, "ends": time.time() + float(data.get("expires_in") or 3600)}


def _job(post: Mapping[str, Any]) -> Job:
    is_live = post.get("live") is True
    return Job(
        id=text_of(post.get("id")),
        title=text_of(post.get("title")),
        state="live" if is_live else "offline",
        is_live=is_live,
        opening_id=text_of(post.get("job_id")),
        url=text_of(post.get("absolute_url")),
    )


SYSTEM = System("greenhouse", LABEL, CREDENTIALS, SETTINGS, frozenset({Ability.PUSH, Ability.PUBLISH}), Greenhouse)
