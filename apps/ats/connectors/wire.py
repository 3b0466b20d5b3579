"""Calls of a JSON API with manners: a token that is renewed once, pauses that the system asks for, errors in words."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urljoin, urlsplit

from apps.ats.connectors.base import ConnectorError, inner, objects, text_of
from apps.ats.connectors.transport import Answer, exchange
from apps.ats.deliveries import seconds_of

#: Seconds that one run waits in all for a system that is busy; a longer wait is left to the queue.
MOST_PATIENCE = 20.0
#: Where a busy system does not say how long.
USUAL_WAIT = 2.0
BUSY = frozenset({429, 503})
AGENT = "jdcopilot-connector/1"
pause: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    data: Any

    @property
    def fields(self) -> Mapping[str, Any]:
        return self.data if isinstance(self.data, Mapping) else {}


class Wire:
    """`authorise` gives the headers that prove who we are; `renew` drops a token that the system no longer takes."""

    def __init__(
        self,
        system: str,
        base_url: str,
        authorise: Callable[[], Mapping[str, str]],
        renew: Callable[[], None] | None = None,
    ) -> None:
        self._system, self._base = system, base_url.rstrip("/")
        self._authorise, self._renew = authorise, renew
        self._patience = MOST_PATIENCE

    def call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """The reply to one call; `path` may be the whole address of a next page on the same host."""
        url = self._address(path, query or {})
        answer = self._ask(method, url, body, headers or {})
        if answer.status == 401 and self._renew is not None:
            self._renew()
            answer = self._ask(method, url, body, headers or {})
        return self._reply(answer)

    def exchange(self, method: str, url: str, headers: Mapping[str, str], content: bytes | None) -> Answer:
        """One answer, however busy the system is, within our patience."""
        answer = exchange(method, url, headers, content)
        while answer.status in BUSY:
            self._wait(answer)
            answer = exchange(method, url, headers, content)
        return answer

    def _address(self, path: str, query: Mapping[str, Any]) -> str:
        url = urljoin(f"{self._base}/", path) if path.startswith("http") else self._base + path
        if urlsplit(url)[:2] != urlsplit(self._base)[:2]:
            raise ConnectorError(f"{self._system} points to another host, which we do not follow.", permanent=True)
        return url + (f"?{urlencode(query)}" if query else "")

    def _ask(self, method: str, url: str, body: Any, headers: Mapping[str, str]) -> Answer:
        content = None if body is None else json.dumps(body).encode()
        kind = {} if body is None else {"Content-Type": "application/json"}
        known = {"Accept": "application/json", "User-Agent": AGENT, **kind, **self._authorise(), **headers}
        return self.exchange(method, url, known, content)

    def _wait(self, answer: Answer) -> None:
        seconds = wait_of(answer.headers)
        if seconds > self._patience:
            message = f"{self._system} is busy and asks to be left alone for a while. It is tried again by itself."
            raise ConnectorError(message, permanent=False, retry_after=seconds)
        self._patience -= seconds
        pause(seconds)

    def _reply(self, answer: Answer) -> Reply:
        data = read_json(answer.body)
        if 300 <= answer.status < 400:
            message = f"{self._system} sends on to another address. Correct the address in the connection."
            raise ConnectorError(message, permanent=True)
        if answer.status >= 400:
            raise explain(self._system, answer.status, data)
        if data is None and answer.body.strip():
            message = f"{self._system} answered with something that is no JSON. Check the address of the connection."
            raise ConnectorError(message, permanent=True)
        return Reply(answer.status, answer.headers, data)


def wait_of(headers: Mapping[str, str]) -> float:
    """Seconds to leave the system alone: Retry-After, else the time at which its window begins anew."""
    given = headers.get("retry-after", "")
    if given:
        return max(seconds_of(given), 0.05)
    reset = headers.get("x-ratelimit-reset", "")
    if reset.isascii() and reset.isdecimal():
        # Some count from now, others give the time of day.
        return max(float(reset) - time.time(), 0.05) if len(reset) >= 9 else float(reset)
    return USUAL_WAIT


STEPS = {
    400: (True, "does not understand what we sent", "If it goes on, tell an admin"),
    401: (True, "refuses the credentials", "An admin enters new ones in the connection"),
    403: (True, "does not let these credentials do that", "An admin gives the key the missing right there"),
    404: (True, "does not know this job", "It may have been deleted there: link another one"),
    409: (True, "says that the job has changed meanwhile", "Look at the differences and push again"),
    422: (True, "refuses the text", "Correct what it names and push again"),
}


def explain(system: str, status: int, data: Any) -> ConnectorError:
    """What an answer means, in a sentence with the next step."""
    if status >= 500:
        return ConnectorError(f"{system} has a problem of its own ({status}). It is tried again.", permanent=False)
    permanent, what, step = STEPS.get(status, (True, f"answers with status {status}", "An admin looks at it"))
    said = _said(data)
    message = f"{system} {what}{f' (“{said}”)' if said else ''}. {step}."
    return ConnectorError(message, permanent=permanent, concerns_job=status in (404, 409, 422))


def _said(data: Any) -> str:
    """The system's own words, short; every system keeps them elsewhere."""
    fields = data if isinstance(data, Mapping) else {}
    first = next(iter(objects(fields.get("errors"))), {})
    listed = fields.get("errors")
    plain = next((item for item in listed if isinstance(item, str)), "") if isinstance(listed, list) else ""
    found = (
        plain,
        text_of(first.get("message")),
        text_of(inner(fields, "errorInfo").get("message")),
        text_of(fields.get("message")),
        text_of(fields.get("error")),
    )
    return " ".join(next((words for words in found if words), "").split())[:120]


def read_json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def segment(value: str) -> str:
    """A value as one part of a path."""
    return quote(value, safe="")
