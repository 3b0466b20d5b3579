"""Train jd-mini, in steps that survive an interruption.

python -m ml.training.mini train --run FOLDER            until SIGTERM or Ctrl-C; again: goes on
python -m ml.training.mini finish --run FOLDER           let the rate fall, and export
python -m ml.training.mini export --run FOLDER --to OUT  the best weights so far as a model folder
python -m ml.training.mini samples --run FOLDER          what it writes now
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from transformers import AutoTokenizer

from ml.models import JD_MINI
from ml.training.export import export_model
from ml.training.run import BEST, CHECKPOINT, Run, Settings, append_row, saved_settings
from ml.training.samples import samples
from ml.training.shape import SHAPES, make_network
from ml.training.tokenizer import make_mini_tokenizer

DECAY_STEPS = 400
#: Whom to send SIGTERM, SIGSTOP and SIGCONT.
PID = "pid"
#: Above this load of the machine a second thread would mostly wait for a processor.
BUSY = 2.5


def open_run(folder: Path, *, shape: str = "jd-mini", settings: Settings | None = None) -> Run:
    """A run begun or gone on with. The tokenizer and the settings of a run never change."""
    folder.mkdir(parents=True, exist_ok=True)
    found = saved_settings(folder)
    settings = found or settings or Settings()
    if not (folder / "tokenizer.json").exists():
        make_mini_tokenizer().save_pretrained(folder)
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    torch.manual_seed(settings.seed)
    run = Run(folder, make_network(tokenizer, shape), tokenizer, settings)
    if found:
        run.load()
    return run


class Stop:
    """SIGTERM and Ctrl-C end the run after the step in hand; the number of threads follows the load meanwhile."""

    def __init__(self, threads: int) -> None:
        self.is_asked = False
        self._threads = threads
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)

    def __call__(self) -> bool:
        torch.set_num_threads(self._threads or (1 if os.getloadavg()[0] > BUSY else 2))
        return self.is_asked

    def _ask(self, *_: object) -> None:
        self.is_asked = True


def train(options: argparse.Namespace) -> None:
    run = open_run(options.run, shape=options.shape, settings=_settings(options))
    _go_on(run, Stop(options.threads), options)


def finish(options: argparse.Namespace) -> None:
    run = open_run(options.run, shape=options.shape)
    run.start_decay(options.steps)
    stop = Stop(options.threads)
    _go_on(run, stop, options)
    if stop.is_asked:
        print("Stopped before the rate was down. The same command goes on.")
        return
    run.validate(_reporter(run))
    _export(run, options.to)


def export(options: argparse.Namespace) -> None:
    run = open_run(options.run, shape=options.shape)
    if (options.run / BEST).exists():
        run.network.load_state_dict(torch.load(options.run / BEST, weights_only=True))
    _export(run, options.to)


def show_samples(options: argparse.Namespace) -> None:
    _print_samples(open_run(options.run, shape=options.shape))


def _go_on(run: Run, stop: Stop, options: argparse.Namespace) -> None:
    _claim(run.folder / PID)
    print(f"Step {run.progress.step}, {run.progress.tokens:,} tokens so far.", flush=True)
    run.train(
        stop,
        checkpoint_seconds=60 * options.checkpoint_minutes,
        validate_seconds=60 * options.validate_minutes,
        report=_reporter(run),
    )
    print(f"Saved at step {run.progress.step}.", flush=True)


def _claim(path: Path) -> None:
    """Two processes in one folder would write over each other's checkpoints."""
    other = int(path.read_text(encoding="utf-8")) if path.exists() else os.getpid()
    if other != os.getpid() and Path(f"/proc/{other}").exists():
        sys.exit(f"Process {other} trains in {path.parent}. End it first: kill -TERM {other}; kill -CONT {other}")
    path.write_text(f"{os.getpid()}\n", encoding="utf-8")


def _reporter(run: Run) -> Any:
    def report(row: Mapping[str, Any]) -> None:
        append_row(run.folder, row)
        print("  ".join(f"{key} {_shown(value)}" for key, value in row.items()), flush=True)
        if "held_out" in row:
            _print_samples(run)

    return report


def _shown(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _print_samples(run: Run) -> None:
    for prompt, text in samples(run.network, run.tokenizer):
        print(f"  {prompt} -> {text}", flush=True)


def _export(run: Run, out: Path) -> None:
    export_model(run, out)
    print(f"Written to {out}.")


def _settings(options: argparse.Namespace) -> Settings:
    return Settings(batch_tokens=options.batch_tokens, matrix_rate=options.rate, seed=options.seed)


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    if options.command != "train" and not (options.run / CHECKPOINT).exists():
        sys.exit(f"There is no run in {options.run}. Begin one: python -m ml.training.mini train --run {options.run}")
    options.do(options)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ml.training.mini", description="Train jd-mini.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, do, text in (
        ("train", train, "begin or go on"),
        ("finish", finish, "let the rate fall, and export"),
        ("export", export, "write the best weights so far as a model folder"),
        ("samples", show_samples, "show what it writes now"),
    ):
        command = commands.add_parser(name, help=text)
        command.set_defaults(do=do)
        command.add_argument("--run", type=Path, required=True, metavar="FOLDER")
        command.add_argument("--shape", choices=SHAPES, default="jd-mini")
        command.add_argument("--threads", type=int, default=0, help="default: 2, or 1 while the machine is busy")
        command.add_argument("--checkpoint-minutes", type=float, default=4.0)
        command.add_argument("--validate-minutes", type=float, default=12.0)
        if name == "train":
            command.add_argument("--batch-tokens", type=int, default=Settings().batch_tokens)
            command.add_argument("--rate", type=float, default=Settings().matrix_rate)
            command.add_argument("--seed", type=int, default=0)
        if name in ("finish", "export"):
            command.add_argument("--to", type=Path, default=JD_MINI, metavar="OUT")
        if name == "finish":
            command.add_argument("--steps", type=int, default=DECAY_STEPS, help="over which the rate falls")
    return parser


if __name__ == "__main__":
    sys.exit(main())
