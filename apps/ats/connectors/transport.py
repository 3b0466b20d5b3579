"""One exchange with the API of a system: to the checked and pinned address alone, bounded in time and size.

Redirects are not followed: a credential must not travel to where somebody else points.
"""

from __future__ import annotations

import contextlib
import http.client
import ssl
from collections.abc import Mapping
from dataclasses import dataclass

from apps.ats.addresses import AddressRefused, check_url, resolve
from apps.ats.connectors.base import ConnectorError
from jdcopilot.lib.connections import PinnedConnection, deadline

DEADLINE_SECONDS = 25
MAX_BYTES = 5 * 2**20


@dataclass(frozen=True, slots=True)
class Answer:
    """Names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def exchange(method: str, url: str, headers: Mapping[str, str], body: bytes | None = None) -> Answer:
    try:
        target = check_url(url)
        address = resolve(target)
    except AddressRefused as error:
        raise ConnectorError(f"{error} Correct the address in the connection.", permanent=True) from error
    connection = PinnedConnection(target, address, seconds=DEADLINE_SECONDS)
    with deadline(connection, DEADLINE_SECONDS) as is_over:
        try:
            connection.request(method, target.path, body, {"Accept-Encoding": "identity", **headers})
            with contextlib.closing(connection.getresponse()) as response:
                return _read(response)
        except ssl.SSLCertVerificationError as error:
            message = "The certificate does not prove the name of the host. Check the address of the connection."
            raise ConnectorError(message, permanent=True) from error
        except (OSError, http.client.HTTPException) as error:
            if is_over.is_set() or isinstance(error, TimeoutError):
                message = f"No answer within {DEADLINE_SECONDS} seconds. It is tried again by itself."
            else:
                message = "The connection broke off. It is tried again by itself."
            raise ConnectorError(message, permanent=False) from error
        finally:
            connection.close()


def _read(response: http.client.HTTPResponse) -> Answer:
    content = response.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise ConnectorError("The answer is larger than 5 MB. Ask the maker of the system why.", permanent=True)
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(response.status, headers, content)
