"""Asking after an endpoint, and waiting until it is in service."""

from __future__ import annotations

import time
from typing import Any

from ml.serving.aws import Aws
from ml.serving.errors import RolledBack, ServingError

MOVING = {"Creating", "Updating", "SystemUpdating", "RollingBack", "Deleting"}
POLL_SECONDS = 15
MOST_POLLS = 9 * 3_600 // POLL_SECONDS  # an update may take eight hours


def find_endpoint(aws: Aws, name: str) -> dict[str, Any] | None:
    return aws.find("sagemaker", "describe_endpoint", EndpointName=name)


def need_endpoint(aws: Aws, name: str) -> dict[str, Any]:
    endpoint = find_endpoint(aws, name)
    if endpoint is None:
        raise ServingError(f"There is no endpoint {name} in {aws.region}. Create it with `deploy`.")
    return endpoint


def need_settled(endpoint: dict[str, Any]) -> None:
    """Only an endpoint in service takes an update."""
    name, status = endpoint["EndpointName"], endpoint["EndpointStatus"]
    if status in MOVING:
        raise ServingError(f"The endpoint {name} is {status}. Wait until `status` says InService, then try again.")
    if status != "InService":
        reason = endpoint.get("FailureReason") or "no reason given"
        raise ServingError(f"The endpoint {name} is {status}: {reason}. Delete it with `delete`, then `deploy` again.")


def is_heading_for(endpoint: dict[str, Any], config: str) -> bool:
    """Runs it, or is being updated to it."""
    pending = endpoint.get("PendingDeploymentSummary", {}).get("EndpointConfigName")
    return config in {endpoint["EndpointConfigName"], pending}


def wait_until_settled(aws: Aws, name: str, config: str) -> None:
    """Reports each change of state. Raises RolledBack unless the endpoint ends InService with `config`."""
    endpoint = _last_of(aws, name)
    if endpoint is None:
        raise ServingError(f"The endpoint {name} was deleted meanwhile. Create it again with `deploy`.")
    _check_outcome(endpoint, config)


def wait_until_gone(aws: Aws, name: str) -> None:
    endpoint = _last_of(aws, name)
    if endpoint:
        reason = endpoint.get("FailureReason") or "no reason given"
        raise ServingError(f"The endpoint {name} could not be deleted: {reason}. Run the same command again.")


def _last_of(aws: Aws, name: str) -> dict[str, Any] | None:
    """The endpoint when it moves no more; None when it is gone."""
    said = ""
    for _ in range(MOST_POLLS):
        endpoint = find_endpoint(aws, name)
        if endpoint is None or endpoint["EndpointStatus"] not in MOVING:
            return endpoint
        if (state := _state(endpoint)) != said:
            aws.say(state)
            said = state
        time.sleep(POLL_SECONDS)
    raise ServingError(f"{said} for hours now. It goes on without this command; look with `status`.")


def _state(endpoint: dict[str, Any]) -> str:
    pending = endpoint.get("PendingDeploymentSummary", {}).get("ProductionVariants", [])
    states = [
        f"{row['VariantName']}: {entry.get('StatusMessage') or entry['Status']}"
        for row in pending
        for entry in row.get("VariantStatus", [])
    ]
    return "; ".join([f"{endpoint['EndpointName']} is {endpoint['EndpointStatus']}", *states])


def _check_outcome(endpoint: dict[str, Any], config: str) -> None:
    name, status, running = endpoint["EndpointName"], endpoint["EndpointStatus"], endpoint["EndpointConfigName"]
    reason = str(endpoint.get("FailureReason") or "no reason given").rstrip(".")
    if status == "InService" and running != config:
        raise RolledBack(
            f"AWS rolled the update back: {reason}. {name} serves with {running} as before; `status` shows the alarms."
        )
    if status != "InService":
        raise RolledBack(
            f"The endpoint {name} is {status}: {reason}. Its log is /aws/sagemaker/Endpoints/{name} in CloudWatch."
        )
