"""Autoscaling of the variants by what they have in hand."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ml.serving.aws import Aws
from ml.serving.deployment import Deployment, Scaling

SERVICE = "application-autoscaling"
NAMESPACE = "sagemaker"
DIMENSION = "sagemaker:variant:DesiredInstanceCount"


def ensure_scaling(aws: Aws, deployment: Deployment) -> None:
    """Every variant scales as the file says; what scales and is not in it any more is released."""
    scaling, endpoint = deployment.scaling, deployment.endpoint
    targets = scalable_targets(aws, endpoint)
    wanted = {variant.name for variant in deployment.variants} if scaling else set()
    release(aws, endpoint, set(targets) - wanted)
    if scaling:
        for variant in sorted(wanted):
            _ensure_target(aws, endpoint, variant, scaling, targets.get(variant, {}))
            _ensure_policy(aws, endpoint, variant, scaling)


def scalable_targets(aws: Aws, endpoint: str) -> dict[str, dict[str, Any]]:
    """By variant. AWS filters by whole ids only, so those of other endpoints are left out here."""
    prefix = f"endpoint/{endpoint}/variant/"
    rows = aws.read_all(SERVICE, "describe_scalable_targets", "ScalableTargets", ServiceNamespace=NAMESPACE)
    return {row["ResourceId"].removeprefix(prefix): row for row in rows if row["ResourceId"].startswith(prefix)}


def release(aws: Aws, endpoint: str, variants: Collection[str]) -> None:
    """Deregistering deletes the policies as well."""
    for variant in sorted(variants):
        aws.change(SERVICE, "deregister_scalable_target", **_resource(endpoint, variant))


def _ensure_target(aws: Aws, endpoint: str, variant: str, scaling: Scaling, there: dict[str, Any]) -> None:
    if (there.get("MinCapacity"), there.get("MaxCapacity")) != (scaling.least, scaling.most):
        aws.change(
            SERVICE,
            "register_scalable_target",
            **_resource(endpoint, variant),
            MinCapacity=scaling.least,
            MaxCapacity=scaling.most,
        )


def _ensure_policy(aws: Aws, endpoint: str, variant: str, scaling: Scaling) -> None:
    name, tracking = f"{endpoint}-{variant}", _tracking(scaling)
    policies = aws.read_all(SERVICE, "describe_scaling_policies", "ScalingPolicies", **_resource(endpoint, variant))
    there = {row["PolicyName"]: row.get("TargetTrackingScalingPolicyConfiguration") for row in policies}
    if there.get(name) != tracking:
        aws.change(
            SERVICE,
            "put_scaling_policy",
            PolicyName=name,
            **_resource(endpoint, variant),
            PolicyType="TargetTrackingScaling",
            TargetTrackingScalingPolicyConfiguration=tracking,
        )


def _tracking(scaling: Scaling) -> dict[str, Any]:
    return {
        "TargetValue": float(scaling.target),
        "PredefinedMetricSpecification": {"PredefinedMetricType": scaling.metric},
        "ScaleOutCooldown": scaling.out_seconds,
        "ScaleInCooldown": scaling.in_seconds,
    }


def _resource(endpoint: str, variant: str) -> dict[str, str]:
    resource = f"endpoint/{endpoint}/variant/{variant}"
    return {"ServiceNamespace": NAMESPACE, "ResourceId": resource, "ScalableDimension": DIMENSION}
