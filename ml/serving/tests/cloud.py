"""SageMaker by moto, with what it lacks filled in, and every call written down."""

import json
from contextlib import contextmanager
from types import SimpleNamespace

from botocore.exceptions import ClientError
from moto.sagemaker.models import sagemaker_backends

from ml.serving.aws import Aws

ACCOUNT = "123456789012"
REGION = "eu-central-1"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/jd-serving"
KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/1111"
IMAGE = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/jd-serving:1"


def table(**more):
    """The settings of a small deployment."""
    model = {"name": "jd-mini", "version": "3", "image": IMAGE, "data_url": "s3://models/jd-mini/3/model.tar.gz"}
    return {
        "endpoint": "jd-writer",
        "region": REGION,
        "role_arn": ROLE,
        "models": {"mini": model},
        "variants": [{"name": "main", "model": "mini", "instance_type": "ml.m5.xlarge"}],
    } | more


class Cloud:
    """`fails` maps an operation to the error that it answers; `rolls_back` makes updates end where they began."""

    def __init__(self):
        self.calls = []
        self.fails = {}
        self.rolls_back = False
        self.states = []

    @property
    def endpoint(self):
        return sagemaker_backends[ACCOUNT][REGION].endpoints["jd-writer"]

    @property
    def changes(self):
        return [name for name, _ in self.calls if not name.partition(":")[2].startswith(("Describe", "List"))]

    def parameters(self, action):
        """Of the last call."""
        return [given for name, given in self.calls if name == action][-1]

    def forget(self):
        self.calls.clear()

    def _record(self, params, model, **kwargs):
        service = model.service_model.service_name
        self.calls.append((f"{service}:{model.name}", params))

    def _fail(self, model, **kwargs):
        if model.name in self.fails:
            code, message = self.fails[model.name]
            raise ClientError({"Error": {"Code": code, "Message": message}}, model.name)

    def _update_endpoint(self, params, **kwargs):
        asked = json.loads(params["body"])
        if not self.rolls_back:
            self.endpoint.endpoint_config_name = asked["EndpointConfigName"]
        return SimpleNamespace(status_code=200), {"EndpointArn": self.endpoint.arn}

    def _tell_state(self, parsed, **kwargs):
        if self.states and "EndpointStatus" in parsed:
            parsed.update(self.states.pop(0))


_CLIENTS = {}
_CURRENT = []


def watched_client(aws, service, *, make):
    """A client for all tests, since botocore reads megabytes to make one. It asks the cloud of the current test."""
    if service not in _CLIENTS:
        _CLIENTS[service] = client = make(aws, service)
        events = client.meta.events
        # After botocore has checked the parameters, and before anything is sent.
        events.register("provide-client-params.*.*", lambda **given: _CURRENT[-1]._record(**given))
        events.register("before-call.*.*", lambda **given: _CURRENT[-1]._fail(**given))
        events.register("before-call.sagemaker.UpdateEndpoint", lambda **given: _CURRENT[-1]._update_endpoint(**given))
        events.register("after-call.sagemaker.DescribeEndpoint", lambda **given: _CURRENT[-1]._tell_state(**given))
    return _CLIENTS[service]


@contextmanager
def cloud_of_a_test(monkeypatch):
    make = Aws._client
    monkeypatch.setattr(Aws, "_client", lambda aws, service: watched_client(aws, service, make=make))
    _CURRENT.append(Cloud())
    yield _CURRENT[-1]
    _CURRENT.pop()
