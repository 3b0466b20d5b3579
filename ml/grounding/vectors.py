"""Embeddings of library texts, made once and kept in a store under the hash of encoder and text.

Those of the role library itself are shipped beside it (`python -m ml library embed` makes the file), so that a fresh
machine need not embed thousands of sentences before its first draft.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from ml.contracts import Encoder, VectorStore

Vectors = np.ndarray[Any, np.dtype[np.float32]]
SHIPPED = Path(__file__).parents[1] / "library" / "vectors.npz"
#: So much of a key is kept in the shipped file.
SHIPPED_KEY = 16


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


def write_shipped(vectors: Mapping[str, Vectors], path: Path = SHIPPED) -> None:
    """Store unit vectors by key, a byte a number: cosines stay right to about 0.001 at a quarter of the size."""
    keys = sorted(vectors)
    rows = np.stack([vectors[key] for key in keys])
    small = np.rint(rows * (127 / np.abs(rows).max(axis=1, keepdims=True))).astype(np.int8)
    short = np.frombuffer(b"".join(bytes.fromhex(key)[:SHIPPED_KEY] for key in keys), dtype=np.uint8)
    np.savez(path, keys=short.reshape(-1, SHIPPED_KEY), rows=small)


def shipped_vectors(keys: Sequence[str], path: Path = SHIPPED) -> dict[str, bytes]:
    """Those of the keys that the shipped file holds, as unit vectors."""
    places, rows = _shipped(path)
    found = {key: place for key in keys if (place := places.get(bytes.fromhex(key)[:SHIPPED_KEY])) is not None}
    vectors = rows[list(found.values())].astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return {key: vector.tobytes() for key, vector in zip(found, vectors, strict=True)}


@cache
def _shipped(path: Path) -> tuple[dict[bytes, int], np.ndarray[Any, np.dtype[np.int8]]]:
    with np.load(path, allow_pickle=False) as file:
        keys, rows = file["keys"], file["rows"]
    return {key.tobytes(): number for number, key in enumerate(keys)}, rows


def stored_vectors(encoder: Encoder, store: VectorStore, texts: Sequence[str]) -> Vectors:
    """One row a text: shipped, else from the store; what is missing in both is encoded, and stored."""
    keys = [key_of(encoder, text) for text in texts]
    shipped = shipped_vectors(keys)
    own = [key for key in keys if key not in shipped]
    known = dict(store.get_many(own)) if own else {}
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known and key not in shipped}
    if missing:
        fresh = encoder.encode(list(missing.values()))
        known |= {key: row.tobytes() for key, row in zip(missing, fresh, strict=True)}
        store.put_many({key: known[key] for key in own})
    known |= shipped
    rows = [np.frombuffer(known[key], dtype=np.float32) for key in keys]
    return np.stack(rows) if rows else np.zeros((0, 0), dtype=np.float32)
