"""What the environment of the container says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DEFAULT_MODEL_DIR = "/opt/ml/model"


class SettingsError(Exception):
    """The container cannot start; the message names the variable or file and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`waiting` requests may stand behind the running one; `max_tokens` holds where a request names none.

    After SIGTERM a running answer has `grace_seconds` to end: SageMaker kills 30 seconds after it.
    """

    model_dir: Path
    port: int
    waiting: int
    max_tokens: int
    grace_seconds: int


def read_settings(environment: Mapping[str, str]) -> Settings:
    return Settings(
        model_dir=Path(environment.get("SM_MODEL_DIR", DEFAULT_MODEL_DIR)),
        # SageMaker sets the first where several containers share a machine.
        port=_number(
            environment, "SAGEMAKER_BIND_TO_PORT", default=_number(environment, "JD_SERVE_PORT", default=8080)
        ),
        waiting=_number(environment, "JD_SERVE_WAITING", default=8),
        max_tokens=_number(environment, "JD_SERVE_MAX_TOKENS", default=512),
        grace_seconds=_number(environment, "JD_SERVE_GRACE_SECONDS", default=20),
    )


def check_model_folder(folder: Path) -> None:
    """Say at once what is missing; a model server's own words for it are long."""
    if not folder.is_dir():
        raise SettingsError(f"There is no model folder {folder}. Give the endpoint ModelDataUrl, or set SM_MODEL_DIR.")
    wanted = {"config.json": "config.json", "tokenizer.json": "tokenizer*.json", "model.safetensors": "*.safetensors"}
    missing = [name for name, pattern in wanted.items() if not any(folder.glob(pattern))]
    if missing:
        raise SettingsError(
            f"The model folder {folder} lacks {', '.join(missing)}. "
            "Pack the files themselves into model.tar.gz, without a folder around them."
        )


def _number(environment: Mapping[str, str], name: str, *, default: int) -> int:
    text = environment.get(name, "")
    if not text:
        return default
    if not text.isdecimal() or not 1 <= int(text) <= 65_535:
        raise SettingsError(f"{name} must be a whole number from 1 to 65535, not “{text}”.")
    return int(text)
