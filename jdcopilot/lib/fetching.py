"""One GET of a public page that a person asked for: checked and pinned at each step, bounded in size and time.

A redirect is followed a few times, and each new address is judged like the first: none leads into our own network.
"""

from __future__ import annotations

import contextlib
import http.client
import ssl
import time
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin

from jdcopilot.lib.addresses import AddressRefused, check_url, resolve
from jdcopilot.lib.connections import PinnedConnection, deadline

#: For all steps together.
DEADLINE_SECONDS = 15
MAX_BYTES = 5 * 2**20
MOST_REDIRECTS = 3
REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: Packed answers are refused, for a small one may unpack to a large one.
HEADERS = {
    "Accept": "text/html, application/ld+json, application/json, application/pdf;q=0.8, */*;q=0.5",
    "Accept-Encoding": "identity",
    "User-Agent": "job-description-co-pilot (one page, asked for by a person)",
}


class FetchFailed(Exception):
    """The page did not come; the message is a sentence for the person who asked for it."""


@dataclass(frozen=True, slots=True)
class Page:
    url: str
    content: bytes
    content_type: str


def fetch(url: str, *, allow_loopback: bool = False) -> Page:
    """Raise `AddressRefused` for an address that we do not connect to, `FetchFailed` when no page comes."""
    ends = time.monotonic() + DEADLINE_SECONDS
    for _ in range(MOST_REDIRECTS + 1):
        url = urldefrag(url.strip()).url
        answer = _get(url, ends - time.monotonic(), allow_loopback=allow_loopback)
        if isinstance(answer, Page):
            return answer
        url = urljoin(url, answer)
    raise FetchFailed("The page sends on from one address to the next. Give the address of the posting itself.")


def _get(url: str, seconds: float, *, allow_loopback: bool) -> Page | str:
    """The page, or the address that it sends on to."""
    target = check_url(url, allow_loopback=allow_loopback)
    if seconds <= 0:
        raise FetchFailed(_too_slow())
    connection = PinnedConnection(target, resolve(target), seconds=seconds)
    with deadline(connection, seconds) as is_over:
        try:
            connection.request("GET", target.path, headers=HEADERS)
            with contextlib.closing(connection.getresponse()) as response:
                answer = _read(url, response)
            if is_over.is_set():
                raise FetchFailed(_too_slow())
            return answer
        except ssl.SSLCertVerificationError as error:
            raise FetchFailed("The certificate of that page does not prove its name, so we did not read it.") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            if is_over.is_set() or isinstance(error, TimeoutError):
                raise FetchFailed(_too_slow()) from error
            raise FetchFailed("The connection to that page failed. Save the page and upload it instead.") from error
        finally:
            connection.close()


def _read(url: str, response: http.client.HTTPResponse) -> Page | str:
    location = response.headers.get("Location", "")
    if response.status in REDIRECTS and location:
        return location
    if response.status != 200:
        raise FetchFailed(f"That page answers with status {response.status}. Save it and upload the file instead.")
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise FetchFailed("That page comes packed although we asked for plain text. Save it and upload the file.")
    content = response.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise FetchFailed("That page is larger than 5 MB. Save the posting as a file of its own.")
    if response.length:
        raise FetchFailed("The page broke off in the middle. Try again.")
    return Page(url, content, response.headers.get_content_type())


def _too_slow() -> str:
    return f"That page did not come within {DEADLINE_SECONDS} seconds. Save it and upload the file instead."


__all__ = ["AddressRefused", "FetchFailed", "Page", "fetch"]
