"""The models that come with the product, each in a folder of its own."""

from __future__ import annotations

from pathlib import Path

JD_MINI = Path(__file__).parent / "jd-mini"
WEIGHTS = "model.safetensors"


def has_jd_mini() -> bool:
    return (JD_MINI / WEIGHTS).is_file()
