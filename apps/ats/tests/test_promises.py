"""What docs/openapi.yaml promises, asked with requests made up from it: by a key that may do all, and a narrow one."""

from __future__ import annotations

import re

import pytest
import yaml
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as hypothesis_settings

from apps.ats import endpoints, keys
from apps.ats.api import drafts
from apps.ats.models import Scope
from apps.descriptions.models import GenerationRequest
from tests.factories import DepartmentFactory, JobDescriptionFactory, RevisionFactory, SectionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EXAMPLES = 6
#: Besides what schemathesis expects. 422: a brief or an address that has the right form, and a content that cannot be
#: used. 412: somebody changed the text meanwhile, which is looked at before the body is.
STATUSES = {
    "positive_data_acceptance": {"expected-statuses": ["2xx", "3xx", 401, 403, 404, 409, 412, 422]},
    "negative_data_rejection": {"expected-statuses": [400, 401, 403, 404, 405, 406, 409, 412, 415, 422, 428]},
}
SCHEMA = (settings.BASE_DIR / "docs" / "openapi.yaml").read_text(encoding="utf-8")
OPERATIONS = sorted(re.findall(r"operationId: (\w+)", SCHEMA))


@pytest.fixture(scope="module")
def schema():
    import schemathesis  # takes a second, which the quick tests need not spend

    config = schemathesis.Config.from_dict({"checks": STATUSES})
    schema = schemathesis.openapi.from_dict(yaml.safe_load(SCHEMA), config=config)
    schema.app = get_wsgi_application()
    return schema


@pytest.fixture
def paths(recruiter):
    """What the parameters of the paths name: a text with all that hangs on it, and an endpoint with a delivery."""
    description = JobDescriptionFactory(owner=recruiter, department=DepartmentFactory(name="Nursing"))
    section = SectionFactory(description=description)
    RevisionFactory(description=description, number=1)
    draft = GenerationRequest.objects.create(description=description, requested_by=recruiter)
    endpoint = endpoints.create_endpoint(url="http://127.0.0.1:9/hook", events=["draft.finished"])
    delivery = endpoints.ping(endpoint)
    return {
        "description_id": description.pk,
        "section_id": section.pk,
        "number": 1,
        "draft_id": draft.pk,
        "endpoint_id": endpoint.pk,
        "delivery_id": delivery.pk,
    }


@pytest.fixture(autouse=True)
def _nothing_waits(settings, monkeypatch):
    settings.JD_WEBHOOK_ALLOW_LOOPBACK = True
    settings.API_RATE = settings.TOKEN_RATE = "1000000/min"
    settings.ALLOWED_HOSTS = ["*"]
    monkeypatch.setattr(drafts, "LONGEST_WAIT", 0)


@pytest.fixture(autouse=True)
def _keep_the_connection():
    """As Django's own test client does: what a test has begun outlives its requests."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.parametrize("operation_id", OPERATIONS)
@pytest.mark.parametrize("mode", ["POSITIVE", "NEGATIVE"])
def test_promises(schema, recruiter, paths, mode, operation_id):
    everything = keys.create_key(name="Acme", scopes=Scope.values, user=recruiter)[1]
    finance = DepartmentFactory(name="Finance")
    little = keys.create_key(name="B", scopes=[Scope.DESCRIPTIONS_READ], user=recruiter, department=finance)[1]
    operation = schema.find_operation_by_id(operation_id)
    known = {name: paths[name] for name in paths if "{" + name + "}" in operation.path}
    ask(operation, mode, known, everything, EXAMPLES)
    ask(operation, mode, known, little, EXAMPLES // 3)
    if known:
        ask(operation, mode, {}, everything, EXAMPLES // 3)


def ask(operation, mode, known, key, times):
    from schemathesis import GenerationMode

    @seed(20261128)
    @hypothesis_settings(
        max_examples=times,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(GenerationMode[mode], path_parameters=known or None))
    def asked(case):
        with transaction.atomic():
            case.call_and_validate(headers={"Authorization": f"Bearer {key}"})
            transaction.set_rollback(True)

    asked()
