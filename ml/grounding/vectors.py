"""Embeddings of library texts, made once and kept in a store under the hash of encoder and text."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from ml.contracts import Encoder, VectorStore

Vectors = np.ndarray[Any, np.dtype[np.float32]]


class FileStore:
    """One .npz file a library; what the command line uses. A file that cannot be read is made again."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        try:
            with self.path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
                rows = dict(zip(file["keys"].tolist(), file["vectors"], strict=True))
        except (OSError, EOFError, ValueError, KeyError, BadZipFile):
            return {}
        return {key: rows[key].tobytes() for key in keys if key in rows}

    def put_many(self, vectors: Mapping[str, bytes]) -> None:
        """Replace the file as a whole: it belongs to one library, and an old library's vectors are of no use."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            temporary = self.path.with_suffix(f".{os.getpid()}.part.npz")
            rows = np.stack([np.frombuffer(vector, dtype=np.float32) for vector in vectors.values()])
            np.savez(temporary, keys=np.array(list(vectors)), vectors=rows)
            temporary.replace(self.path)
        except OSError:
            return  # a read-only home costs time at the next start, nothing else


class MemoryStore:
    def __init__(self) -> None:
        self._vectors: dict[str, bytes] = {}

    def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        return {key: self._vectors[key] for key in keys if key in self._vectors}

    def put_many(self, vectors: Mapping[str, bytes]) -> None:
        self._vectors.update(vectors)


def key_of(encoder: Encoder, text: str) -> str:
    return hashlib.sha256(f"{encoder.name}\0{text}".encode()).hexdigest()


def stored_vectors(encoder: Encoder, store: VectorStore, texts: Sequence[str]) -> Vectors:
    """One row a text, from the store where it has them; what is missing is encoded and everything stored."""
    keys = [key_of(encoder, text) for text in texts]
    known = dict(store.get_many(keys))
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        fresh = encoder.encode(list(missing.values()))
        known |= {key: row.tobytes() for key, row in zip(missing, fresh, strict=True)}
        store.put_many({key: known[key] for key in keys})
    rows = [np.frombuffer(known[key], dtype=np.float32) for key in keys]
    return np.stack(rows) if rows else np.zeros((0, 0), dtype=np.float32)
