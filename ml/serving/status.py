"""How an endpoint is: what it runs, what is going on, and where a rollback would lead."""

from __future__ import annotations

from typing import Any

from ml.serving.alarms import existing_alarms
from ml.serving.aws import Aws
from ml.serving.endpoints import need_endpoint
from ml.serving.history import previous, read_history
from ml.serving.scaling import scalable_targets


def status(aws: Aws, name: str) -> dict[str, Any]:
    endpoint = need_endpoint(aws, name)
    config = endpoint["EndpointConfigName"]
    running = aws.read("sagemaker", "describe_endpoint_config", EndpointConfigName=config)
    targets = scalable_targets(aws, name)
    return {
        "endpoint": name,
        "region": aws.region,
        "status": endpoint["EndpointStatus"],
        "failure": endpoint.get("FailureReason"),
        "config": config,
        "previous_config": previous(read_history(aws, endpoint), current=config),
        "pending_config": endpoint.get("PendingDeploymentSummary", {}).get("EndpointConfigName"),
        "variants": [
            _variant(row, running["ProductionVariants"], targets) for row in endpoint.get("ProductionVariants", [])
        ],
        "shadows": [
            _variant(row, running.get("ShadowProductionVariants", []), {})
            for row in endpoint.get("ShadowProductionVariants", [])
        ],
        "captures": bool(running.get("DataCaptureConfig", {}).get("EnableCapture")),
        "alarms": {row["AlarmName"]: row["StateValue"] for row in existing_alarms(aws, name, config)},
        "changed": endpoint["LastModifiedTime"].isoformat(),
    }


def as_text(report: dict[str, Any]) -> str:
    lines = [f"{report['endpoint']} ({report['region']}) is {report['status']} with {report['config']}"]
    lines += [f"failure: {report['failure']}"] if report["failure"] else []
    lines += [f"on its way: {report['pending_config']}"] if report["pending_config"] else []
    lines += [f"variant {_words(row)}" for row in report["variants"]]
    lines += [f"shadow {_words(row)}" for row in report["shadows"]]
    lines += [f"alarm {name}: {state}" for name, state in report["alarms"].items()]
    lines.append("requests and answers are " + ("captured" if report["captures"] else "not captured"))
    lines.append(f"rollback leads to {report['previous_config'] or 'nothing: this is the first configuration'}")
    return "\n".join(lines)


def _variant(row: dict[str, Any], configured: list[dict[str, Any]], targets: dict[str, Any]) -> dict[str, Any]:
    name = row["VariantName"]
    settings = next((one for one in configured if one["VariantName"] == name), {})
    target = targets.get(name)
    return {
        "name": name,
        "model": settings.get("ModelName"),
        "instance_type": settings.get("InstanceType"),
        "instances": row.get("CurrentInstanceCount"),
        "weight": row.get("CurrentWeight"),
        "scales": [target["MinCapacity"], target["MaxCapacity"]] if target else None,
    }


def _words(row: dict[str, Any]) -> str:
    scales = f", scales from {row['scales'][0]} to {row['scales'][1]}" if row["scales"] else ""
    return (
        f"{row['name']}: {row['model']} on {row['instances']} x {row['instance_type']}, weight {row['weight']}{scales}"
    )
