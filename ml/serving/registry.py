"""The model registry: a model is registered, a person approves or rejects it, and only what is approved is deployed."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from ml.serving.aws import Aws
from ml.serving.deployment import Deployment, Model
from ml.serving.errors import InputError
from ml.serving.models import model_request, tags_of

FINGERPRINT = "fingerprint"
CONTENT_TYPES = ["application/json"]


def register(aws: Aws, deployment: Deployment, *, group: str, metrics: str = "", commit: str = "") -> str:
    """A package of the champion's model, waiting for approval; `metrics` is the evaluation report in S3. Its ARN."""
    model = deployment.variants[0].model
    request = package_request(deployment, model, group=group, metrics=metrics, commit=commit)
    if aws.find("sagemaker", "describe_model_package_group", ModelPackageGroupName=group) is None:
        aws.change("sagemaker", "create_model_package_group", ModelPackageGroupName=group, Tags=tags_of(deployment))
    elif known := _known(aws, group, request["CustomerMetadataProperties"][FINGERPRINT]):
        return known
    return str(aws.change("sagemaker", "create_model_package", **request).get("ModelPackageArn", ""))


def package_request(
    deployment: Deployment, model: Model, *, group: str, metrics: str = "", commit: str = ""
) -> dict[str, Any]:
    """The parameters of create_model_package."""
    if model.package:
        raise InputError(f"The model {model.name} comes from the registry already: {model.package}.")
    container = model_request(deployment, model)["PrimaryContainer"]
    request: dict[str, Any] = {
        "ModelPackageGroupName": group,
        "ModelPackageDescription": f"{model.name} {model.version}",
        "ModelApprovalStatus": "PendingManualApproval",
        "InferenceSpecification": {
            "Containers": [container],
            "SupportedContentTypes": CONTENT_TYPES,
            "SupportedResponseMIMETypes": CONTENT_TYPES,
        },
    }
    if metrics:
        statistics = {"ContentType": "application/json", "S3Uri": metrics}
        request["ModelMetrics"] = {"ModelQuality": {"Statistics": statistics}}
    if commit:
        request["MetadataProperties"] = {"CommitId": commit}
    digest = hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()
    return request | {"CustomerMetadataProperties": {FINGERPRINT: digest}}


def decide(aws: Aws, package: str, *, approves: bool, reason: str) -> str:
    status = "Approved" if approves else "Rejected"
    there = aws.read("sagemaker", "describe_model_package", ModelPackageName=package)
    if there.get("ModelApprovalStatus") == status:
        return f"{package} is {status} already."
    aws.change(
        "sagemaker",
        "update_model_package",
        ModelPackageArn=package,
        ModelApprovalStatus=status,
        ApprovalDescription=reason,
    )
    return f"{package} is {status}."


def _known(aws: Aws, group: str, fingerprint: str) -> str | None:
    """The package that was made by the same request."""
    packages = aws.read_all("sagemaker", "list_model_packages", "ModelPackageSummaryList", ModelPackageGroupName=group)
    for row in packages:
        package = aws.read("sagemaker", "describe_model_package", ModelPackageName=row["ModelPackageArn"])
        if package.get("CustomerMetadataProperties", {}).get(FINGERPRINT) == fingerprint:
            return str(row["ModelPackageArn"])
    return None
