import json

import pytest

from ml.serving.tests.cloud import KEY, table

CAPTURE = {"s3_uri": "s3://captured/jd-writer", "kms_key": KEY}
SCALING = {"least": 1, "most": 3}
ALL = {"capture": CAPTURE, "scaling": SCALING, "volume_kms_key": KEY, "tags": {"team": "people"}}
CREATES = [
    "sagemaker:CreateModel",
    "sagemaker:CreateEndpointConfig",
    "cloudwatch:PutMetricAlarm",
    "cloudwatch:PutMetricAlarm",
    "sagemaker:CreateEndpoint",
]


def of_version(version, **more):
    models = {"mini": table()["models"]["mini"] | {"version": version}}
    return {"models": models} | more


def two_variants(**weights):
    shared = {"model": "mini", "instance_type": "ml.m5.xlarge"}
    return {"variants": [{"name": name, "weight": weight, **shared} for name, weight in weights.items()]}


def test_deploy_works(run, cloud):
    code, out, _ = run("deploy", **ALL)

    assert (code, out) == (0, f"jd-writer runs {cloud.endpoint.endpoint_config_name}.")
    assert cloud.changes == [
        *CREATES,
        "application-autoscaling:RegisterScalableTarget",
        "application-autoscaling:PutScalingPolicy",
    ]
    config = cloud.parameters("sagemaker:CreateEndpointConfig")
    assert config["EndpointConfigName"].startswith("jd-mini-3-")
    assert config["KmsKeyId"] == KEY
    assert config["DataCaptureConfig"]["KmsKeyId"] == KEY
    assert cloud.parameters("sagemaker:CreateModel")["EnableNetworkIsolation"] is True


def test_deploying_twice_changes_nothing(run, cloud):
    run("deploy", **ALL)
    cloud.forget()

    assert run("deploy", **ALL)[0] == 0
    assert cloud.changes == []


def test_deploy_leaves_another_configuration_alone(run, cloud):
    run("deploy")
    cloud.forget()
    code, _, err = run("deploy", **of_version("4"))

    assert code == 1
    assert "Change it with `update`" in err
    assert cloud.changes == []


def test_update_is_a_canary_with_alarms_of_the_new_fleet(run, cloud):
    run("deploy")
    cloud.forget()
    code, out, _ = run("update", **of_version("4"))

    assert code == 0
    assert out.startswith("jd-writer runs jd-mini-4-")
    asked = cloud.parameters("sagemaker:UpdateEndpoint")
    policy = asked["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]
    assert policy == {
        "Type": "CANARY",
        "WaitIntervalInSeconds": 600,
        "CanarySize": {"Type": "CAPACITY_PERCENT", "Value": 10},
    }
    alarms = [given for name, given in cloud.calls if name == "cloudwatch:PutMetricAlarm"]
    assert asked["DeploymentConfig"]["AutoRollbackConfiguration"]["Alarms"] == [
        {"AlarmName": alarm["AlarmName"]} for alarm in alarms
    ]
    for alarm in alarms:
        assert {"Name": "EndpointConfigName", "Value": asked["EndpointConfigName"]} in alarm["Dimensions"]
        assert alarm["TreatMissingData"] == "notBreaching"
    names = [name for name, _ in cloud.calls]
    assert names.index("cloudwatch:PutMetricAlarm") < names.index("sagemaker:UpdateEndpoint")


def test_updating_twice_changes_nothing(run, cloud):
    run("deploy")
    run("update", **of_version("4", **ALL))
    cloud.forget()

    assert run("update", **of_version("4", **ALL))[0] == 0
    assert cloud.changes == []


def test_update_keeps_the_machines_that_scaling_added(run, cloud):
    run("deploy", **ALL)
    run("update", **of_version("4", **ALL))
    asked = cloud.parameters("sagemaker:UpdateEndpoint")

    assert asked["RetainAllVariantProperties"] is True
    kept_out = {row["VariantPropertyType"] for row in asked["ExcludeRetainedVariantProperties"]}
    assert kept_out == {"DesiredWeight", "DataCaptureConfig"}


def test_scaling_is_released_where_the_machines_change(run, cloud):
    larger = [{"name": "main", "model": "mini", "instance_type": "ml.m5.2xlarge"}]
    run("deploy", scaling=SCALING)
    cloud.forget()
    run("update", scaling=SCALING, variants=larger)
    at = cloud.changes.index("sagemaker:UpdateEndpoint")

    assert "application-autoscaling:DeregisterScalableTarget" in cloud.changes[:at]
    assert "application-autoscaling:RegisterScalableTarget" in cloud.changes[at:]


def test_scaling_taken_out_of_the_file_is_released(run, cloud):
    run("deploy", scaling=SCALING)
    cloud.forget()
    run("deploy")

    assert cloud.changes == ["application-autoscaling:DeregisterScalableTarget"]


def test_rollback_goes_back_one_by_one(run, cloud):
    names = []
    for version in ("3", "4", "5"):
        run("deploy" if version == "3" else "update", **of_version(version))
        names.append(cloud.endpoint.endpoint_config_name)

    assert run("rollback")[0] == 0
    assert cloud.endpoint.endpoint_config_name == names[1]
    assert "DeploymentConfig" not in cloud.parameters("sagemaker:UpdateEndpoint")  # at once
    assert run("rollback")[0] == 0
    assert cloud.endpoint.endpoint_config_name == names[0]
    code, _, err = run("rollback")
    assert code == 1
    assert "ran nothing before" in err
    assert run("rollback", "--to", names[2])[0] == 0
    assert cloud.endpoint.endpoint_config_name == names[2]


def test_rollback_keeps_the_machines_that_scaling_added(run, cloud):
    larger = [{"name": "main", "model": "mini", "instance_type": "ml.m5.2xlarge"}]
    run("deploy", scaling=SCALING)
    run("update", scaling=SCALING, variants=larger)
    cloud.forget()
    run("rollback", scaling=SCALING, variants=larger)
    at = cloud.changes.index("sagemaker:UpdateEndpoint")

    assert cloud.changes[:at] == ["application-autoscaling:DeregisterScalableTarget"]
    assert "application-autoscaling:RegisterScalableTarget" in cloud.changes[at:]
    assert cloud.parameters("sagemaker:UpdateEndpoint")["RetainAllVariantProperties"] is True


def test_rollback_to_what_is_gone(run, cloud):
    run("deploy")
    code, _, err = run("rollback", "--to", "jd-mini-2-00000000")

    assert code == 1
    assert "does not exist any more" in err


def test_aws_rolls_back(run, cloud):
    """The exit code tells a pipeline, the words tell a person; a later rollback does not lead to the failed one."""
    run("deploy", **ALL)
    before = cloud.endpoint.endpoint_config_name
    run("update", **of_version("4", **ALL))
    good = cloud.endpoint.endpoint_config_name
    cloud.rolls_back = True
    cloud.states = [
        {},
        {"EndpointStatus": "Updating"},
        {"EndpointStatus": "RollingBack"},
        {"FailureReason": "Alarm 5XX."},
    ]
    code, _, err = run("update", **of_version("5", **ALL))

    assert code == 3
    assert "jd-writer is RollingBack" in err
    assert f"AWS rolled the update back: Alarm 5XX. jd-writer serves with {good} as before" in err
    cloud.rolls_back = False
    run("rollback")
    assert cloud.endpoint.endpoint_config_name == before


def test_endpoint_that_failed(run, cloud):
    cloud.states = [{"EndpointStatus": "Creating"}, {"EndpointStatus": "Failed", "FailureReason": "No ping."}]
    code, _, err = run("deploy")

    assert code == 3
    assert "jd-writer is Failed: No ping. Its log is /aws/sagemaker/Endpoints/jd-writer" in err
    cloud.states = [{"EndpointStatus": "Failed", "FailureReason": "No ping."}]
    code, _, err = run("update", **of_version("4"))
    assert code == 1
    assert "Delete it with `delete`" in err


def test_second_update_waits_for_the_one_that_runs(run, cloud):
    run("deploy")
    run("update", **of_version("4"))
    name = cloud.endpoint.endpoint_config_name
    pending = {
        "EndpointStatus": "Updating",
        "EndpointConfigName": "jd-mini-3-11111111",
        "PendingDeploymentSummary": {"EndpointConfigName": name, "ProductionVariants": []},
    }
    cloud.states = [pending, pending]
    cloud.forget()

    assert run("update", **of_version("4"))[0] == 0
    assert cloud.changes == []
    cloud.states = [pending]
    assert "is Updating. Wait until" in run("update", **of_version("5"))[2]


def test_partial_failure_says_what_exists_and_goes_on(run, cloud):
    cloud.fails["CreateEndpoint"] = ("ResourceLimitExceeded", "0 Instances of ml.m5.xlarge.")
    code, _, err = run("deploy")

    assert code == 1
    assert "quota is too small: 0 Instances of ml.m5.xlarge." in err
    assert "Done so far: create_model jd-mini-3-" in err
    cloud.fails.clear()
    cloud.forget()
    assert run("deploy")[0] == 0
    assert cloud.changes == ["sagemaker:CreateEndpoint"]


def test_no_wait_leaves_scaling_to_the_next_time(run, cloud):
    code, _, err = run("deploy", "--no-wait", **ALL)

    assert code == 0
    assert "Not waiting" in err
    assert cloud.changes == CREATES
    cloud.forget()
    run("deploy", **ALL)
    assert len(cloud.changes) == 2


def test_dry_run_prints_the_exact_calls(run, cloud):
    code, out, err = run("deploy", "--dry-run", **ALL)
    lines = [json.loads(line) for line in out.splitlines()]

    assert code == 0
    assert cloud.changes == []
    assert "Nothing was changed" in err
    run("deploy", **ALL)
    made = [given for name, given in cloud.calls if name in CREATES]
    assert [line["parameters"] for line in lines] == made
    assert lines[0]["call"] == "sagemaker.create_model"


def test_canary_needs_the_same_variants(run, cloud):
    run("deploy")
    cloud.forget()
    code, _, err = run("update", **two_variants(main=9, challenger=1))

    assert code == 2
    assert "Keep the names, or set rollout.kind to ALL_AT_ONCE" in err
    assert cloud.changes == []
    assert run("update", **two_variants(main=9, challenger=1), rollout={"kind": "ALL_AT_ONCE"})[0] == 0


def test_weights(run, cloud):
    run("deploy", **two_variants(main=9, challenger=1))
    code, out, _ = run("weights", "main=5", "challenger=5")

    assert (code, out) == (0, "New weights: main 5, challenger 5")
    assert cloud.parameters("sagemaker:UpdateEndpointWeightsAndCapacities")["DesiredWeightsAndCapacities"] == [
        {"VariantName": "main", "DesiredWeight": 5.0},
        {"VariantName": "challenger", "DesiredWeight": 5.0},
    ]
    cloud.forget()
    assert run("weights", "main=5")[1] == "The weights are so already."
    assert cloud.changes == []
    assert "no variant other" in run("weights", "other=1")[2]
    assert "no variant would get a request" in run("weights", "main=0", "challenger=0")[2]


@pytest.mark.parametrize("text", ["main", "main=much", "main=-1", "main=nan"])
def test_weights_are_numbers(run, text):
    with pytest.raises(SystemExit, match="2"):
        run("weights", text)


def test_shadow_runs_another_model(run, cloud):
    models = table()["models"]
    models["next"] = models["mini"] | {"version": "4"}
    shadow = {"name": "next", "model": "next", "instance_type": "ml.m5.xlarge"}
    run("deploy", models=models, shadows=[shadow])
    config = cloud.parameters("sagemaker:CreateEndpointConfig")

    assert config["ShadowProductionVariants"][0]["ModelName"].startswith("jd-mini-4-")
    assert cloud.changes.count("sagemaker:CreateModel") == 2


def test_no_endpoint_yet(run):
    code, _, err = run("update")

    assert (code, err) == (1, "There is no endpoint jd-writer in eu-central-1. Create it with `deploy`.")
