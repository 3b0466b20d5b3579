"""What an engine promises, what it may raise, and what else `ml` is handed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, runtime_checkable

from ml.contracts.draft import Line
from ml.contracts.plan import Plan, SectionPlan


class WriterUnavailable(Exception):
    """The engine cannot answer now; asking again, or asking the next engine, may help."""


class WriterError(Exception):
    """The engine answered with something useless, or refuses this input. Asking again will not help."""


class WriterNotSetUp(WriterError):
    """The engine cannot work as it is configured: neither another try nor another section will help."""


class WritingStopped(Exception):
    """A person pressed Stop; raised by a writer as soon as it notices."""


ShouldStop = Callable[[], bool]


def never_stop() -> bool:
    return False


#: Told each piece of an engine's answer as it comes, in the thread that writes.
Hear = Callable[[str], None]


def nobody_hears(piece: str) -> None:
    pass


@runtime_checkable
class Writer(Protocol):
    """An engine that turns the points of a section into lines.

    `write_section` returns one line or more for the plan's points; it never sees a locked section. It raises
    `WriterUnavailable`, `WriterError` or `WritingStopped`, and nothing else. It checks `should_stop` at least once
    a second while it works.

    An engine may also have `tries`, how often it may be asked for one section (without it once), and `parallel`, how
    many sections it writes at a time (without it one).
    """

    name: str
    version: str

    def write_section(
        self, plan: Plan, section: SectionPlan, *, should_stop: ShouldStop = never_stop
    ) -> Sequence[Line]: ...


@runtime_checkable
class StreamingWriter(Writer, Protocol):
    """An engine whose answer can be followed while it comes. `streams` is true."""

    streams: bool

    def write_section(
        self, plan: Plan, section: SectionPlan, *, should_stop: ShouldStop = never_stop, hear: Hear = nobody_hears
    ) -> Sequence[Line]: ...


class Encoder(Protocol):
    """Turns sentences into unit vectors, one row a sentence (float32, 384 wide for all-MiniLM-L6-v2)."""

    name: str

    def encode(self, texts: Sequence[str]) -> Any: ...


class VectorStore(Protocol):
    """Keeps embeddings by the SHA-256 of their text, so that the library is embedded once."""

    def get_many(self, keys: Sequence[str]) -> Mapping[str, bytes]: ...

    def put_many(self, vectors: Mapping[str, bytes]) -> None: ...
