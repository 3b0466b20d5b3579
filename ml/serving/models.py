"""SageMaker models: a request made of the deployment alone, and a name that changes with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from ml.serving.aws import Aws
from ml.serving.deployment import Deployment, Model
from ml.serving.errors import ServingError
from ml.serving.vllm import vllm_environment, vllm_image

ENDPOINT_TAG = "jd-copilot:endpoint"


def model_request(deployment: Deployment, model: Model) -> dict[str, Any]:
    """The parameters of create_model. Its name belongs to one endpoint, so that deleting one leaves the other whole."""
    request: dict[str, Any] = {
        "ExecutionRoleArn": deployment.role_arn,
        "PrimaryContainer": _container(deployment, model),
        "EnableNetworkIsolation": model.network_isolation,
    }
    if model.subnets:
        request["VpcConfig"] = {"Subnets": list(model.subnets), "SecurityGroupIds": list(model.security_groups)}
    name = versioned_name(model, {"endpoint": deployment.endpoint, **request})
    return {"ModelName": name, **request, "Tags": tags_of(deployment)}


def versioned_name(model: Model, request: Mapping[str, Any]) -> str:
    """<name>-<version>-<hash>: the same request has the same name, so that doing it twice changes nothing."""
    digest = hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()
    return f"{model.name}-{model.version}-{digest[:8]}"


def tags_of(deployment: Deployment) -> list[dict[str, str]]:
    return as_tags({**deployment.tags, ENDPOINT_TAG: deployment.endpoint})


def as_tags(tags: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def check_packages_are_approved(aws: Aws, deployment: Deployment) -> None:
    for arn in sorted({variant.model.package for variant in deployment.all_variants} - {""}):
        package = aws.find("sagemaker", "describe_model_package", ModelPackageName=arn)
        if package is None:
            raise ServingError(f"There is no model package {arn}. Register the model first: `register`.")
        status = package.get("ModelApprovalStatus", "without approval")
        if status != "Approved":
            raise ServingError(f"The model package {arn} is {status}. Have it approved first: `approve {arn}`.")


def ensure_models(aws: Aws, deployment: Deployment) -> None:
    for request in model_requests(deployment):
        if aws.find("sagemaker", "describe_model", ModelName=request["ModelName"]) is None:
            aws.change("sagemaker", "create_model", **request)


def model_requests(deployment: Deployment) -> Iterable[dict[str, Any]]:
    """One for each model, however many variants run it."""
    requests = [model_request(deployment, variant.model) for variant in deployment.all_variants]
    return {request["ModelName"]: request for request in requests}.values()


def _container(deployment: Deployment, model: Model) -> dict[str, Any]:
    environment = {**(vllm_environment(model.preset) if model.preset else {}), **model.environment}
    container: dict[str, Any] = {"Environment": environment} if environment else {}
    if model.package:
        return {"ModelPackageName": model.package, **container}
    container["Image"] = model.image or vllm_image(deployment.region)
    if model.data_url:
        return {**container, "ModelDataUrl": model.data_url}
    files = {"S3Uri": model.data_source, "S3DataType": "S3Prefix", "CompressionType": "None"}
    return {**container, "ModelDataSource": {"S3DataSource": files}}
