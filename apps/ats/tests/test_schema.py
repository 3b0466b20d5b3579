from __future__ import annotations

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command

import ml.contracts
from apps.ats.api import briefs
from apps.ats.api.briefs import AnswerInput, BriefInput, CompanyInput, LocationInput, PayInput

COMMITTED = settings.BASE_DIR / "docs" / "openapi.yaml"


def test_the_committed_file_is_current():
    """After a change of the API: `manage.py spectacular --validate --fail-on-warn --file docs/openapi.yaml`."""
    out = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=out)
    assert out.getvalue().strip() == COMMITTED.read_text(encoding="utf-8").strip()


@pytest.mark.django_db
def test_it_is_served(client):
    response = client.get("/api/v1/schema/")
    assert response.status_code == 200
    assert b"openapi: 3.1.0" in response.content


@pytest.mark.parametrize(
    ("serializer", "contract"),
    [
        (BriefInput, ml.contracts.Brief),
        (CompanyInput, ml.contracts.Company),
        (LocationInput, ml.contracts.Location),
        (PayInput, ml.contracts.Pay),
        (AnswerInput, ml.contracts.Answer),
    ],
)
def test_briefs_have_the_fields_of_the_contract(serializer, contract):
    assert set(serializer().fields) == set(contract.__dataclass_fields__)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("LEVELS", "Level"),
        ("WORKPLACE_TYPES", "WorkplaceType"),
        ("EMPLOYMENT_TYPES", "EmploymentType"),
        ("PERIODS", "PayPeriod"),
        ("TONES", "Tone"),
        ("LENGTHS", "Length"),
        ("LANGUAGES", "Language"),
    ],
)
def test_choices_are_those_of_the_contract(name, kind):
    assert getattr(briefs, name) == [str(value) for value in getattr(ml.contracts, kind)]
