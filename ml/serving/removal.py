"""Deleting an endpoint and all that belongs to it alone. Captured data and registered models stay."""

from __future__ import annotations

from typing import Any

from ml.serving.alarms import existing_alarms
from ml.serving.aws import Aws
from ml.serving.endpoints import find_endpoint, wait_until_gone
from ml.serving.history import read_history
from ml.serving.scaling import release, scalable_targets

ALARMS_A_CALL = 100


def delete(aws: Aws, name: str) -> str:
    """What costs money goes first. A part that is gone already is no error."""
    endpoint = find_endpoint(aws, name)
    configs = _configs_of(aws, endpoint) if endpoint else []
    models = _models_of(configs)
    release(aws, name, scalable_targets(aws, name))
    if endpoint:
        if endpoint["EndpointStatus"] != "Deleting":
            aws.change("sagemaker", "delete_endpoint", EndpointName=name)
        if not aws.is_dry_run:
            wait_until_gone(aws, name)
    for config in configs:
        aws.change("sagemaker", "delete_endpoint_config", EndpointConfigName=config["EndpointConfigName"])
    for model in models:
        if aws.find("sagemaker", "describe_model", ModelName=model):
            aws.change("sagemaker", "delete_model", ModelName=model)
    _delete_alarms(aws, name)
    return f"{name} is deleted." if endpoint else f"There is no endpoint {name}; what was left of it is deleted."


def _configs_of(aws: Aws, endpoint: dict[str, Any]) -> list[dict[str, Any]]:
    names = dict.fromkeys([endpoint["EndpointConfigName"], *read_history(aws, endpoint)])
    found = (aws.find("sagemaker", "describe_endpoint_config", EndpointConfigName=name) for name in names)
    return [config for config in found if config]


def _models_of(configs: list[dict[str, Any]]) -> list[str]:
    rows = [
        row["ModelName"]
        for config in configs
        for row in [*config["ProductionVariants"], *config.get("ShadowProductionVariants", [])]
    ]
    return list(dict.fromkeys(rows))


def _delete_alarms(aws: Aws, name: str) -> None:
    names = [row["AlarmName"] for row in existing_alarms(aws, name)]
    for at in range(0, len(names), ALARMS_A_CALL):
        aws.change("cloudwatch", "delete_alarms", AlarmNames=names[at : at + ALARMS_A_CALL])
