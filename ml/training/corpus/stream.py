"""Examples by number: the same seed and number give the same example on any machine, so a run can stop anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from ml.training.corpus.examples import TASKS, Example
from ml.training.corpus.sayings import Split, sayings_of

_MAKERS = [maker for maker, _ in TASKS]
_SHARES = [share for _, share in TASKS]


def example(number: int, *, seed: int = 0, split: Split = Split.TRAINING) -> Example:
    random = Random(f"{split}/{seed}/{number}")
    maker = random.choices(_MAKERS, _SHARES)[0]
    return maker(sayings_of(split), random)


def examples(start: int, stop: int, *, seed: int = 0, split: Split = Split.TRAINING) -> Iterator[Example]:
    return (example(number, seed=seed, split=split) for number in range(start, stop))
