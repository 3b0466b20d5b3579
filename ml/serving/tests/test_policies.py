"""The policies in infra/iam grant what the commands call, no more and no less."""

import ast
import json
import re
from pathlib import Path

import pytest

from ml.serving.failures import iam_action
from ml.serving.tests.cloud import KEY

ROOT = Path(__file__).parents[3]
IAM = ROOT / "infra" / "iam"
POLICIES = sorted(IAM.glob("*.json"))
PLACEHOLDERS = {
    "REGION", "ACCOUNT_ID", "ENDPOINT", "EXECUTION_ROLE", "MODEL_GROUP", "VOLUME_KEY_ID", "MODEL_BUCKET",
    "MODEL_KEY_ID", "CAPTURE_BUCKET", "CAPTURE_PREFIX", "CAPTURE_KEY_ID", "VLLM_ACCOUNT_ID",
}  # fmt: skip
#: What AWS asks for in the caller's name, though nobody calls it: the role it hands on, the role it makes, the key.
IMPLIED = {"iam:PassRole", "iam:CreateServiceLinkedRole", "kms:DescribeKey", "kms:CreateGrant"}
#: Actions whose resources IAM cannot name.
WITHOUT_RESOURCE = {"ecr:GetAuthorizationToken", "cloudwatch:PutMetricData"}


def statements(name):
    return json.loads((IAM / name).read_text())["Statement"]


def many(value):
    return [value] if isinstance(value, str) else value


def granted(name):
    return {action for statement in statements(name) for action in many(statement["Action"])}


def called_in_source():
    """The calls that stand in the source, whether a test makes them or not."""
    found = set()
    for path in (ROOT / "ml" / "serving").glob("*.py"):
        constants = {}
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                constants[node.targets[0].id] = node.value.value
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"read", "find", "change", "read_all"}:
                service, operation = node.args[:2]
                name = constants[service.id] if isinstance(service, ast.Name) else service.value
                found.add(iam_action(name, operation.value))
    return found


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_policies_are_well_formed(path):
    policy = json.loads(path.read_text())
    sids = [statement["Sid"] for statement in policy["Statement"]]

    assert policy["Version"] == "2012-10-17"
    assert len(set(sids)) == len(sids)
    for statement in policy["Statement"]:
        assert set(statement) <= {"Sid", "Effect", "Action", "Resource", "Condition", "Principal"}
        assert re.fullmatch(r"[A-Za-z0-9]+", statement["Sid"])
        assert statement["Effect"] == "Allow"
        assert all(re.fullmatch(r"[a-z0-9-]+:[A-Z][A-Za-z0-9]+", action) for action in many(statement["Action"]))
        scales = all(action.startswith("application-autoscaling:") for action in many(statement["Action"]))
        for resource in many(statement.get("Resource", [])):
            assert resource.startswith("arn:aws:") or scales or set(many(statement["Action"])) <= WITHOUT_RESOURCE
    words = set(re.findall(r"\b[A-Z]{2,}(?:_[A-Z]+)*\b", path.read_text())) - {"AWS"}
    assert words <= PLACEHOLDERS


def test_commands_call_what_the_policies_grant(run, cloud):
    """Every command once; what was asked of AWS, what stands in the source and what is granted are the same."""
    settings = {"scaling": {"least": 1, "most": 2}, "capture": {"s3_uri": "s3://captured/x", "kms_key": KEY}}
    arn = run("register", "--group", "jd-mini", **settings)[1]
    run("register", "--group", "jd-mini", **settings)
    run("approve", arn, "--reason", "Good.")
    packaged = {"models": {"mini": {"name": "jd-mini", "version": "4", "package": arn}}}
    runs = [
        run("deploy", **settings),
        run("update", **settings, **packaged),
        run("rollback"),
        run("weights", "main=2"),
        run("status"),
        run("delete", "--yes"),
    ]
    called = {name for name, _ in cloud.calls}

    assert [code for code, _, _ in runs] == [0] * 6
    assert called == called_in_source()
    assert called == (granted("operator.json") | granted("approver.json")) - IMPLIED
    assert granted("operator.json") >= IMPLIED


def test_who_deploys_does_not_approve():
    assert "sagemaker:UpdateModelPackage" not in granted("operator.json")


def test_application_may_only_ask():
    assert granted("caller.json") == {"sagemaker:InvokeEndpoint"}


def test_execution_role_changes_nothing_but_captures_and_logs():
    writes = {action for action in granted("execution.json") if re.search(r":(Put|Create|Delete|Update)", action)}
    assert writes == {
        "s3:PutObject",
        "logs:CreateLogGroup",
        "logs:CreateLogStream",
        "logs:PutLogEvents",
        "cloudwatch:PutMetricData",
    }
