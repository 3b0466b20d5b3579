"""The writer behind any server that speaks the OpenAI chat format: OpenAI itself, a company's vLLM, Ollama."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from openai import (
    APIConnectionError,
    APIError,
    APIStatusError,
    APITimeoutError,
    AuthenticationError,
    NotFoundError,
    OpenAI,
    PermissionDeniedError,
)

from ml.contracts import WriterError, WriterNotSetUp, WriterUnavailable
from ml.writers.chat import BROKEN, BUSY, DOWN, FORBIDDEN, REFUSED, SILENT, ChatWriter, Request
from ml.writers.listening import Piece
from ml.writers.places import OPENAI, place_of_server

#: Servers of one's own ask for no key, the client does.
NO_KEY = "none"
TIMEOUT = 70.0
RETRIES = 1

MISSING = "The writing service or its model was not found. Ask your administrator to check JD_OPENAI_MODEL."
UNPAID = "The writing service's account has no credit left. Ask your administrator to look after it."


class OpenAIWriter(ChatWriter):
    """Writes with `model` of the server at `base_url`."""

    name = "openai"

    def __init__(
        self,
        model: str,
        *,
        base_url: str = OPENAI,
        api_key: str = "",
        stream: bool = True,
        timeout: float = TIMEOUT,
        parallel: int = 4,
    ) -> None:
        sends_to = place_of_server(base_url)
        super().__init__(version=model, sends_to=sends_to, model=model, stream=stream, parallel=parallel)
        self._base_url = base_url
        self._api_key = api_key or NO_KEY
        self._timeout = timeout

    def _pieces(self, request: Request) -> Generator[Piece, None, None]:
        headers = {"X-Client-Request-Id": request.inference_id} if request.inference_id else {}
        completions = self._connected().chat.completions.with_streaming_response
        with completions.create(**self._arguments(request), extra_headers=headers) as response:
            yield from response.iter_bytes()

    def _arguments(self, request: Request) -> dict[str, Any]:
        arguments = dict(request.body)
        if self._stream:
            arguments["stream_options"] = {"include_usage": True}
        if self._base_url == OPENAI:  # others know the older name only
            arguments["max_completion_tokens"] = arguments.pop("max_tokens")
        return arguments

    def _connect(self) -> OpenAI:
        return OpenAI(api_key=self._api_key, base_url=self._base_url, timeout=self._timeout, max_retries=RETRIES)

    def _failure(self, error: Exception) -> WriterUnavailable | WriterError:
        return failure(error)


def failure(error: Exception) -> WriterUnavailable | WriterError:
    """What an exception of the client means for the job: try again, or give up. The words are for a recruiter."""
    match error:
        case AuthenticationError() | PermissionDeniedError():
            return WriterNotSetUp(FORBIDDEN)
        case NotFoundError():
            return WriterNotSetUp(MISSING)
        case APIStatusError():
            return _refusal(error)
        case APITimeoutError():
            return WriterUnavailable(SILENT)
        case APIConnectionError():
            return WriterUnavailable(DOWN)
        case APIError():
            return WriterUnavailable(BROKEN)
        case OSError():
            return WriterUnavailable(BROKEN)
        case _ if type(error).__module__.startswith(("httpx", "httpcore")):
            return WriterUnavailable(BROKEN)
        case _:
            return WriterError(DOWN)


def _refusal(error: APIStatusError) -> WriterUnavailable | WriterError:
    if error.code == "insufficient_quota":
        return WriterNotSetUp(UNPAID)
    if error.status_code == 429:
        return WriterUnavailable(BUSY)
    if error.status_code == 408 or error.status_code >= 500:
        return WriterUnavailable(SILENT if error.status_code in {408, 504} else DOWN)
    return WriterError(REFUSED)
