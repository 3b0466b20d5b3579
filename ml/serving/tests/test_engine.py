import queue

import pytest

from ml.serving.container import engine
from ml.serving.container.engine import Engine


@pytest.fixture
def failures():
    return queue.Queue()


def started(folder, failures):
    begun = Engine(folder, waiting=1, on_failure=failures.put)
    begun.start()
    return begun


def test_folder_without_a_model_is_told(tmp_path, failures):
    begun = started(tmp_path, failures)

    assert "lacks config.json, tokenizer.json, model.safetensors" in failures.get(timeout=60)
    assert not begun.is_ready


@pytest.mark.parametrize("error", [ImportError("libgomp.so.1"), MemoryError("4 GB")], ids=["library", "memory"])
def test_whatever_hinders_the_loading_is_told(tmp_path, failures, monkeypatch, error):
    def fail(folder):
        raise error

    monkeypatch.setattr(engine, "_load", fail)
    started(tmp_path, failures)

    assert failures.get(timeout=60) == f"The model in {tmp_path} cannot be loaded: {error}"
