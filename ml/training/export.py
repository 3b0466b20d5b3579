"""A finished run as a model folder: weights, tokenizer, configuration, model card and checksums."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ml.training.run import Run

SUMS = "SHA256SUMS"
CARD = Path(__file__).with_name("MODEL_CARD.md")


def export_model(run: Run, out: Path) -> None:
    """Weights as float32, as they were trained."""
    out.mkdir(parents=True, exist_ok=True)
    run.network.eval()
    run.network.save_pretrained(out)
    run.tokenizer.save_pretrained(out)
    (out / "model.safetensors").chmod(0o644)  # the image runs as another user
    (out / CARD.name).write_text(CARD.read_text(encoding="utf-8").format(**_figures(run)), encoding="utf-8")
    write_sums(out)


def _figures(run: Run) -> dict[str, str]:
    progress = run.progress
    return {
        "parameters": f"{run.network.num_parameters() / 1e6:.1f} million",
        "steps": f"{progress.step:,}",
        "tokens": f"{progress.tokens / 1e6:.1f} million",
        "answer_tokens": f"{progress.answer_tokens / 1e6:.1f} million",
        "hours": f"{progress.seconds / 3600:.1f}",
        "held_out": f"{progress.best:.3f}",
    }


def write_sums(folder: Path) -> None:
    """In the form of `sha256sum -c`."""
    paths = sorted(path for path in folder.iterdir() if path.is_file() and path.name != SUMS)
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")
