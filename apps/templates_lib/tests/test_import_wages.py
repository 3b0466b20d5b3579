from __future__ import annotations

import io
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from apps.templates_lib.models import ReferenceSource, Wage
from apps.templates_lib.wages import wage_of
from tests.factories import RoleProfileFactory, WageFactory

pytestmark = pytest.mark.django_db
TSV = (
    "code\ttitle\tsource\thourlyMedianWage\tannualMedianWage\n"
    "29-1141.00\tRegistered Nurses\tBLS OES May 2024\t45.0\t93600.0\n"
    "11-1031.00\tLegislators\tBLS OES May 2024\t\t44810.0\n"
    "27-2011.00\tActors\tBLS OES May 2024\t\t\n"
)
CSV = (
    "AREA_TITLE,NAICS,OCC_CODE,OCC_TITLE,H_MEDIAN,A_PCT25,A_MEDIAN,A_PCT75\n"
    'U.S.,000000,29-1141,Registered Nurses,45.00,"76,640","93,600","107,960"\n'
    "Texas,000000,29-1141,Registered Nurses,40.00,1,2,3\n"
    'U.S.,000000,29-1215,Family Medicine Physicians,#,"161,160",#,#\n'
    "U.S.,000000,27-2011,Actors,23.33,*,*,*\n"
)


def run(tmp_path, text=TSV, **options):
    path, out = tmp_path / "wages.csv", io.StringIO()
    path.write_text(text, encoding="utf-8")
    call_command("import_wages", str(path), stdout=out, **options)
    return out.getvalue()


def test_it_works(tmp_path):
    out = run(tmp_path)
    assert "2 wages, 2 changes" in out
    assert "U.S. Bureau of Labor Statistics" in out
    wage = Wage.objects.get(soc="29-1141")
    assert (wage.year, wage.area, wage.annual_median, wage.hourly_median) == (2024, "US", Decimal(93600), Decimal(45))


def test_the_table_of_the_bureau(tmp_path):
    run(tmp_path, CSV, year=2024)
    wage = Wage.objects.get(soc="29-1141")
    assert (wage.annual_lower, wage.annual_median, wage.annual_upper) == (76640, 93600, 107960)
    assert set(Wage.objects.values_list("soc", flat=True)) == {"29-1141", "27-2011"}


def test_a_second_run_changes_nothing(tmp_path):
    run(tmp_path)
    before = ReferenceSource.objects.get().changed_at
    assert "2 wages, 0 changes" in run(tmp_path)
    assert ReferenceSource.objects.get().changed_at == before


def test_another_year_stands_beside(tmp_path):
    run(tmp_path)
    run(tmp_path, TSV.replace("2024", "2025").replace("93600", "95000"))
    assert Wage.objects.filter(soc="29-1141").count() == 2
    assert wage_of("29-1141").year == 2025


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a,b\n1,2\n", "has no column OCC_CODE"),
        ("", "has no column OCC_CODE"),
        (TSV.splitlines()[0], "has no row with a code and a median"),
        (TSV.replace("93600.0", "much"), "'much' is no amount"),
        (TSV.replace("93600.0", "nan"), "is no amount"),
        (TSV.replace("93600.0", "-5"), "is no amount"),
        (CSV, "does not say of which year"),
    ],
)
def test_bad_files(text, reason, tmp_path):
    with pytest.raises(CommandError) as caught:
        run(tmp_path, text)
    assert reason in str(caught.value)
    assert not Wage.objects.exists()


def test_a_missing_file(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_wages", str(tmp_path / "none.csv"))


@pytest.mark.parametrize(
    "fields",
    [
        {"soc": "29"},
        {"year": 1},
        {"annual_median": None, "hourly_median": None},
        {"annual_lower": 2, "annual_median": 1},
        {"hourly_median": 5, "hourly_upper": 4},
    ],
)
def test_the_database_refuses_odd_wages(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        WageFactory(**fields)


# The hint

OFFERS = {"soc": "29-1141", "responsibilities": [], "requirements": [], "questions": []}


def test_the_hint_stands_beside_the_pay_of_the_role_taken(client_of, recruiter):
    WageFactory()
    RoleProfileFactory(slug="nurse", content=OFFERS)
    html = client_of(recruiter).post(reverse("descriptions:new"), {"title": "Nurse", "take": "nurse"}).content.decode()
    hint = "US median for this occupation: $93,600 a year, $45.00 an hour (US Bureau of Labor Statistics, 2024)."
    assert hint in " ".join(html.split())
    assert 'value="93600' not in html
    fragment = client_of(recruiter).get(reverse("library:offers", args=["nurse"])).content.decode()
    assert '<div id="pay-hint" hx-swap-oob="true">' in fragment
    assert hint in " ".join(fragment.split())


@pytest.mark.parametrize("soc", ["", "11-1011"])
def test_no_wage_no_hint(soc, client_of, recruiter):
    WageFactory()
    RoleProfileFactory(slug="nurse", content={**OFFERS, "soc": soc})
    assert "US median" not in client_of(recruiter).get(reverse("library:offers", args=["nurse"])).content.decode()


def test_a_wage_by_the_year_alone():
    WageFactory(hourly_median=None)
    assert wage_of("29-1141").amount == "$93,600 a year"
