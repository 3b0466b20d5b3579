"""jd-mini in this process: loaded when it is first asked, one copy, one caller at a time."""

from __future__ import annotations

import hashlib
import json
import math
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from safetensors.torch import load_file
from tokenizers import Tokenizer

from ml.contracts import ShouldStop, WriterUnavailable, WritingStopped, never_stop
from ml.models import JD_MINI, WEIGHTS
from ml.writers.mini_prompt import CONTEXT, Mark, Parts, encode

if TYPE_CHECKING:
    from ml.writers.mini_network import MiniNetwork

POLL_SECONDS = 0.2
#: The first tokens of a rest are the hardest to guess: doubt counts from here on.
FEWEST = 4
_LOADING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Answer:
    """`is_whole` if the model ended it. `confidence` is the geometric mean of the chosen tokens' probabilities."""

    text: str
    is_whole: bool
    confidence: float


class MiniModel:
    """The network and its tokenizer. Greedy: the same prompt gives the same answer, alone or among others."""

    def __init__(self, folder: Path = JD_MINI) -> None:
        self.network, self.tokenizer = _load(folder)
        self._marks = self.tokenizer.get_vocab()
        self._end = self._marks[Mark.END]
        digest = hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest()
        self.version = f"jd-mini {digest[:12]}"
        self._turn = threading.Lock()

    def answer(
        self, prompts: Sequence[Parts], *, most: int, least: float = 0.0, should_stop: ShouldStop = never_stop
    ) -> list[Answer]:
        """The answers to the prompts, written side by side, of at most `most` tokens each.

        They end, unfinished, when the confidence of all of them has sunk below `least`: nobody would see them.
        """
        rows = [self._encode(prompt)[-(CONTEXT - most) :] for prompt in prompts]
        while not self._turn.acquire(timeout=POLL_SECONDS):
            if should_stop():
                raise WritingStopped
        try:
            with _one_thread():
                written = _greedy(self.network, rows, most=most, least=least, end=self._end, should_stop=should_stop)
        finally:
            self._turn.release()
        return [self._answer(ids, score) for ids, score in written]

    def _encode(self, prompt: Parts) -> list[int]:
        return encode(prompt, mark=self._marks.__getitem__, text=lambda text: self.tokenizer.encode(text).ids)

    def _answer(self, ids: list[int], score: float) -> Answer:
        is_whole = bool(ids) and ids[-1] == self._end
        text = self.tokenizer.decode(ids[:-1] if is_whole else ids)
        return Answer(text, is_whole, math.exp(score / max(len(ids), 1)))


def mini_model(folder: Path = JD_MINI) -> MiniModel:
    """The model of this process."""
    with _LOADING:
        return _cached(folder)


@cache
def _cached(folder: Path) -> MiniModel:
    return MiniModel(folder)


def _load(folder: Path) -> tuple[MiniNetwork, Tokenizer]:
    from ml.writers.mini_network import MiniNetwork

    if not (folder / WEIGHTS).exists():
        raise WriterUnavailable(
            f"jd-mini is not in {folder}. Train it with `python -m ml.training.mini`, or use another writer."
        )
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        network = MiniNetwork(config, load_file(folder / WEIGHTS))
    except Exception as exc:  # a broken folder breaks in many ways, and all mean the same to a recruiter
        raise WriterUnavailable(f"jd-mini in {folder} is damaged. Fetch it again or use another writer.") from exc
    if tokenizer.token_to_id(Mark.LINE) is None:
        raise WriterUnavailable(f"{folder} holds another model than jd-mini. Use JD_LOCAL_MODEL to name it.")
    tokenizer.encode_special_tokens = True  # a mark that somebody typed is plain characters
    return network, tokenizer


def _greedy(
    network: MiniNetwork, rows: Sequence[list[int]], *, most: int, least: float, end: int, should_stop: ShouldStop
) -> list[tuple[list[int], float]]:
    """The most probable token, again and again; with the sum of the logarithms of their probabilities."""
    import torch

    written: list[tuple[list[int], float]] = [([], 0.0) for _ in rows]
    width = max(map(len, rows))
    ids = torch.tensor([[end] * (width - len(row)) + row for row in rows])
    mask = torch.tensor([[False] * (width - len(row)) + [True] * len(row) for row in rows])
    places = (mask.cumsum(-1) - 1).clamp(min=0)
    past = network.start(len(rows), width + most)
    with torch.inference_mode():
        for _ in range(most):
            if should_stop():
                raise WritingStopped
            scores, chosen = network.step(ids, places, mask, past).log_softmax(-1).max(-1)
            for number, (token, score) in enumerate(zip(chosen.tolist(), scores.tolist(), strict=True)):
                done, total = written[number]
                if not done or done[-1] != end:
                    written[number] = ([*done, token], total + score)
            if all(done[-1] == end or _is_hopeless(done, total, least) for done, total in written):
                break
            ids, places = chosen[:, None], places[:, -1:] + 1
            mask = torch.cat([mask, torch.ones(len(rows), 1, dtype=torch.bool)], dim=1)
    return written


def _is_hopeless(done: Sequence[int], total: float, least: float) -> bool:
    return len(done) >= FEWEST and math.exp(total / len(done)) < least


@contextmanager
def _one_thread() -> Iterator[None]:
    """Threads would wait for each other longer than these small products take."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
