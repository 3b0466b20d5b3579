"""What the container answers instead of a text."""

from __future__ import annotations

from typing import Any

KINDS = {
    400: "invalid_request_error",
    404: "not_found_error",
    405: "method_not_allowed_error",
    413: "too_long_error",
    415: "media_type_error",
    424: "model_error",
    429: "busy_error",
    503: "not_ready_error",
}


class RequestError(Exception):
    """An answer other than 200. `status` is the HTTP status, and the code in the body and inside a stream."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status

    def body(self) -> dict[str, Any]:
        return {"error": {"message": str(self), "type": KINDS[self.status], "code": self.status}}
