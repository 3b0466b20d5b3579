import hashlib
import json
import os
import signal

import pytest
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from ml.training import mini
from ml.training.batches import IGNORED, Position, batches, encode_example, padded
from ml.training.corpus.examples import Example
from ml.training.export import export_model
from ml.training.muon import orthogonal
from ml.training.run import BEST, CHECKPOINT, Run, Settings
from ml.training.shape import make_network
from ml.training.tokenizer import ids_of
from ml.writers.mini_prompt import SLOTS, Mark

SETTINGS = Settings(batch_tokens=256, warm_up=2, validation_examples=2, window=16)


@pytest.fixture
def make_run(small_tokenizer, one_thread):
    def make(folder):
        torch.manual_seed(0)
        return Run(folder, make_network(small_tokenizer, "twin"), small_tokenizer, SETTINGS)

    return make


@pytest.fixture
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def never():
    return False


def test_digits_stand_alone(small_tokenizer):
    assert small_tokenizer.tokenize(" 1250")[-4:] == ["1", "2", "5", "0"]


def test_a_typed_mark_is_plain_characters(small_tokenizer):
    mark = small_tokenizer.convert_tokens_to_ids(Mark.END.value)

    assert mark in ids_of(small_tokenizer, (Mark.END,))
    assert mark not in ids_of(small_tokenizer, ("stop <|end|> here",))


def test_every_mark_and_slot_is_one_token(small_tokenizer):
    assert len({*ids_of(small_tokenizer, tuple(Mark))}) == len(Mark)
    for slot in SLOTS:
        assert slot in small_tokenizer.tokenize(f" for {slot} wards")


@pytest.mark.parametrize("text", ["plan rotas for the ward", f"don’t stop, {SLOTS[0]}!", "Köchin 薬 💊"])
def test_any_text_comes_back(small_tokenizer, text):
    assert small_tokenizer.decode(ids_of(small_tokenizer, (text,))) == f" {text}"


def test_only_the_answer_is_learnt(small_tokenizer):
    ids, start = encode_example(small_tokenizer, Example(Mark.LINE, (Mark.LINE, "a", Mark.ANSWER), ("b",)))
    batch = padded([(ids, start), ([*ids, 9, 9], start)], pad=0)

    assert batch.labels[0].tolist() == [IGNORED] * start + ids[start:] + [IGNORED] * 2
    assert ids[-1] == small_tokenizer.eos_token_id


def test_a_sentence_goes_on_inside_a_word(small_tokenizer):
    ids, start = encode_example(small_tokenizer, Example(Mark.COMPLETE, (Mark.TYPED, "plan ro"), ("tas",), joined=True))

    assert small_tokenizer.decode(ids[1:-1]) == " plan rotas"
    assert ids[start:] == ids[1:], "what was typed is learnt, too"


def test_batches_go_on_where_they_stopped(small_tokenizer):
    whole = batches(small_tokenizer, Position(), tokens=256, window=16)
    first = [next(whole) for _ in range(9)]
    position = Position()
    broken = batches(small_tokenizer, position, tokens=256, window=16)
    for _ in range(5):
        next(broken)
    resumed = batches(small_tokenizer, Position(position.window, position.batch), tokens=256, window=16)

    for batch in first[5:]:
        assert torch.equal(next(resumed).ids, batch.ids)
    assert all(batch.tokens <= 256 or len(batch.ids) == 1 for batch in first)


def test_muon_makes_singular_values_alike():
    torch.manual_seed(0)
    values = torch.linalg.svdvals(orthogonal(torch.randn(20, 50) * 7))

    assert values.min() > 0.3
    assert values.max() < 1.4


def test_a_broken_run_ends_where_an_unbroken_one_does(make_run, tmp_path):
    whole = make_run(tmp_path / "whole")
    whole.folder.mkdir()
    whole.train(never, steps=6)
    broken = make_run(tmp_path / "broken")
    broken.folder.mkdir()
    broken.train(never, steps=3)
    resumed = make_run(tmp_path / "broken")
    resumed.load()
    resumed.train(never, steps=3)

    assert resumed.progress.step == 6
    assert resumed.progress.loss == whole.progress.loss
    assert resumed.progress.tokens == whole.progress.tokens
    for one, other in zip(resumed.network.parameters(), whole.network.parameters(), strict=True):
        assert torch.equal(one, other)


def test_it_learns(make_run, tmp_path):
    run = make_run(tmp_path)
    before = run.validate(lambda row: None)
    run.train(never, steps=30)

    assert run.validate(lambda row: None) < before - 0.5
    assert run.progress.best < before
    assert (tmp_path / BEST).exists()


def test_the_rate_rises_stays_and_falls(make_run, tmp_path):
    run = make_run(tmp_path)
    rates = []
    for step in range(10):
        run.progress.step = step
        if step == 6:
            run.start_decay(4)
            run.start_decay(400)
        rates.append(run.rate())

    assert rates == [0.5, 1, 1, 1, 1, 1, 1, 0.75, 0.5, 0.25]


def test_a_decayed_run_is_finished(make_run, tmp_path):
    run = make_run(tmp_path)
    run.start_decay(2)
    run.train(never)

    assert run.progress.step == 2
    assert run.progress.is_finished


def test_sigterm_leaves_a_checkpoint(make_run, tmp_path):
    run = make_run(tmp_path)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        stop = mini.Stop(threads=1)
        run.train(stop, report=lambda row: os.kill(os.getpid(), signal.SIGTERM))
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)

    assert run.progress.step == 20  # the first report
    assert (tmp_path / CHECKPOINT).exists()
    assert not list(tmp_path.glob("*.part"))


def test_an_exported_model_loads_and_its_sums_are_right(make_run, tmp_path):
    export_model(make_run(tmp_path), tmp_path / "out")

    network = AutoModelForCausalLM.from_pretrained(tmp_path / "out", local_files_only=True)
    tokenizer = AutoTokenizer.from_pretrained(tmp_path / "out", local_files_only=True)
    assert network.generation_config.eos_token_id == tokenizer.eos_token_id
    sums = dict(line.split("  ")[::-1] for line in (tmp_path / "out" / "SHA256SUMS").read_text().splitlines())
    assert {"model.safetensors", "config.json", "tokenizer.json", "generation_config.json", "MODEL_CARD.md"} <= set(
        sums
    )
    for name, digest in sums.items():
        assert hashlib.sha256((tmp_path / "out" / name).read_bytes()).hexdigest() == digest


def test_the_model_is_of_the_promised_size(small_tokenizer):
    with torch.device("meta"):
        network = make_network(_Sized(small_tokenizer))

    assert 8e6 < network.num_parameters() < 30e6
    assert 4 * network.num_parameters() < 40e6


class _Sized:
    """The tokenizer as long as the real one."""

    def __init__(self, tokenizer):
        self.eos_token_id, self.pad_token_id = tokenizer.eos_token_id, tokenizer.pad_token_id

    def __len__(self):
        return 4_096


def test_finishing_needs_a_run(tmp_path):
    with pytest.raises(SystemExit, match="There is no run"):
        mini.main(["finish", "--run", str(tmp_path)])


def test_two_processes_do_not_train_in_one_folder(tmp_path):
    (tmp_path / mini.PID).write_text(f"{os.getppid()}\n")
    with pytest.raises(SystemExit, match="kill -TERM"):
        mini._claim(tmp_path / mini.PID)


def test_a_process_that_is_gone_leaves_the_folder_free(tmp_path):
    (tmp_path / mini.PID).write_text("99999999\n")
    mini._claim(tmp_path / mini.PID)

    assert (tmp_path / mini.PID).read_text() == f"{os.getpid()}\n"


@pytest.mark.slow
def test_the_command_line(tmp_path, monkeypatch, small_tokenizer, capsys):
    small_tokenizer.save_pretrained(tmp_path / "run")
    calls = iter([False] * 3 + [True] * 99)
    monkeypatch.setattr(mini.Stop, "__call__", lambda self: next(calls, False))
    run = ["--run", str(tmp_path / "run"), "--shape", "twin", "--threads", "1"]
    assert mini.main(["train", *run, "--batch-tokens", "256"]) == 0
    calls = iter([])
    assert mini.main(["finish", *run, "--steps", "3", "--to", str(tmp_path / "out")]) == 0

    assert "Written to" in capsys.readouterr().out
    assert json.loads((tmp_path / "run" / "log.jsonl").read_text().splitlines()[-1])["step"] == 6
    assert (tmp_path / "out" / "model.safetensors").exists()
