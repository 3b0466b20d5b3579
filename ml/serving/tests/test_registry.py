import pytest

from ml.serving.tests.cloud import table

GROUP = ("--group", "jd-mini")


def from_package(arn):
    model = {"name": "jd-mini", "version": "3", "package": arn}
    return {"models": {"mini": model}}


def test_it_works(run, cloud):
    code, arn, _ = run("register", *GROUP, "--metrics", "s3://models/3/evaluation.json", "--commit", "abc1234")

    assert code == 0
    package = cloud.parameters("sagemaker:CreateModelPackage")
    assert package["ModelApprovalStatus"] == "PendingManualApproval"
    assert package["ModelMetrics"]["ModelQuality"]["Statistics"]["S3Uri"] == "s3://models/3/evaluation.json"
    assert package["MetadataProperties"] == {"CommitId": "abc1234"}
    code, out, _ = run("approve", arn, "--reason", "Gate passed.")
    assert (code, out) == (0, f"{arn} is Approved.")
    assert run("deploy", **from_package(arn))[0] == 0
    container = cloud.parameters("sagemaker:CreateModel")["PrimaryContainer"]
    assert container == {"ModelPackageName": arn}


@pytest.mark.parametrize("verdict", [None, "reject"])
def test_what_is_not_approved_is_not_deployed(run, cloud, verdict):
    arn = run("register", *GROUP)[1]
    if verdict:
        run(verdict, arn, "--reason", "Invents licences.")
    cloud.forget()
    code, _, err = run("deploy", **from_package(arn))

    assert code == 1
    assert f"is {'Rejected' if verdict else 'PendingManualApproval'}. Have it approved first" in err
    assert cloud.changes == []


def test_registering_twice_changes_nothing(run, cloud):
    arn = run("register", *GROUP)[1]
    cloud.forget()

    assert run("register", *GROUP)[1] == arn
    assert cloud.changes == []
    newer = {"models": {"mini": table()["models"]["mini"] | {"version": "4"}}}
    assert run("register", *GROUP, **newer)[1] != arn


def test_deciding_twice_changes_nothing(run, cloud):
    arn = run("register", *GROUP)[1]
    run("approve", arn, "--reason", "Good.")
    cloud.forget()

    assert "Approved already" in run("approve", arn, "--reason", "Good.")[1]
    assert cloud.changes == []


def test_unknown_package(run):
    arn = "arn:aws:sagemaker:eu-central-1:123456789012:model-package/none/1"
    assert "Register the model first" in run("deploy", **from_package(arn))[2]


def test_package_is_not_registered_again(run):
    arn = run("register", *GROUP)[1]
    code, _, err = run("register", *GROUP, **from_package(arn))

    assert code == 2
    assert "comes from the registry already" in err
