"""Endpoint configurations. AWS never changes one, so each has a name made of what is in it."""

from __future__ import annotations

from typing import Any

from ml.serving.aws import Aws
from ml.serving.deployment import Capture, Deployment, Variant
from ml.serving.models import model_request, tags_of, versioned_name


def config_request(deployment: Deployment) -> dict[str, Any]:
    """The parameters of create_endpoint_config."""
    request: dict[str, Any] = {"ProductionVariants": [_variant(deployment, row) for row in deployment.variants]}
    if deployment.shadows:
        request["ShadowProductionVariants"] = [_variant(deployment, row) for row in deployment.shadows]
    if deployment.capture:
        request["DataCaptureConfig"] = _capture(deployment.capture)
    if deployment.volume_kms_key:
        request["KmsKeyId"] = deployment.volume_kms_key
    name = versioned_name(deployment.variants[0].model, {"endpoint": deployment.endpoint, **request})
    return {"EndpointConfigName": name, **request, "Tags": tags_of(deployment)}


def config_name(deployment: Deployment) -> str:
    return str(config_request(deployment)["EndpointConfigName"])


def ensure_config(aws: Aws, deployment: Deployment) -> None:
    request = config_request(deployment)
    name = request["EndpointConfigName"]
    if aws.find("sagemaker", "describe_endpoint_config", EndpointConfigName=name) is None:
        aws.change("sagemaker", "create_endpoint_config", **request)


def _variant(deployment: Deployment, variant: Variant) -> dict[str, Any]:
    row: dict[str, Any] = {
        "VariantName": variant.name,
        "ModelName": model_request(deployment, variant.model)["ModelName"],
        "InstanceType": variant.instance_type,
        "InitialInstanceCount": variant.instances,
        "InitialVariantWeight": variant.weight,
        "ModelDataDownloadTimeoutInSeconds": variant.download_seconds,
        "ContainerStartupHealthCheckTimeoutInSeconds": variant.startup_seconds,
        # A model takes one request at a time: the next one goes where the fewest wait.
        "RoutingConfig": {"RoutingStrategy": "LEAST_OUTSTANDING_REQUESTS"},
    }
    return row | ({"InferenceAmiVersion": variant.ami_version} if variant.ami_version else {})


def _capture(capture: Capture) -> dict[str, Any]:
    return {
        "EnableCapture": True,
        "InitialSamplingPercentage": capture.percent,
        "DestinationS3Uri": capture.s3_uri,
        "KmsKeyId": capture.kms_key,
        "CaptureOptions": [{"CaptureMode": "Input"}, {"CaptureMode": "Output"}],
        "CaptureContentTypeHeader": {"JsonContentTypes": ["application/json"]},
    }
