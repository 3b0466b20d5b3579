"""An encoder without a model: words hashed into vectors, so that texts that share words are alike."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from ml.grounding.encoder import WIDTH
from ml.language.text import content_stems, words_of

Vectors = np.ndarray[Any, np.dtype[np.float32]]


class FakeEncoder:
    """Deterministic and quick. `encoded` holds every text it was asked for, in order."""

    name = "fake"

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        return np.stack([vector_of(text) for text in texts]) if texts else np.zeros((0, WIDTH), np.float32)


@cache
def vector_of(text: str) -> Vectors:
    words = content_stems(text) or set(words_of(text)) or {text}
    vector = sum(_direction(word) for word in sorted(words))
    return (vector / np.linalg.norm(vector)).astype(np.float32)


@cache
def _direction(word: str) -> Vectors:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
    return np.random.default_rng(seed).standard_normal(WIDTH, dtype=np.float32)
