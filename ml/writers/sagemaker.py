"""The writer behind a SageMaker endpoint that speaks the OpenAI chat format.

The call runs in a thread of its own, which hands over each piece as it comes: a person's Stop is noticed within a
fraction of a second, also while the endpoint is silent.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.config import Config
from botocore.eventstream import ParserError
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    HTTPClientError,
    NoCredentialsError,
    NoRegionError,
    PartialCredentialsError,
)
from botocore.exceptions import ConnectionError as NoConnectionError
from urllib3.exceptions import HTTPError

from ml.contracts import (
    Line,
    Plan,
    SectionPlan,
    ShouldStop,
    WriterError,
    WriterUnavailable,
    WritingStopped,
    never_stop,
)
from ml.writers.answers import parse_lines
from ml.writers.prompts import answer_schema, build_prompt
from ml.writers.wire import Answer, StreamReader, chat_request, check_answer_size, read_answer

POLL_SECONDS = 0.2
MAX_INFERENCE_ID = 64

BUSY = "The writing service is busy. Try again in a minute."
SILENT = "The writing service did not answer in time. Try again in a minute."
BROKEN = "The writing service stopped in the middle of the answer. Try again in a minute."
DOWN = "The writing service is not working at the moment. Try again in a few minutes."
REFUSED = "The writing service refused this section. Shorten the brief or use another writer."
MISSING = "The writing service was not found. Ask your administrator to check JD_SAGEMAKER_ENDPOINT."
FORBIDDEN = "The writing service does not let this application in. Ask your administrator to check its permissions."
UNSET = "The writing service is not set up. Ask your administrator to check its credentials and JD_SAGEMAKER_REGION."

AGAIN = {
    "ThrottlingException": BUSY,
    "Throttling": BUSY,
    "TooManyRequestsException": BUSY,
    "ModelNotReadyException": "The writing service is still starting. Try again in a few minutes.",
    "InternalFailure": DOWN,
    "InternalDependencyException": DOWN,
    "ServiceUnavailable": BUSY,
    "RequestTimeout": SILENT,
    "ModelStreamError": BROKEN,
    "InternalStreamFailure": BROKEN,
}
GIVE_UP = {
    "ValidationError": REFUSED,
    "AccessDeniedException": FORBIDDEN,
    "UnrecognizedClientException": FORBIDDEN,
    "InvalidSignatureException": FORBIDDEN,
    "ExpiredTokenException": FORBIDDEN,
}


@dataclass(frozen=True, slots=True)
class _Ended:
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class _Variant:
    name: str


_Event = bytes | _Variant | _Ended


class SageMakerWriter:
    """Writes with the model of a SageMaker endpoint.

    `inference_id` is stored by SageMaker with captured requests, so that ratings can be joined to them; each section
    adds its kind to it. `model` is only for endpoints that serve several models.
    """

    name = "sagemaker"

    def __init__(
        self,
        endpoint: str,
        *,
        region: str | None = None,
        endpoint_url: str | None = None,
        model: str | None = None,
        inference_id: str = "",
        stream: bool = True,
        connect_timeout: float = 3,
        read_timeout: float = 70,
        max_tokens: int = 900,
        temperature: float = 0.3,
    ) -> None:
        self.endpoint = endpoint
        self.version = f"{endpoint}:{model}" if model else endpoint
        self._region = region
        self._endpoint_url = endpoint_url
        self._model = model
        self._inference_id = inference_id
        self._stream = stream
        self._timeouts = {"connect_timeout": connect_timeout, "read_timeout": read_timeout}
        self._max_tokens = max_tokens
        self._temperature = temperature
        self._client_lock = threading.Lock()
        self._client: Any = None

    def write_section(
        self, plan: Plan, section: SectionPlan, *, should_stop: ShouldStop = never_stop
    ) -> tuple[Line, ...]:
        prompt = build_prompt(plan, section)
        body = chat_request(
            prompt.messages,
            schema=answer_schema(section),
            max_tokens=self._max_tokens,
            temperature=self._temperature,
            stream=self._stream,
            model=self._model,
        )
        answer, variant = self._ask(self._request(section, body), should_stop)
        return parse_lines(
            answer.text,
            section,
            writer=self.name,
            version=f"{self.version}/{variant}" if variant else self.version,
            boundary=prompt.boundary,
            finish_reason=answer.finish_reason,
        )

    def _request(self, section: SectionPlan, body: bytes) -> dict[str, Any]:
        request: dict[str, Any] = {"EndpointName": self.endpoint, "ContentType": "application/json", "Body": body}
        if self._inference_id:
            request["InferenceId"] = f"{self._inference_id}-{section.kind}"[:MAX_INFERENCE_ID]
        return request

    def _ask(self, request: Mapping[str, Any], should_stop: ShouldStop) -> tuple[Answer, str]:
        if should_stop():
            raise WritingStopped
        stopped = threading.Event()
        events: queue.SimpleQueue[_Event] = queue.SimpleQueue()
        calling = threading.Thread(target=self._call, args=(request, events.put, stopped), daemon=True)
        calling.start()
        try:
            return self._collect(events, should_stop)
        finally:
            # The thread lets go at its next piece or timeout; until then the endpoint may still be writing.
            stopped.set()

    def _collect(self, events: queue.SimpleQueue[_Event], should_stop: ShouldStop) -> tuple[Answer, str]:
        reader, whole, variant = StreamReader(), bytearray(), ""
        while True:
            event = _next(events, should_stop)
            match event:
                case _Ended(error=None):
                    return reader.finish() if self._stream else read_answer(bytes(whole)), variant
                case _Ended(error=Exception() as error):
                    raise failure(error) from error
                case _Variant(name):
                    variant = name
                case bytes() if self._stream:
                    reader.feed(event)
                case bytes():
                    whole += event
                    check_answer_size(len(whole))

    def _call(self, request: Mapping[str, Any], hand_over: Callable[[_Event], None], stopped: threading.Event) -> None:
        try:
            with contextlib.closing(self._answer_pieces(request)) as pieces:
                for piece in pieces:
                    if stopped.is_set():
                        return
                    hand_over(piece)
        except Exception as exc:  # noqa: BLE001 - whatever broke belongs to the waiting caller, not to this thread
            hand_over(_Ended(exc))
        else:
            hand_over(_Ended())

    def _answer_pieces(self, request: Mapping[str, Any]) -> Generator[bytes | _Variant, None, None]:
        """Which variant answers, then its bytes. Closing the generator hangs up."""
        client = self._connected()
        invoke = client.invoke_endpoint_with_response_stream if self._stream else client.invoke_endpoint
        response = invoke(**request)
        body = response["Body"]
        try:
            yield _Variant(response.get("InvokedProductionVariant") or "")
            if self._stream:
                yield from (event["PayloadPart"]["Bytes"] for event in body if "PayloadPart" in event)
            else:
                yield from body.iter_chunks()
        finally:
            body.close()

    def _connected(self) -> Any:
        with self._client_lock:
            if self._client is None:
                # Writing is dear and not idempotent: one retry here, everything beyond it belongs to the job queue.
                config = Config(retries={"mode": "standard", "total_max_attempts": 2}, **self._timeouts)
                self._client = boto3.session.Session(region_name=self._region).client(
                    "sagemaker-runtime", endpoint_url=self._endpoint_url, config=config
                )
            return self._client


def _next(events: queue.SimpleQueue[_Event], should_stop: ShouldStop) -> _Event:
    while True:
        if should_stop():
            raise WritingStopped
        try:
            return events.get(timeout=POLL_SECONDS)
        except queue.Empty:
            continue


def failure(error: Exception) -> WriterUnavailable | WriterError:
    """What an exception of boto3 means for the job: try again, or give up. The words are for a recruiter."""
    match error:
        case ClientError():
            return _refusal(error)
        case NoCredentialsError() | PartialCredentialsError() | NoRegionError():
            return WriterError(UNSET)
        case NoConnectionError() | HTTPClientError():
            return WriterUnavailable(SILENT)
        case HTTPError() | ParserError() | OSError():
            return WriterUnavailable(BROKEN)
        case BotoCoreError():
            return WriterError(REFUSED)
        case _:
            return WriterError(DOWN)


def _refusal(error: ClientError) -> WriterUnavailable | WriterError:
    detail = error.response.get("Error", {})
    code = detail.get("Code") or ""
    if code == "ModelError":
        return _model_failure(error.response.get("OriginalStatusCode") or 0)
    if code == "ValidationError" and "not found" in str(detail.get("Message") or ""):
        return WriterError(MISSING)
    if code in GIVE_UP:
        return WriterError(GIVE_UP[code])
    if code in AGAIN:
        return WriterUnavailable(AGAIN[code])
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode") or 0
    if status == 429 or status >= 500:
        return WriterUnavailable(DOWN)
    return WriterError(FORBIDDEN if status in {401, 403} else REFUSED)


def _model_failure(status: int) -> WriterUnavailable | WriterError:
    """The container's own status: 0 is a container that gave no answer within SageMaker's limit."""
    if status == 0:
        return WriterUnavailable(SILENT)
    if status == 429 or status >= 500:
        return WriterUnavailable(BUSY if status == 429 else DOWN)
    return WriterError(REFUSED)
