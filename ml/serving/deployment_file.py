"""A deployment read from its TOML or JSON file, with a clear refusal of what AWS would refuse halfway through."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import tomli
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from ml.serving.deployment import DEFAULT_ALARMS, Alarm, Capture, Deployment, Model, Rollout, Scaling, Variant
from ml.serving.errors import InputError

SCHEMA_FILE = Path(__file__).with_name("deployment.schema.json")
MAX_ALARMS = 10
_SOURCES = ("data_url", "data_source", "package")

#: Their disks are on the machine and encrypted by it; AWS refuses a key of one's own.
LOCAL_DISK_FAMILIES = ("g4dn", "g5", "g6", "g6e", "p4d", "p4de", "p5", "p5e", "m5d", "c5d", "r5d", "c6id", "m6id")


def read_deployment(path: Path, *, flags: Mapping[str, str] | None = None) -> Deployment:
    """`flags` win over the file: endpoint, region, and version, data_url or package of the champion's model."""
    table = _table(path)
    _check(table, path)
    return parse_deployment(_with_flags(table, flags or {}), path)


def parse_deployment(table: Mapping[str, Any], path: Path) -> Deployment:
    _check(table, path)
    models = {key: Model(**_tuples(row)) for key, row in table["models"].items()}
    named: dict[str, Any] = {
        "variants": tuple(_variant(row, models) for row in table["variants"]),
        "shadows": tuple(_variant(row, models) for row in table.get("shadows", [])),
        "alarms": tuple(Alarm(**row) for row in table["alarms"]) if "alarms" in table else DEFAULT_ALARMS,
        "capture": Capture(**table["capture"]) if "capture" in table else None,
        "rollout": Rollout(**table.get("rollout", {})),
        "scaling": Scaling(**table["scaling"]) if "scaling" in table else None,
    }
    plain = {key: value for key, value in table.items() if key not in {*named, "models"}}
    deployment = Deployment(**plain, **named)
    for wrong in _contradictions(deployment):
        raise InputError(f"{path}: {wrong}")
    return deployment


def _table(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
        table = json.loads(text) if path.suffix == ".json" else tomli.loads(text)
    except (OSError, UnicodeDecodeError) as exc:
        raise InputError(f"{path} cannot be read: {exc}. Name a TOML or JSON file.") from exc
    except ValueError as exc:
        raise InputError(f"{path} is not valid {'JSON' if path.suffix == '.json' else 'TOML'}: {exc}") from exc
    if not isinstance(table, dict):
        raise InputError(f"{path} must hold a table of settings. docs/serving.md shows one.")
    return table


def _with_flags(table: dict[str, Any], flags: Mapping[str, str]) -> dict[str, Any]:
    top = {name: flags[name] for name in ("endpoint", "region") if name in flags}
    own = {name: flags[name] for name in ("version", "data_url", "package") if name in flags}
    key = table["variants"][0]["model"]
    if not own or key not in table["models"]:
        return table | top
    champion = table["models"][key]
    if own.keys() & set(_SOURCES):  # where the weights are has one answer
        champion = {name: value for name, value in champion.items() if name not in _SOURCES}
    return table | top | {"models": table["models"] | {key: champion | own}}


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))


def _check(table: Mapping[str, Any], path: Path) -> None:
    wrong = best_match(_validator().iter_errors(table))
    if wrong is not None:
        where = wrong.json_path.removeprefix("$").lstrip(".") or "the file"
        raise InputError(f"{path}: {where}: {wrong.message}. docs/serving.md explains every setting.")


def _variant(row: Mapping[str, Any], models: Mapping[str, Model]) -> Variant:
    if row["model"] not in models:
        raise InputError(f"The variant {row['name']} runs “{row['model']}”, but [models] has {', '.join(models)}.")
    return Variant(**{**row, "model": models[row["model"]]})


def _tuples(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _contradictions(deployment: Deployment) -> Iterable[str]:
    """What a schema cannot say, and AWS would say only in the middle of the work."""
    names = [variant.name for variant in deployment.all_variants]
    for model in {variant.model.name: variant.model for variant in deployment.all_variants}.values():
        yield from _contradictions_of(model)
    if len(set(names)) < len(names):
        yield "Two variants have the same name. Give each its own."
    if deployment.shadows and len(deployment.variants) > 1:
        yield "An endpoint with a shadow has exactly one variant. Take the shadow or the other variants away."
    if sum(variant.weight for variant in deployment.variants) <= 0:
        yield "The weights of the variants add up to 0, so none would get a request."
    if len(deployment.alarms) * len(deployment.variants) > MAX_ALARMS:
        yield f"Alarms times variants may be {MAX_ALARMS} at most. Name fewer alarms."
    for variant in deployment.all_variants:
        if deployment.volume_kms_key and variant.instance_type.split(".")[1] in LOCAL_DISK_FAMILIES:
            yield f"{variant.instance_type} encrypts its own disk and takes no volume_kms_key. Take the key away."
    if deployment.scaling and deployment.scaling.least > deployment.scaling.most:
        yield "scaling.least is greater than scaling.most."


def _contradictions_of(model: Model) -> Iterable[str]:
    data = [name for name in _SOURCES if getattr(model, name)]
    if len(data) != 1:
        yield f"The model {model.name} needs exactly one of data_url, data_source and package."
    elif model.package and (model.image or model.preset):
        yield f"The package of {model.name} brings its image along. Take image or preset away."
    elif not model.package and bool(model.image) == bool(model.preset):
        yield f"The model {model.name} needs an image or a preset, and not both."
