"""jd-mini in this process: loaded when it is first asked, one copy, one caller at a time."""

from __future__ import annotations

import hashlib
import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ml.contracts import ShouldStop, WriterUnavailable, WritingStopped, never_stop
from ml.writers.mini_prompt import CONTEXT, Mark, Parts, encode

MODEL_FOLDER = Path(__file__).parents[1] / "models" / "jd-mini"
POLL_SECONDS = 0.2
_LOADING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Answer:
    """`is_whole` if the model ended it. `confidence` is the geometric mean of the chosen tokens' probabilities."""

    text: str
    is_whole: bool
    confidence: float


class MiniModel:
    """The network and its tokenizer. Greedy: the same prompt gives the same answer, alone or among others."""

    def __init__(self, folder: Path = MODEL_FOLDER) -> None:
        self.network, self.tokenizer = _load(folder)
        digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
        self.version = f"jd-mini {digest[:12]}"
        self._turn = threading.Lock()

    def answer(self, prompts: Sequence[Parts], *, most: int, should_stop: ShouldStop = never_stop) -> list[Answer]:
        """The answers to the prompts, written side by side, of at most `most` tokens each."""
        rows = [encode(self.tokenizer, prompt)[-(CONTEXT - most) :] for prompt in prompts]
        while not self._turn.acquire(timeout=POLL_SECONDS):
            if should_stop():
                raise WritingStopped
        try:
            written = _greedy(self.network, rows, most=most, end=self.tokenizer.eos_token_id, should_stop=should_stop)
        finally:
            self._turn.release()
        return [self._answer(ids, score) for ids, score in written]

    def _answer(self, ids: list[int], score: float) -> Answer:
        is_whole = bool(ids) and ids[-1] == self.tokenizer.eos_token_id
        text = self.tokenizer.decode(ids[:-1] if is_whole else ids)
        return Answer(text, is_whole, math.exp(score / max(len(ids), 1)))


def mini_model(folder: Path = MODEL_FOLDER) -> MiniModel:
    """The model of this process."""
    with _LOADING:
        return _cached(folder)


@cache
def _cached(folder: Path) -> MiniModel:
    return MiniModel(folder)


def _load(folder: Path) -> tuple[Any, Any]:
    if not (folder / "model.safetensors").exists():
        raise WriterUnavailable(f"jd-mini is not in {folder}. Fetch the repository again or use another writer.")
    from transformers import AutoModelForCausalLM, AutoTokenizer

    try:
        import torch

        network = AutoModelForCausalLM.from_pretrained(
            folder, local_files_only=True, use_safetensors=True, dtype=torch.float32
        )
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    except Exception as exc:  # a broken folder breaks in many ways, and all mean the same to a recruiter
        raise WriterUnavailable(f"jd-mini in {folder} is damaged. Fetch it again or use another writer.") from exc
    if tokenizer.eos_token != Mark.END:
        raise WriterUnavailable(f"{folder} holds another model than jd-mini. Use JD_LOCAL_MODEL to name it.")
    return network.eval(), tokenizer


def _greedy(
    network: Any, rows: Sequence[list[int]], *, most: int, end: int, should_stop: ShouldStop
) -> list[tuple[list[int], float]]:
    """The most probable token, again and again; with the sum of the logarithms of their probabilities."""
    import torch

    written: list[tuple[list[int], float]] = [([], 0.0) for _ in rows]
    width = max(map(len, rows))
    ids = torch.tensor([[end] * (width - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (width - len(row)) + [1] * len(row) for row in rows])
    places, past = (mask.cumsum(-1) - 1).clamp(min=0), None
    with torch.inference_mode():
        for _ in range(most):
            if should_stop():
                raise WritingStopped
            out = network(
                input_ids=ids,
                attention_mask=mask,
                position_ids=places,
                past_key_values=past,
                use_cache=True,
                logits_to_keep=1,
            )
            scores, chosen = out.logits[:, -1].log_softmax(-1).max(-1)
            for number, (token, score) in enumerate(zip(chosen.tolist(), scores.tolist(), strict=True)):
                done, total = written[number]
                if not done or done[-1] != end:
                    written[number] = ([*done, token], total + score)
            if all(done[-1] == end for done, _ in written):
                break
            ids, past, places = chosen[:, None], out.past_key_values, places[:, -1:] + 1
            mask = torch.cat([mask, torch.ones(len(rows), 1, dtype=mask.dtype)], dim=1)
    return written
