"""The commands that change what an endpoint runs: deploy, update, rollback, and the weights of its variants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ml.serving.alarms import alarm_requests, ensure_alarms
from ml.serving.aws import Aws
from ml.serving.deployment import Deployment, Rollout
from ml.serving.endpoint_configs import config_name, config_request, ensure_config
from ml.serving.endpoints import (
    MOVING,
    find_endpoint,
    is_heading_for,
    need_endpoint,
    need_settled,
    wait_until_settled,
)
from ml.serving.errors import InputError, RolledBack, ServingError
from ml.serving.history import history_tags, previous, read_history, remember
from ml.serving.models import check_packages_are_approved, ensure_models, tags_of
from ml.serving.scaling import ensure_scaling, release, scalable_targets


def deploy(aws: Aws, deployment: Deployment, *, waits: bool = True) -> str:
    """Create the endpoint. Done twice, or after a failure in the middle, it does only what is left to do."""
    config = config_name(deployment)
    endpoint = find_endpoint(aws, deployment.endpoint)
    if endpoint and endpoint["EndpointConfigName"] != config:
        raise ServingError(
            f"{deployment.endpoint} exists already and runs {endpoint['EndpointConfigName']}. Change it with `update`."
        )
    if endpoint and endpoint["EndpointStatus"] not in MOVING:
        need_settled(endpoint)
    _prepare(aws, deployment, config)
    if endpoint is None:
        tags = tags_of(deployment) + history_tags([config])
        aws.change(
            "sagemaker", "create_endpoint", EndpointName=deployment.endpoint, EndpointConfigName=config, Tags=tags
        )
    _finish(aws, deployment, config, waits=waits)
    return f"{deployment.endpoint} runs {config}."


def update(aws: Aws, deployment: Deployment, *, waits: bool = True) -> str:
    """Blue/green: new machines beside the old ones, a canary first, back by itself when an alarm rings."""
    config = config_name(deployment)
    endpoint = need_endpoint(aws, deployment.endpoint)
    if is_heading_for(endpoint, config):
        _prepare(aws, deployment, config)
        _finish(aws, deployment, config, waits=waits)
        return f"{deployment.endpoint} runs {config} already."
    need_settled(endpoint)
    _check_variant_names(endpoint, deployment)
    _prepare(aws, deployment, config)
    _release_changed(aws, endpoint, config_request(deployment)["ProductionVariants"])
    remember(aws, endpoint, config)
    aws.change("sagemaker", "update_endpoint", **update_request(deployment, config))
    try:
        _finish(aws, deployment, config, waits=waits)
    except RolledBack:
        ensure_scaling(aws, deployment)  # the old machines need it back
        raise
    return f"{deployment.endpoint} runs {config}; before it ran {endpoint['EndpointConfigName']}."


def rollback(aws: Aws, deployment: Deployment, *, to: str | None = None, waits: bool = True) -> str:
    """All traffic to the configuration before the current one, or to the one that is named."""
    endpoint = need_endpoint(aws, deployment.endpoint)
    current = endpoint["EndpointConfigName"]
    config = to or previous(read_history(aws, endpoint), current=current)
    if config is None:
        raise ServingError(f"{deployment.endpoint} ran nothing before {current}. Name a configuration with --to.")
    if config == current:
        return f"{deployment.endpoint} runs {config} already."
    need_settled(endpoint)
    target = aws.find("sagemaker", "describe_endpoint_config", EndpointConfigName=config)
    if target is None:
        raise ServingError(f"The configuration {config} does not exist any more. Use `update` with its settings.")
    released = _release_changed(aws, endpoint, target["ProductionVariants"])
    aws.change(
        "sagemaker",
        "update_endpoint",
        EndpointName=deployment.endpoint,
        EndpointConfigName=config,
        **_kept_counts(deployment),
    )
    if waits and not aws.is_dry_run:
        wait_until_settled(aws, deployment.endpoint, config)
        if released:
            ensure_scaling(aws, deployment)
    return f"{deployment.endpoint} goes back from {current} to {config}."


def set_weights(aws: Aws, deployment: Deployment, weights: Mapping[str, float]) -> str:
    """Share the requests out anew among the running variants, without new machines."""
    endpoint = need_endpoint(aws, deployment.endpoint)
    running = {row["VariantName"]: row.get("CurrentWeight") for row in endpoint["ProductionVariants"]}
    if unknown := sorted(set(weights) - set(running)):
        raise InputError(f"{deployment.endpoint} has no variant {', '.join(unknown)}; it has {', '.join(running)}.")
    if sum({**{name: weight or 0 for name, weight in running.items()}, **weights}.values()) <= 0:
        raise InputError("With these weights no variant would get a request.")
    if all(running[name] == weight for name, weight in weights.items()):
        return "The weights are so already."
    need_settled(endpoint)
    desired = [{"VariantName": name, "DesiredWeight": weight} for name, weight in weights.items()]
    aws.change(
        "sagemaker",
        "update_endpoint_weights_and_capacities",
        EndpointName=deployment.endpoint,
        DesiredWeightsAndCapacities=desired,
    )
    return "New weights: " + ", ".join(f"{name} {weight:g}" for name, weight in weights.items())


def update_request(deployment: Deployment, config: str) -> dict[str, Any]:
    """The parameters of update_endpoint."""
    alarms = [{"AlarmName": request["AlarmName"]} for request in alarm_requests(deployment, config)]
    return {
        "EndpointName": deployment.endpoint,
        "EndpointConfigName": config,
        "DeploymentConfig": {
            "BlueGreenUpdatePolicy": _blue_green(deployment.rollout),
            "AutoRollbackConfiguration": {"Alarms": alarms},
        },
        **_kept_counts(deployment),
    }


def _kept_counts(deployment: Deployment) -> dict[str, Any]:
    """With autoscaling: as many machines as there are now, not as few as a configuration begins with."""
    if not deployment.scaling:
        return {}
    kept_out = [{"VariantPropertyType": kind} for kind in ("DesiredWeight", "DataCaptureConfig")]
    return {"RetainAllVariantProperties": True, "ExcludeRetainedVariantProperties": kept_out}


def _blue_green(rollout: Rollout) -> dict[str, Any]:
    routing: dict[str, Any] = {"Type": rollout.kind, "WaitIntervalInSeconds": rollout.bake_seconds}
    if rollout.kind == "CANARY":
        routing["CanarySize"] = {"Type": "CAPACITY_PERCENT", "Value": rollout.canary_percent}
    return {
        "TrafficRoutingConfiguration": routing,
        "TerminationWaitInSeconds": rollout.keep_old_seconds,
        "MaximumExecutionTimeoutInSeconds": rollout.most_seconds,
    }


def _prepare(aws: Aws, deployment: Deployment, config: str) -> None:
    """All that an endpoint refers to, in the order in which it is referred to."""
    check_packages_are_approved(aws, deployment)
    ensure_models(aws, deployment)
    ensure_config(aws, deployment)
    ensure_alarms(aws, deployment, config)


def _finish(aws: Aws, deployment: Deployment, config: str, *, waits: bool) -> None:
    if aws.is_dry_run:
        return
    if not waits:
        aws.say("Not waiting. Run the same command again later: it sets up the autoscaling that is still missing.")
        return
    wait_until_settled(aws, deployment.endpoint, config)
    ensure_scaling(aws, deployment)


def _check_variant_names(endpoint: Mapping[str, Any], deployment: Deployment) -> None:
    running = {row["VariantName"] for row in endpoint["ProductionVariants"]}
    wanted = {variant.name for variant in deployment.variants}
    if deployment.rollout.kind == "CANARY" and running != wanted:
        raise InputError(
            f"A canary needs the same variants before and after; the endpoint has {', '.join(sorted(running))}, "
            f"the file {', '.join(sorted(wanted))}. Keep the names, or set rollout.kind to ALL_AT_ONCE."
        )


def _release_changed(aws: Aws, endpoint: Mapping[str, Any], wanted: Sequence[Mapping[str, Any]]) -> set[str]:
    """AWS refuses an update that takes away a variant that scales, or changes its machines. Which were released."""
    running = aws.read("sagemaker", "describe_endpoint_config", EndpointConfigName=endpoint["EndpointConfigName"])
    before = {row["VariantName"]: row.get("InstanceType") for row in running["ProductionVariants"]}
    after = {row["VariantName"]: row.get("InstanceType") for row in wanted}
    changed = {name for name, kind in before.items() if after.get(name) != kind}
    scaling = changed & set(scalable_targets(aws, endpoint["EndpointName"]))
    release(aws, endpoint["EndpointName"], scaling)
    return scaling
