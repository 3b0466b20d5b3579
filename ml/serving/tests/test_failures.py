import boto3
import pytest
from botocore.exceptions import (
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
)
from botocore.stub import Stubber

from ml.serving.aws import Aws
from ml.serving.errors import ServingError
from ml.serving.failures import explain

ASKED = {"EndpointName": "jd-writer"}


@pytest.fixture(scope="module")
def client():
    return boto3.client(
        "sagemaker", region_name="eu-central-1", aws_access_key_id="testing", aws_secret_access_key="testing"
    )


@pytest.fixture
def account(client, monkeypatch):
    """An Aws whose answers a Stubber gives."""
    account = Aws("eu-central-1", say=lambda text: None, show=lambda text: None)
    monkeypatch.setattr(account, "_client", lambda service: client)
    with Stubber(client) as stub:
        account.stub = stub
        yield account


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("AccessDeniedException", ("sagemaker:DescribeEndpoint", "infra/iam/operator.json")),
        ("ExpiredTokenException", ("Sign in again",)),
        ("UnrecognizedClientException", ("Sign in again",)),
        ("ResourceLimitExceeded", ("quota", "Service Quotas")),
        ("ResourceInUse", ("still busy", "status")),
        ("ThrottlingException", ("in a minute",)),
        ("ValidationException", ("refused sagemaker:DescribeEndpoint", "Correct the configuration file")),
        ("InternalFailure", ("InternalFailure", "Run the same command again")),
    ],
)
def test_every_refusal_is_a_sentence_with_a_next_step(account, code, words):
    account.stub.add_client_error("describe_endpoint", code, "Because.", expected_params=ASKED)
    with pytest.raises(ServingError) as caught:
        account.read("sagemaker", "describe_endpoint", **ASKED)

    message = str(caught.value)
    assert message.endswith(".")
    assert all(word in message for word in words)
    assert caught.value.exit_code == 1


def test_refusal_without_a_reason(account):
    account.stub.add_client_error("describe_endpoint", "", None, expected_params=ASKED)
    with pytest.raises(ServingError, match="with no code: no reason given"):
        account.find("sagemaker", "describe_endpoint", **ASKED)


@pytest.mark.parametrize("message", ['Could not find endpoint "arn:x".', "ModelPackageGroup arn:x does not exist."])
def test_what_is_missing_is_none(account, message):
    account.stub.add_client_error("describe_endpoint", "ValidationException", message, expected_params=ASKED)

    assert account.find("sagemaker", "describe_endpoint", **ASKED) is None


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (NoCredentialsError(), "set AWS_PROFILE"),
        (EndpointConnectionError(endpoint_url="https://x"), "Check the network"),
        (ConnectTimeoutError(endpoint_url="https://x"), "Check the network"),
        (ParamValidationError(report="Unknown parameter"), "Correct the configuration file"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_never_reached_aws(error, words):
    assert words in explain(error, "sagemaker", "create_model")


def test_no_credentials(monkeypatch, tmp_path, aws):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name)
    account = Aws("eu-central-1", say=pytest.fail, show=pytest.fail)

    with pytest.raises(ServingError, match="Sign in, or set AWS_PROFILE"):
        account.read("sagemaker", "describe_endpoint", **ASKED)


def test_update_endpoint_is_as_botocore_knows_it(account):
    """moto lacks this call; botocore's own model of it judges what we send."""
    from ml.serving.deployment import Deployment, Model, Scaling, Variant
    from ml.serving.rollout import update_request

    variant = Variant("main", Model("jd-mini", "3", image="x", data_url="s3://m/model.tar.gz"), "ml.m5.xlarge")
    role = "arn:aws:iam::123456789012:role/jd-serving"
    deployment = Deployment("jd-writer", "eu-central-1", role, (variant,), scaling=Scaling(1, 2))
    request = update_request(deployment, "jd-mini-3-0")
    account.stub.add_response("update_endpoint", {"EndpointArn": "arn:aws:sagemaker:x:endpoint/jd-writer"}, request)

    account.change("sagemaker", "update_endpoint", **request)
    assert account.done == ["update_endpoint jd-writer"]
