"""What all writers behind a chat model on another machine share: the prompt, Stop, the answer and what it cost.

A subclass knows one wire: how a request gets out, how bytes come back, and what its errors mean.
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, runtime_checkable

from ml.contracts import (
    Hear,
    Line,
    Plan,
    SectionPlan,
    ShouldStop,
    WriterError,
    WriterUnavailable,
    WritingStopped,
    never_stop,
    nobody_hears,
)
from ml.writers.answers import parse_lines
from ml.writers.gate import Gate, OpenGate, call_through
from ml.writers.limits import Usage
from ml.writers.listening import Piece, Variant, listen
from ml.writers.prompts import answer_schema, build_prompt
from ml.writers.wire import Answer, StreamReader, WholeReader, chat_body, encode

BUSY = "The writing service is busy. Try again in a minute."
SILENT = "The writing service did not answer in time. Try again in a minute."
BROKEN = "The writing service stopped in the middle of the answer. Try again in a minute."
DOWN = "The writing service is not working at the moment. Try again in a few minutes."
REFUSED = "The writing service refused this section. Shorten the brief or use another writer."
FORBIDDEN = "The writing service does not let this application in. Ask your administrator to check its permissions."

MAX_TOKENS = 900
TEMPERATURE = 0.3
PATIENCE = 90.0
#: The second try has this part of the first one's temperature.
CAREFUL = 1 / 3
#: What a service adds around the messages: marks of roles, and the schema in its own words.
EXTRA_TOKENS = 256
NO_GATE = OpenGate()


@runtime_checkable
class RemoteWriter(Protocol):
    """A writer that sends text to another machine, says which, and passes a gate before each call."""

    name: str
    version: str
    sends_to: str

    def write_section(
        self,
        plan: Plan,
        section: SectionPlan,
        *,
        should_stop: ShouldStop = never_stop,
        hear: Hear = nobody_hears,
        gate: Gate = NO_GATE,
    ) -> tuple[Line, ...]: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Request:
    """One call: the chat body, and what the service is told beside it."""

    body: dict[str, Any]
    inference_id: str = ""
    asked_by: str = ""


class ChatWriter(ABC):
    """A section may take `PATIENCE` seconds, however often the client tries in that time."""

    name: str
    tries = 2
    streams = True

    def __init__(
        self,
        *,
        version: str,
        sends_to: str,
        model: str,
        stream: bool,
        parallel: int,
        max_tokens: int = MAX_TOKENS,
        temperature: float = TEMPERATURE,
    ) -> None:
        self.version = version
        self.sends_to = sends_to
        self.parallel = parallel
        self._model = model
        self._stream = stream
        self._max_tokens = max_tokens
        self._temperature = temperature
        self._client_lock = threading.Lock()
        self._client: Any = None

    @abstractmethod
    def _connect(self) -> Any:
        """The service's client; made on first use, then shared by all threads."""

    @abstractmethod
    def _pieces(self, request: Request) -> Generator[Piece, None, None]:
        """Send the request and yield the answer as it comes. Closing the generator hangs up."""

    @abstractmethod
    def _failure(self, error: Exception) -> WriterUnavailable | WriterError:
        """What an exception of the client means for the job. The words are for a recruiter."""

    def write_section(
        self,
        plan: Plan,
        section: SectionPlan,
        *,
        should_stop: ShouldStop = never_stop,
        hear: Hear = nobody_hears,
        gate: Gate = NO_GATE,
    ) -> tuple[Line, ...]:
        prompt = build_prompt(plan, section)
        body = self._body(list(prompt.messages), section)
        request = Request(body, inference_id=inference_id(plan, section), asked_by=plan.asked_by)
        sent = len(encode(body))
        if should_stop():
            raise WritingStopped
        reader = StreamReader(hear) if self._stream else WholeReader()
        with call_through(gate, self.name, Usage(sent + EXTRA_TOKENS, self._max_tokens)) as call:
            try:
                variant = self._feed(reader, request, should_stop)
                answer = reader.finish()
            finally:
                call.used = reader.usage or Usage.estimated(sent=sent, received=reader.said)
        return self._lines(answer, section, prompt.boundary, variant)

    def _feed(self, reader: StreamReader | WholeReader, request: Request, should_stop: ShouldStop) -> str:
        """Everything that comes goes to the reader; the name of the variant that answers, if it has one."""
        variant = ""
        for piece in self._heard(request, should_stop):
            match piece:
                case Variant(name):
                    variant = name
                case bytes():
                    reader.feed(piece)
        return variant

    def close(self) -> None:
        """Let go of the connections; the next section opens new ones."""
        with self._client_lock:
            client, self._client = self._client, None
        if client is not None:
            client.close()

    def _connected(self) -> Any:
        with self._client_lock:
            if self._client is None:
                self._client = self._connect()
            return self._client

    def _body(self, messages: list[dict[str, str]], section: SectionPlan) -> dict[str, Any]:
        is_second = bool(section.refused)
        return chat_body(
            messages,
            schema=answer_schema(section),
            max_tokens=self._max_tokens,
            temperature=round(self._temperature * (CAREFUL if is_second else 1), 3),
            seed=int(is_second),
            stream=self._stream,
            model=self._model,
        )

    def _heard(self, request: Request, should_stop: ShouldStop) -> Iterator[Piece]:
        try:
            yield from listen(partial(self._pieces, request), should_stop=should_stop, seconds=PATIENCE)
        except (WritingStopped, WriterUnavailable, WriterError):
            raise
        except TimeoutError as error:
            raise WriterUnavailable(SILENT) from error
        except Exception as error:
            raise self._failure(error) from error

    def _lines(self, answer: Answer, section: SectionPlan, boundary: str, variant: str) -> tuple[Line, ...]:
        return parse_lines(
            answer.text,
            section,
            writer=self.name,
            version=f"{self.version}/{variant}" if variant else self.version,
            boundary=boundary,
            finish_reason=answer.finish_reason,
        )


def inference_id(plan: Plan, section: SectionPlan) -> str:
    """Our name of one call, under which a service keeps its record: the request, the section, and which try it is."""
    if not plan.request_id:
        return ""
    return f"{plan.request_id}-{section.kind}" + ("-again" if section.refused else "")
