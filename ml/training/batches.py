"""Examples as rows of tokens, rows as batches of like length. A batch has a number, so a run can stop anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import torch

from ml.training.corpus.examples import Example
from ml.training.corpus.sayings import Split
from ml.training.corpus.stream import examples
from ml.training.tokenizer import ids_of, text_ids
from ml.writers.mini_prompt import CONTEXT, Mark

#: Examples that are sorted by length together; the data is read window by window.
WINDOW = 2_048
IGNORED = -100

Row = tuple[list[int], int]


@dataclass(frozen=True, slots=True)
class Batch:
    """`ids` and `labels` are (rows, longest row). Padding is at the right, where causal attention never looks."""

    ids: torch.Tensor
    labels: torch.Tensor

    @property
    def tokens(self) -> int:
        return int(self.ids.numel())


@dataclass(slots=True)
class Position:
    """The next batch to be read."""

    window: int = 0
    batch: int = 0


def batches(tokenizer: Any, position: Position, *, tokens: int, seed: int = 0, window: int = WINDOW) -> Iterator[Batch]:
    """Batches without end from `position`, which moves along: it holds the one after the last yielded."""
    while True:
        rows = [
            encode_example(tokenizer, example)
            for example in examples(position.window * window, (position.window + 1) * window, seed=seed)
        ]
        cut = in_batches(rows, tokens=tokens, random=Random(f"{seed}/{position.window}"))
        while position.batch < len(cut):
            position.batch += 1
            yield padded(cut[position.batch - 1], tokenizer.pad_token_id)
        position.window, position.batch = position.window + 1, 0


def encode_example(tokenizer: Any, example: Example) -> Row:
    """The tokens, and where those begin that are learnt.

    An answer that goes on inside a word has no leading blank; what was typed before it is learnt with it, since it is
    the beginning of a sentence that the role really has.
    """
    prompt = ids_of(tokenizer, example.prompt)
    start = len(prompt)
    if example.joined:
        [rest] = example.answer
        said = text_ids(tokenizer, rest)
        start = len(ids_of(tokenizer, example.prompt[:-1]))
    else:
        said = ids_of(tokenizer, example.answer)
    return (prompt + said)[: CONTEXT - 1] + [tokenizer.convert_tokens_to_ids(Mark.END.value)], start


def in_batches(rows: Sequence[Row], *, tokens: int, random: Random) -> list[list[Row]]:
    """Rows of like length together, at most `tokens` with their padding; the batches in random order."""
    done: list[list[Row]] = []
    batch: list[Row] = []
    for row in sorted(rows, key=lambda row: len(row[0])):
        if batch and (len(batch) + 1) * len(row[0]) > tokens:
            done.append(batch)
            batch = []
        batch.append(row)
    done += [batch] if batch else []
    random.shuffle(done)
    return done


def padded(rows: Sequence[Row], pad: int) -> Batch:
    """Only answers have labels. A label is the token itself: the model's loss shifts it."""
    longest = max(len(ids) for ids, _ in rows)
    ids = torch.full((len(rows), longest), pad)
    labels = torch.full((len(rows), longest), IGNORED)
    for number, (row, start) in enumerate(rows):
        ids[number, : len(row)] = torch.tensor(row)
        labels[number, start : len(row)] = torch.tensor(row[start:])
    return Batch(ids, labels)


def held_out_batches(tokenizer: Any, *, per_task: int, tokens: int, seed: int = 0) -> dict[str, list[Batch]]:
    """The same examples of the held-out roles each time, by task."""
    found: dict[str, list[Row]] = {}
    number = 0
    while not found or min(map(len, found.values())) < per_task or len(found) < 5:
        [example] = examples(number, number + 1, seed=seed, split=Split.HELD_OUT)
        rows = found.setdefault(example.task.name.lower(), [])
        if len(rows) < per_task:
            rows.append(encode_example(tokenizer, example))
        number += 1
    return {
        task: [padded(rows, tokenizer.pad_token_id) for rows in in_batches(rows, tokens=tokens, random=Random(seed))]
        for task, rows in sorted(found.items())
    }
