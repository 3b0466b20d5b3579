"""The lists of a posting: bullets that follow each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ml.checks.subject import Block, BlockKind, Subject


def lists_of(subject: Subject) -> Iterator[list[Block]]:
    for kind, run in groupby(subject.blocks, lambda block: block.kind):
        if kind is BlockKind.BULLET:
            yield list(run)
