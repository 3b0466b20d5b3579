"""CloudWatch alarms that stop a rollout. They watch the new machines alone, and must exist before it begins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ml.serving.aws import Aws
from ml.serving.deployment import Alarm, Deployment


def alarm_requests(deployment: Deployment, config: str) -> list[dict[str, Any]]:
    """The parameters of put_metric_alarm, one for each alarm and variant."""
    return [
        _request(deployment.endpoint, config, variant.name, alarm)
        for variant in deployment.variants
        for alarm in deployment.alarms
    ]


def alarm_prefix(endpoint: str, config: str = "") -> str:
    return f"jd-copilot/{endpoint}/{config}" + ("/" if config else "")


def ensure_alarms(aws: Aws, deployment: Deployment, config: str) -> None:
    existing = {row["AlarmName"]: row for row in existing_alarms(aws, deployment.endpoint, config)}
    for request in alarm_requests(deployment, config):
        there = existing.get(request["AlarmName"], {})
        if any(there.get(key) != value for key, value in request.items()):
            aws.change("cloudwatch", "put_metric_alarm", **request)


def existing_alarms(aws: Aws, endpoint: str, config: str = "") -> Iterator[dict[str, Any]]:
    return aws.read_all("cloudwatch", "describe_alarms", "MetricAlarms", AlarmNamePrefix=alarm_prefix(endpoint, config))


def _request(endpoint: str, config: str, variant: str, alarm: Alarm) -> dict[str, Any]:
    percentile = alarm.statistic.startswith("p")
    return {
        "AlarmName": f"{alarm_prefix(endpoint, config)}{variant}/{alarm.metric}-{alarm.statistic}",
        "Namespace": "AWS/SageMaker",
        "MetricName": alarm.metric,
        "Dimensions": [
            {"Name": "EndpointName", "Value": endpoint},
            {"Name": "VariantName", "Value": variant},
            {"Name": "EndpointConfigName", "Value": config},
        ],
        "ExtendedStatistic" if percentile else "Statistic": alarm.statistic,
        "Period": alarm.period_seconds,
        "EvaluationPeriods": alarm.periods,
        "Threshold": float(alarm.threshold),
        "ComparisonOperator": "GreaterThanThreshold",
        "TreatMissingData": "notBreaching",  # a new fleet without requests is not a broken one
    }
