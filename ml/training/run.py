"""A training run that can stop and go on: its folder holds everything the next process needs.

The rate rises, stays, and falls only at the end (warm-up, stable, decay): nobody has to know beforehand how long
the run may last.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional
from transformers import LlamaForCausalLM

from ml.training.batches import IGNORED, Batch, Position, batches, held_out_batches
from ml.training.muon import Muon

CHECKPOINT, BEST, LOG = "checkpoint.pt", "best.pt", "log.jsonl"
#: The loss of a batch says little; the log gives a running mean.
SMOOTH = 0.98
#: Seconds; a step that took longer was paused (SIGSTOP) in between.
LONGEST_STEP = 60.0

Report = Callable[[Mapping[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """What makes the run what it is; a resumed run keeps its own."""

    batch_tokens: int = 4_096
    matrix_rate: float = 0.02
    other_rate: float = 3e-3
    weight_decay: float = 0.02
    warm_up: int = 60
    clip: float = 1.0
    seed: int = 0
    validation_examples: int = 64
    window: int = 2_048


@dataclass(slots=True)
class Progress:
    step: int = 0
    tokens: int = 0
    answer_tokens: int = 0
    seconds: float = 0.0
    loss: float = 0.0
    best: float = float("inf")
    decay_start: int | None = None
    decay_steps: int = 0
    position: Position = field(default_factory=Position)

    @property
    def is_finished(self) -> bool:
        return self.decay_start is not None and self.step >= self.decay_start + self.decay_steps


class Run:
    """The model, its optimizers and how far they are."""

    def __init__(self, folder: Path, network: LlamaForCausalLM, tokenizer: Any, settings: Settings) -> None:
        self.folder, self.network, self.tokenizer, self.settings = folder, network, tokenizer, settings
        self.progress = Progress()
        matrices = [p for name, p in network.named_parameters() if p.ndim == 2 and "embed" not in name]
        others = [p for name, p in network.named_parameters() if p.ndim != 2 or "embed" in name]
        self.optimizers: list[torch.optim.Optimizer] = [
            Muon(matrices, lr=settings.matrix_rate, weight_decay=settings.weight_decay),
            torch.optim.AdamW(others, lr=settings.other_rate, betas=(0.9, 0.98), weight_decay=0.0, fused=True),
        ]
        self._held_out: dict[str, list[Batch]] = {}

    def train(
        self,
        should_stop: Callable[[], bool],
        *,
        steps: int | None = None,
        checkpoint_seconds: float = 300.0,
        validate_seconds: float = 900.0,
        report: Report = lambda row: None,
    ) -> None:
        """Until told to stop, for so many steps, or until the decay is over. Leaves a checkpoint in any case."""
        self.network.train()
        last = self.progress.step + steps if steps is not None else None
        stream = batches(
            self.tokenizer,
            self.progress.position,
            tokens=self.settings.batch_tokens,
            seed=self.settings.seed,
            window=self.settings.window,
        )
        saved = validated = time.monotonic()
        while not (should_stop() or self.progress.is_finished or self.progress.step == last):
            started = time.monotonic()
            self._learn(next(stream))
            self.progress.seconds += min(time.monotonic() - started, LONGEST_STEP)
            if self.progress.step % 20 == 0:
                report(self._row())
            if time.monotonic() - validated > validate_seconds:
                self.validate(report)
                validated = time.monotonic()
            if time.monotonic() - saved > checkpoint_seconds:
                self.save()
                saved = time.monotonic()
        self.save()

    def start_decay(self, steps: int) -> None:
        """From here the rate falls in a straight line to nothing; asked twice, the first time counts."""
        if self.progress.decay_start is None:
            self.progress.decay_start, self.progress.decay_steps = self.progress.step, steps

    def rate(self) -> float:
        """The share of the full rate for the next step."""
        progress = self.progress
        warm = min(1.0, (progress.step + 1) / self.settings.warm_up)
        if progress.decay_start is None:
            return warm
        return warm * max(0.0, 1 - (progress.step - progress.decay_start) / progress.decay_steps)

    def _learn(self, batch: Batch) -> None:
        for optimizer, full in zip(self.optimizers, (self.settings.matrix_rate, self.settings.other_rate), strict=True):
            optimizer.param_groups[0]["lr"] = full * self.rate()
        loss, count = loss_of(self.network, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.settings.clip)
        for optimizer in self.optimizers:
            optimizer.step()
            optimizer.zero_grad()
        progress = self.progress
        progress.loss = loss.item() if not progress.step else SMOOTH * progress.loss + (1 - SMOOTH) * loss.item()
        progress.step += 1
        progress.tokens += batch.tokens
        progress.answer_tokens += count

    def validate(self, report: Report) -> float:
        """The mean loss over the tasks on roles that training never sees. The best weights are kept."""
        settings = self.settings
        self._held_out = self._held_out or held_out_batches(
            self.tokenizer, per_task=settings.validation_examples, tokens=settings.batch_tokens
        )
        losses = {task: mean_loss(self.network, found) for task, found in self._held_out.items()}
        mean = sum(losses.values()) / len(losses)
        if mean < self.progress.best:
            self.progress.best = mean
            _save(self.network.state_dict(), self.folder / BEST)
        report({**self._row(), "held_out": mean, **{f"held_out_{task}": loss for task, loss in losses.items()}})
        return mean

    def save(self) -> None:
        state = {
            "network": self.network.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "progress": asdict(self.progress),
            "settings": asdict(self.settings),
            "random": torch.get_rng_state(),
        }
        _save(state, self.folder / CHECKPOINT)

    def load(self) -> None:
        """Go on where the last process stopped."""
        state = torch.load(self.folder / CHECKPOINT, weights_only=True)
        self.network.load_state_dict(state["network"])
        for optimizer, saved in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        progress = state["progress"]
        self.progress = Progress(**{**progress, "position": Position(**progress["position"])})
        torch.set_rng_state(state["random"])

    def _row(self) -> dict[str, Any]:
        progress = self.progress
        return {
            "step": progress.step,
            "tokens": progress.tokens,
            "loss": progress.loss,
            "rate": self.rate(),
            "tokens_a_second": progress.tokens / progress.seconds if progress.seconds else 0.0,
            "hours": progress.seconds / 3600,
        }


def saved_settings(folder: Path) -> Settings | None:
    """Those of the run in this folder, if there is one."""
    path = folder / CHECKPOINT
    return Settings(**torch.load(path, weights_only=True)["settings"]) if path.exists() else None


def loss_of(network: LlamaForCausalLM, batch: Batch) -> tuple[torch.Tensor, int]:
    """The mean loss of the answers' tokens and their number. Other positions are never turned into logits."""
    hidden = network.model(input_ids=batch.ids, use_cache=False).last_hidden_state
    counted = batch.labels[:, 1:] != IGNORED
    logits = functional.linear(hidden[:, :-1][counted], network.lm_head.weight)
    labels = batch.labels[:, 1:][counted]
    return functional.cross_entropy(logits, labels), labels.numel()


def mean_loss(network: LlamaForCausalLM, found: list[Batch]) -> float:
    with torch.no_grad():
        losses = [loss_of(network, batch) for batch in found]
    return float(sum(loss.item() * count for loss, count in losses) / sum(count for _, count in losses))


def append_row(folder: Path, row: Mapping[str, Any]) -> None:
    with (folder / LOG).open("a", encoding="utf-8") as file:
        file.write(json.dumps({"at": time.strftime("%Y-%m-%dT%H:%M:%S"), **row}) + "\n")


def _save(state: Any, path: Path) -> None:
    """A process killed while it writes leaves the old file whole."""
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)
