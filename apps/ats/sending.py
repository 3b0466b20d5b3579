"""One POST to a webhook target: no redirects, no proxy, to the checked address alone, within a deadline.

Of the answer only the status and Retry-After are read, so a large or private body costs and tells nothing.
"""

from __future__ import annotations

import contextlib
import http.client
import ssl
from collections.abc import Mapping
from dataclasses import dataclass

from apps.ats.addresses import check_url, resolve
from jdcopilot.lib.connections import PinnedConnection, deadline

#: For the whole exchange; a peer that sends a byte now and then gains nothing.
DEADLINE_SECONDS = 15


class SendingFailed(Exception):
    """No answer came; the message is short, fit for an admin page, and holds nothing that the peer sent."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    retry_after: str = ""

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Raise `AddressRefused` for an address we do not connect to, `SendingFailed` when no answer comes in time."""
    target = check_url(url)
    connection = PinnedConnection(target, resolve(target), seconds=DEADLINE_SECONDS)
    with deadline(connection, DEADLINE_SECONDS) as is_over:
        try:
            connection.request("POST", target.path, body, dict(headers))
            with contextlib.closing(connection.getresponse()) as response:
                return Answer(response.status, response.headers.get("Retry-After", ""))
        except ssl.SSLCertVerificationError as error:
            raise SendingFailed("The certificate does not prove the name of the host.") from error
        except (OSError, http.client.HTTPException) as error:
            if is_over.is_set() or isinstance(error, TimeoutError):
                raise SendingFailed(f"No answer within {DEADLINE_SECONDS} seconds.") from error
            raise SendingFailed(f"The connection failed ({type(error).__name__}).") from error
        finally:
            connection.close()
