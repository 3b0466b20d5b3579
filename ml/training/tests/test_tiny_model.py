import json

import pytest
from safetensors.torch import load_file

from ml.training.tiny_model import main, make_tiny_model

MESSAGES = [{"role": "system", "content": "Answer."}, {"role": "user", "content": "Which ward?"}]


def weights(folder):
    return (folder / "model.safetensors").read_bytes()


def test_it_works(tmp_path):
    assert main([str(tmp_path / "tiny")]) == 0

    files = {path.name for path in (tmp_path / "tiny").iterdir()}
    assert {"config.json", "model.safetensors", "tokenizer.json", "chat_template.jinja"} <= files
    assert not any(name.endswith((".bin", ".pt", ".pkl")) for name in files)


def test_size_is_tiny(tmp_path):
    tensors = load_file(make_tiny_model(tmp_path) / "model.safetensors")

    assert 300_000 < sum(tensor.numel() for tensor in tensors.values()) < 1_500_000


def test_same_seed_same_weights(tmp_path):
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text(json.dumps({"messages": MESSAGES, "answer": "Ward 3."}) + "\n")
    for name, seed in {"a": "1", "b": "1", "c": "2"}.items():
        main([str(tmp_path / name), "--steps", "2", "--pairs", str(pairs), "--seed", seed])

    assert weights(tmp_path / "a") == weights(tmp_path / "b")
    assert weights(tmp_path / "a") != weights(tmp_path / "c")


def test_training_needs_pairs(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main([str(tmp_path), "--steps", "1"])
    with pytest.raises(ValueError, match="pair"):
        make_tiny_model(tmp_path, steps=1)
