import io
import json

import pytest

from ml.serving.aws import Aws
from ml.serving.tests.cloud import KEY, REGION, table

ALL = {"capture": {"s3_uri": "s3://captured/x", "kms_key": KEY}, "scaling": {"least": 1, "most": 3}}
NEWER = {"models": {"mini": table()["models"]["mini"] | {"version": "4"}}}


@pytest.fixture
def typed(monkeypatch):
    """What a person types."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def left():
    account = Aws(REGION, say=pytest.fail, show=pytest.fail)
    lists = {
        "EndpointName": ("sagemaker", "list_endpoints", "Endpoints"),
        "EndpointConfigName": ("sagemaker", "list_endpoint_configs", "EndpointConfigs"),
        "ModelName": ("sagemaker", "list_models", "Models"),
        "AlarmName": ("cloudwatch", "describe_alarms", "MetricAlarms"),
    }
    return [row[key] for key, asked in lists.items() for row in account.read_all(*asked)]


def test_status_as_json(run, cloud):
    run("deploy", **ALL)
    first = cloud.endpoint.endpoint_config_name
    run("update", **ALL, **NEWER)
    report = json.loads(run("status", "--format", "json")[1])

    assert (report["status"], report["previous_config"], report["captures"]) == ("InService", first, True)
    [variant] = report["variants"]
    assert variant["model"].startswith("jd-mini-4-")
    assert (variant["instance_type"], variant["instances"], variant["scales"]) == ("ml.m5.xlarge", 1, [1, 3])
    assert len(report["alarms"]) == 2


def test_status_as_text(run, cloud):
    run("deploy")
    cloud.states = [{"EndpointStatus": "Updating", "PendingDeploymentSummary": {"EndpointConfigName": "jd-mini-9-1"}}]
    code, out, _ = run("status")

    assert code == 0
    assert out.splitlines()[:2] == [
        f"jd-writer (eu-central-1) is Updating with {cloud.endpoint.endpoint_config_name}",
        "on its way: jd-mini-9-1",
    ]
    assert "requests and answers are not captured" in out
    assert out.endswith("rollback leads to nothing: this is the first configuration")


def test_status_of_nothing(run):
    assert run("status")[0] == 1


def test_delete_takes_all_that_is_the_endpoints_own(run, cloud):
    run("deploy", endpoint="other")
    others = left()
    run("deploy", **ALL)
    run("update", **ALL, **NEWER)
    code, out, _ = run("delete", "--yes")

    assert (code, out) == (0, "jd-writer is deleted.")
    assert left() == others
    assert cloud.changes[-1] == "cloudwatch:DeleteAlarms"


def test_delete_goes_on_after_a_failure(run, cloud):
    run("deploy")
    cloud.fails["DeleteAlarms"] = ("InternalFailure", "gone")
    code, _, err = run("delete", "--yes")
    assert code == 1
    assert "Done so far: delete_endpoint jd-writer" in err
    cloud.fails.clear()

    assert run("delete", "--yes")[1] == "There is no endpoint jd-writer; what was left of it is deleted."
    assert left() == []


@pytest.mark.parametrize(("text", "code"), [("jd-writer\n", 0), ("jd-write\n", 4), ("", 4)])
def test_delete_asks_for_the_name(run, cloud, typed, text, code):
    run("deploy")
    before = left()
    typed(text)

    assert run("delete")[0] == code
    assert left() == ([] if code == 0 else before)


def test_delete_dry_run_asks_and_changes_nothing(run, cloud):
    run("deploy")
    before = left()
    out = run("delete", "--dry-run")[1]

    assert [json.loads(line)["call"] for line in out.splitlines()] == [
        "sagemaker.delete_endpoint",
        "sagemaker.delete_endpoint_config",
        "sagemaker.delete_model",
        "cloudwatch.delete_alarms",
    ]
    assert left() == before
