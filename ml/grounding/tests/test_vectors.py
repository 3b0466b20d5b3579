from __future__ import annotations

import numpy as np
import pytest

from ml.grounding.matcher import Matcher
from ml.grounding.tests.fake_encoder import FakeEncoder
from ml.grounding.vectors import FileStore, MemoryStore, key_of, stored_vectors
from ml.library import Library, default_library

TEXTS = ["give medicines", "plan discharges", "give medicines"]


@pytest.fixture(params=["file", "memory"])
def store(request, tmp_path):
    return FileStore(tmp_path / "cache" / "vectors.npz") if request.param == "file" else MemoryStore()


def test_it_works(store):
    encoder = FakeEncoder()
    vectors = stored_vectors(encoder, store, TEXTS)
    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    assert encoder.encoded == ["give medicines", "plan discharges"]
    np.testing.assert_array_equal(vectors, encoder.encode(TEXTS))


def test_stored_once(store):
    first = stored_vectors(FakeEncoder(), store, TEXTS)
    again = FakeEncoder()
    np.testing.assert_array_equal(stored_vectors(again, store, TEXTS), first)
    assert again.encoded == []


def test_only_what_is_new_is_encoded(store):
    stored_vectors(FakeEncoder(), store, TEXTS)
    encoder = FakeEncoder()
    stored_vectors(encoder, store, [*TEXTS, "write care plans"])
    assert encoder.encoded == ["write care plans"]
    assert not stored_vectors(encoder, store, [*TEXTS, "write care plans"])[4:].size
    assert encoder.encoded == ["write care plans"]


def test_no_texts(store):
    assert stored_vectors(FakeEncoder(), store, []).size == 0


def test_another_encoder_has_vectors_of_its_own(store):
    stored_vectors(FakeEncoder(), store, TEXTS)
    other = FakeEncoder()
    other.name = "other"
    assert key_of(other, "a") != key_of(FakeEncoder(), "a")
    stored_vectors(other, store, TEXTS)
    assert len(other.encoded) == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: b"not an archive",
        lambda content: content[: len(content) // 2],
        lambda content: content[:40] + b"\0" * 40 + content[80:],
        lambda content: b"PK\x03\x04" + b"x" * 100,
    ],
    ids=["empty", "text", "cut off", "overwritten", "no archive behind its mark"],
)
def test_a_broken_file_is_made_again(damage, tmp_path):
    path = tmp_path / "vectors.npz"
    stored_vectors(FakeEncoder(), FileStore(path), TEXTS)
    path.write_bytes(damage(path.read_bytes()))
    encoder = FakeEncoder()
    stored_vectors(encoder, FileStore(path), TEXTS)
    assert len(encoder.encoded) == 2
    again = FakeEncoder()
    stored_vectors(again, FileStore(path), TEXTS)
    assert again.encoded == []
    assert [file.name for file in tmp_path.iterdir()] == ["vectors.npz"]


def test_a_file_with_other_content_is_made_again(tmp_path):
    path = tmp_path / "vectors.npz"
    np.savez(path, something=np.zeros(3))
    assert FileStore(path).get_many(["a"]) == {}
    np.savez(path, keys=np.array(["a", "b"]), vectors=np.zeros((1, 384), dtype=np.float32))
    assert FileStore(path).get_many(["a"]) == {}


def test_a_pickle_is_not_opened(tmp_path):
    path = tmp_path / "vectors.npz"
    np.savez(path, keys=np.array([{"a": 1}], dtype=object), vectors=np.zeros((1, 384), dtype=np.float32))
    assert FileStore(path).get_many(["a"]) == {}


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path):
    (tmp_path / "file").write_text("in the way")
    store = FileStore(tmp_path / "file" / "vectors.npz")
    encoder = FakeEncoder()
    assert stored_vectors(encoder, store, TEXTS).shape == (3, 384)
    assert stored_vectors(encoder, store, TEXTS).shape == (3, 384)
    assert len(encoder.encoded) == 4


def test_a_second_matcher_does_not_encode(tmp_path):
    profiles = list(default_library().values())[:2]
    first = Matcher(Library(profiles), FakeEncoder(), FileStore(tmp_path / "vectors.npz"))
    vectors = first.vectors(first.library_texts)
    encoder = FakeEncoder()
    second = Matcher(Library(profiles), encoder, FileStore(tmp_path / "vectors.npz"))
    np.testing.assert_array_equal(second.rows(second.library_texts), vectors)
    assert encoder.encoded == []
