"""The writer behind a SageMaker endpoint that speaks the OpenAI chat format."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Mapping
from itertools import accumulate
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

from ml.contracts import WriterError, WriterNotSetUp, WriterUnavailable
from ml.writers.chat import (
    BROKEN,
    BUSY,
    DOWN,
    FORBIDDEN,
    MAX_TOKENS,
    REFUSED,
    SILENT,
    TEMPERATURE,
    ChatWriter,
    Request,
)
from ml.writers.listening import Piece, Variant
from ml.writers.places import place_of_endpoint
from ml.writers.wire import encode

MAX_INFERENCE_ID = 64
#: Seconds. SageMaker gives a container 60 for its answer and lets a stream go on for 8 minutes.
CONNECT_TIMEOUT, READ_TIMEOUT = 5, 70
#: Writing is dear and not idempotent: one retry here, everything beyond it belongs to the job queue.
ATTEMPTS = 2
CONNECTIONS = 50

MISSING = "The writing service was not found. Ask your administrator to check JD_SAGEMAKER_ENDPOINT."
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
LOCKED_OUT = frozenset(
    {"AccessDeniedException", "UnrecognizedClientException", "InvalidSignatureException", "ExpiredTokenException"}
)


class SageMakerWriter(ChatWriter):
    """Writes with the model of a SageMaker endpoint.

    `variants` are the endpoint's production variants with their weights: a person always gets the same one. Without
    them SageMaker chooses. `model` is only for endpoints that serve several models.
    """

    name = "sagemaker"

    def __init__(
        self,
        endpoint: str,
        *,
        region: str | None = None,
        endpoint_url: str | None = None,
        model: str = "",
        variants: Mapping[str, int] | None = None,
        stream: bool = True,
        read_timeout: float = READ_TIMEOUT,
        parallel: int = 4,
        max_tokens: int = MAX_TOKENS,
        temperature: float = TEMPERATURE,
    ) -> None:
        super().__init__(
            version=f"{endpoint}:{model}" if model else endpoint,
            sends_to=place_of_endpoint(endpoint, region),
            model=model,
            stream=stream,
            parallel=parallel,
            max_tokens=max_tokens,
            temperature=temperature,
        )
        self.endpoint = endpoint
        self._region = region
        self._endpoint_url = endpoint_url
        self._variants = dict(variants or {})
        self._read_timeout = read_timeout

    def _pieces(self, request: Request) -> Generator[Piece, None, None]:
        client = self._connected()
        invoke = client.invoke_endpoint_with_response_stream if self._stream else client.invoke_endpoint
        response = invoke(**self._arguments(request))
        body = response["Body"]
        try:
            yield Variant(response.get("InvokedProductionVariant") or "")
            if self._stream:
                yield from (event["PayloadPart"]["Bytes"] for event in body if "PayloadPart" in event)
            else:
                yield from body.iter_chunks()
        finally:
            body.close()

    def _arguments(self, request: Request) -> dict[str, Any]:
        arguments = {
            "EndpointName": self.endpoint,
            "ContentType": "application/json",
            "Body": encode(request.body),
            "InferenceId": request.inference_id[:MAX_INFERENCE_ID],
            "TargetVariant": pick_variant(self._variants, request.asked_by),
        }
        return {name: value for name, value in arguments.items() if value}

    def _connect(self) -> Any:
        config = Config(
            connect_timeout=CONNECT_TIMEOUT,
            read_timeout=self._read_timeout,
            retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
            max_pool_connections=CONNECTIONS,
        )
        session = boto3.session.Session(region_name=self._region)
        return session.client("sagemaker-runtime", endpoint_url=self._endpoint_url, config=config)

    def _failure(self, error: Exception) -> WriterUnavailable | WriterError:
        return failure(error)


def pick_variant(variants: Mapping[str, int], key: str) -> str:
    """The variant for this key, as often as the weights say over all keys; the same key gives the same one."""
    total = sum(variants.values())
    if not total:
        return ""
    rank = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]) % total
    return next(name for name, below in zip(variants, accumulate(variants.values()), strict=True) if rank < below)


def failure(error: Exception) -> WriterUnavailable | WriterError:
    """What an exception of boto3 means for the job: try again, or give up. The words are for a recruiter."""
    match error:
        case ClientError():
            return _refusal(error)
        case NoCredentialsError() | PartialCredentialsError() | NoRegionError():
            return WriterNotSetUp(UNSET)
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
        return WriterNotSetUp(MISSING)
    if code == "ValidationError":
        return WriterError(REFUSED)
    if code in LOCKED_OUT:
        return WriterNotSetUp(FORBIDDEN)
    if code in AGAIN:
        return WriterUnavailable(AGAIN[code])
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode") or 0
    if status == 429 or status >= 500:
        return WriterUnavailable(DOWN)
    return WriterNotSetUp(FORBIDDEN) if status in {401, 403} else WriterError(REFUSED)


def _model_failure(status: int) -> WriterUnavailable | WriterError:
    """The container's own status: 0 is a container that gave no answer within SageMaker's limit."""
    if status == 0:
        return WriterUnavailable(SILENT)
    if status == 429 or status >= 500:
        return WriterUnavailable(BUSY if status == 429 else DOWN)
    return WriterError(REFUSED)
