"""The vLLM image of AWS: its address in a region, and the environment of a preset."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import tomli

from ml.serving.errors import InputError

FILE = Path(__file__).with_name("vllm.toml")


def vllm_image(region: str) -> str:
    accounts = _settings()["accounts"]
    if region not in accounts:
        raise InputError(f"AWS offers its vLLM image in {', '.join(accounts)}, not in {region}. Set image instead.")
    domain = "amazonaws.com.cn" if region.startswith("cn-") else "amazonaws.com"
    return f"{accounts[region]}.dkr.ecr.{region}.{domain}/{_settings()['repository']}:{_settings()['tag']}"


def vllm_environment(preset: str) -> dict[str, str]:
    presets = _settings()["presets"]
    if preset not in presets:
        raise InputError(f"There is no preset “{preset}”; ml/serving/vllm.toml has {', '.join(presets)}.")
    return {**_settings()["environment"], **presets[preset]}


@cache
def _settings() -> dict[str, Any]:
    return tomli.loads(FILE.read_text(encoding="utf-8"))
