"""A small typed client of the API: a token for a key, a brief in, the draft as it is written, the text out.

pip install httpx2
python client.py https://jobs.example.com 1a2b3c4d jd_1a2b3c4d_… "Staff nurse"
"""

from __future__ import annotations

import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing
from types import TracebackType
from typing import Any, Self, TypedDict, cast

import httpx2


class Accepted(TypedDict):
    id: int
    status: str
    status_url: str
    description_url: str


class Draft(Accepted):
    error: str
    page_url: str


class Line(TypedDict):
    text: str
    is_supported: bool


class Section(TypedDict):
    kind: str
    heading: str
    lines: list[Line]


class Description(TypedDict):
    id: int
    title: str
    status: str
    sections: list[Section]


class Event(TypedDict):
    name: str
    data: dict[str, Any]


class ApiError(Exception):
    """What the API refuses, as its problem details say it."""

    def __init__(self, problem: dict[str, Any]) -> None:
        super().__init__(str(problem["detail"]))
        self.type, self.status = str(problem["type"]), int(problem["status"])


class Client:
    """Asks for a token when it needs one, and once more when the API does not take the one it has."""

    #: How often a request is sent that is told to come back later.
    TRIES = 4
    ENDS = ("draft.finished", "draft.failed", "draft.stopped")

    def __init__(self, server: str, key_id: str, key: str) -> None:
        self._http = httpx2.Client(base_url=f"{server}/api/v1", timeout=90)
        self._key_id, self._key, self._token = key_id, key, ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._http.close()

    def request_draft(self, brief: dict[str, Any]) -> Accepted:
        """Send a brief. A second try of the same call cannot make a second draft: both carry the same word."""
        headers = {"Idempotency-Key": str(uuid.uuid4())}
        return cast(Accepted, self._ask("POST", "/drafts/", headers=headers, json=brief).json())

    def read_draft(self, draft_id: int) -> Draft:
        return cast(Draft, self._ask("GET", f"/drafts/{draft_id}/").json())

    def read_description(self, url: str) -> Description:
        return cast(Description, self._ask("GET", url).json())

    def export(self, description_id: int, file_format: str) -> bytes:
        return self._ask("GET", f"/descriptions/{description_id}/export/{file_format}/").content

    def follow_draft(self, draft_id: int) -> Iterator[Event]:
        """Each event of a draft, to its end: where a stream is cut, the next one goes on after the last event."""
        last = "0"
        while True:
            response = self._ask("GET", f"/drafts/{draft_id}/events/", stream=True, headers={"Last-Event-ID": last})
            with closing(response):
                if response.status_code == 204:
                    return
                for event in httpx2.EventSource(response):
                    if not event.data:
                        continue
                    last = event.id
                    yield Event(name=event.event, data=cast(dict[str, Any], event.json()))
                    if event.event in self.ENDS:
                        return
            time.sleep(1)

    def _ask(self, method: str, url: str, *, stream: bool = False, **options: Any) -> httpx2.Response:
        given = options.pop("headers", {})
        for tries_left in reversed(range(self.TRIES)):
            headers = {**given, "Authorization": f"Bearer {self._token or self._new_token()}"}
            request = self._http.build_request(method, url, headers=headers, **options)
            response = self._http.send(request, stream=stream)
            if response.is_success:
                return response
            response.read()
            if response.status_code == 401:
                self._token = ""
            elif "Retry-After" not in response.headers:
                break
            elif tries_left:
                time.sleep(int(response.headers["Retry-After"]))
        raise ApiError(response.json())

    def _new_token(self) -> str:
        form = {"grant_type": "client_credentials"}
        response = self._http.post("/oauth/token", data=form, auth=(self._key_id, self._key))
        body = response.json()
        if not response.is_success:
            raise ApiError({"type": body["error"], "status": response.status_code, "detail": body["error_description"]})
        self._token = str(body["access_token"])
        return self._token


def main(server: str, key_id: str, key: str, title: str) -> int:
    with Client(server, key_id, key) as client:
        draft = client.request_draft({"title": title})
        for event in client.follow_draft(draft["id"]):
            print(event["name"], event["data"].get("heading", event["data"].get("error", "")))
        description = client.read_description(draft["description_url"])
        for section in description["sections"]:
            print(f"\n{section['heading']}")
            print("\n".join(line["text"] for line in section["lines"]))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:5]))
