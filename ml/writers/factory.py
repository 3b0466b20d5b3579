"""From a configuration to the writer it names. A writer's file is imported only when it is chosen."""

from __future__ import annotations

from collections.abc import Mapping

from ml.contracts import Writer

VARIABLES = {"model": "JD_LOCAL_MODEL", "endpoint": "JD_SAGEMAKER_ENDPOINT", "region": "JD_SAGEMAKER_REGION"}


def build_writer(config: Mapping[str, str]) -> Writer:
    """The writer of `config["backend"]`: composer, local (key model) or sagemaker (keys endpoint, region)."""
    match config.get("backend"):
        case "composer":
            from ml.writers.composer import ComposerWriter

            return ComposerWriter()
        case "local":
            from ml.writers.local import LocalWriter

            return LocalWriter(_required(config, "model"))
        case "sagemaker":
            from ml.writers.sagemaker import SageMakerWriter

            return SageMakerWriter(
                _required(config, "endpoint"),
                region=_required(config, "region"),
                endpoint_url=config.get("endpoint_url"),
                model=config.get("served_model"),
                inference_id=config.get("inference_id", ""),
            )
        case other:
            raise ValueError(f"Unknown writer: {other!r}. Choose composer, local or sagemaker.")


def _required(config: Mapping[str, str], key: str) -> str:
    value = config.get(key)
    if not value:
        raise ValueError(f"The {config['backend']} writer needs {VARIABLES[key]} to be set.")
    return value
