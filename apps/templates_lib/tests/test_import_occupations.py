from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from apps.templates_lib import engine
from apps.templates_lib.models import Occupation, OccupationTitle, ReferenceSource
from tests.factories import OccupationFactory, OccupationTitleFactory, ReferenceSourceFactory

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data"
needs_data = pytest.mark.skipif(not (SHARED / "onet").is_dir(), reason="../shared/data is not beside this checkout")
ONET = {
    "Occupation Data.txt": "O*NET-SOC Code\tTitle\tDescription\n"
    '29-1141.00\tRegistered Nurses\tAssess "patients".\n29-1141.01\tAcute Care Nurses\tCare.\n',
    "Alternate Titles.txt": "O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)\n"
    "29-1141.00\tRegistered Nurse (RN)\tRN\t08\n29-1141.00\tRegistered Nurses\tn/a\t08\n",
}
ALTERNATE = ONET["Alternate Titles.txt"]
ESCO = {
    "occupations_en.csv": "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,description,code\n"
    "Occupation,http://data.europa.eu/esco/occupation/1,2221,specialist nurse,"
    '"nurse specialist\nspecialised nurse",Care.,2221.1\n'
}


def write(folder, files):
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def zipped(path, files, folder=""):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(folder + name, text)
    return path


def run(command, place, **options):
    out = io.StringIO()
    call_command(command, str(place), stdout=out, **options)
    return out.getvalue()


def test_it_works(tmp_path):
    out = run("import_onet", write(tmp_path, ONET), version_name="29.3")
    assert "2 occupations with 3 titles" in out
    assert "USDOL/ETA" in out
    nurse = Occupation.objects.get(code="29-1141.00")
    assert (nurse.title, nurse.soc, nurse.isco, nurse.description) == (
        "Registered Nurses",
        "29-1141",
        "",
        'Assess "patients".',
    )
    assert nurse.source.version == "29.3"
    assert set(nurse.titles.values_list("normalised", "is_preferred")) == {
        ("registered nurse", True), ("rn", False)
    }  # fmt: skip


def test_esco(tmp_path):
    out = run("import_esco", zipped(tmp_path / "ESCO dataset - v1.1.1 - csv.zip", ESCO))
    assert "ESCO classification 1.1.1 of the European Commission" in out
    assert Occupation.objects.get().isco == "2221"
    assert OccupationTitle.objects.count() == 3


def test_an_archive_with_a_folder_names_its_version(tmp_path):
    run("import_onet", zipped(tmp_path / "db_30_0_text.zip", ONET, folder="db_30_0_text/"))
    assert ReferenceSource.objects.get().version == "30.0"


def test_a_second_run_changes_nothing(tmp_path):
    run("import_onet", write(tmp_path, ONET))
    before = list(OccupationTitle.objects.values_list("pk", flat=True)), ReferenceSource.objects.get().changed_at
    assert " 0 changes" in run("import_onet", tmp_path)
    assert (
        list(OccupationTitle.objects.values_list("pk", flat=True)),
        ReferenceSource.objects.get().changed_at,
    ) == before


def test_what_a_newer_version_lacks_goes(tmp_path):
    run("import_onet", write(tmp_path, ONET))
    newer = {
        "Occupation Data.txt": ONET["Occupation Data.txt"]
        .replace("Assess", "Watch")
        .replace("29-1141.01", "29-1142.00"),
        "Alternate Titles.txt": ONET["Alternate Titles.txt"].replace("(RN)", "(CN)"),
    }
    run("import_onet", write(tmp_path, newer))
    assert set(Occupation.objects.values_list("code", flat=True)) == {"29-1141.00", "29-1142.00"}
    assert Occupation.objects.get(code="29-1141.00").description == 'Watch "patients".'
    assert not OccupationTitle.objects.filter(normalised="rn").exists()


def test_sources_do_not_touch_each_other(tmp_path):
    run("import_onet", write(tmp_path, ONET))
    run("import_esco", write(tmp_path, ESCO))
    assert Occupation.objects.count() == 3


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"Occupation Data.txt": None}, "Occupation Data.txt or Occupation Data.tsv is missing"),
        ({"Alternate Titles.txt": None}, "Alternate Titles.txt or Alternate Titles.tsv is missing"),
        ({"Occupation Data.txt": "a,b\n1,2\n"}, "has no column 'O*NET-SOC Code'"),
        ({"Occupation Data.txt": "O*NET-SOC Code\tTitle\tDescription\nx\ty\tz\n"}, "is no code"),
        ({"Occupation Data.txt": "O*NET-SOC Code\tTitle\tDescription\n29-1141.00\n"}, "too few columns"),
        ({"Occupation Data.txt": "O*NET-SOC Code\tTitle\tDescription\n29-1141.00\ta\0b\tc\n"}, "NUL"),
        ({"Occupation Data.txt": "O*NET-SOC Code\tTitle\tDescription\n"}, "not in Occupation Data"),
        (
            {"Alternate Titles.txt": ONET["Alternate Titles.txt"].replace("29-1141", "11-1111")},
            "not in Occupation Data",
        ),
        ({"Alternate Titles.txt": ONET["Alternate Titles.txt"].replace("(RN)", "x" * 300)}, "longer than 200"),
    ],
)
def test_bad_files_change_nothing(change, reason, tmp_path):
    write(tmp_path, {name: text for name, text in (ONET | change).items() if text is not None})
    with pytest.raises(CommandError) as caught:
        run("import_onet", tmp_path)
    assert reason in str(caught.value)
    assert not ReferenceSource.objects.exists()


def test_a_file_in_another_encoding(tmp_path):
    (write(tmp_path, ONET) / "Occupation Data.txt").write_bytes(
        b"O*NET-SOC Code\tTitle\tDescription\n29-1141.00\tNurs\xe9\tx\n"
    )
    with pytest.raises(CommandError, match="UTF-8"):
        run("import_onet", tmp_path)


def test_the_matcher_notices_an_import(tmp_path):
    assert len(engine.occupations()) == 0
    before = engine.matcher()
    run("import_onet", write(tmp_path, ONET))
    assert len(engine.occupations()) == 3
    assert engine.matcher() is not before
    assert engine.matcher() is engine.matcher()


@pytest.mark.parametrize(
    "fields",
    [{"title": ""}, {"soc": "", "isco": ""}, {"soc": "29-11"}, {"isco": "22"}, {"code": "same"}],
    ids=["no title", "no code", "odd SOC", "odd ISCO", "code twice"],
)
def test_the_database_refuses_odd_occupations(fields):
    source = ReferenceSourceFactory()
    OccupationFactory(source=source, code="same", soc="29-1141")
    with pytest.raises(IntegrityError), transaction.atomic():
        OccupationFactory(**{"source": source, "code": "29-1141.00", "soc": "29-1141", **fields})


def test_the_database_refuses_a_second_preferred_title():
    title = OccupationTitleFactory(is_preferred=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        OccupationTitleFactory(occupation=title.occupation, title="Other", is_preferred=True)


@pytest.mark.slow
@needs_data
@pytest.mark.parametrize(
    ("command", "folder", "occupations"), [("import_onet", "onet", 1016), ("import_esco", "esco", 3007)]
)
def test_the_real_files(command, folder, occupations):
    run(command, SHARED / folder)
    assert Occupation.objects.count() == occupations
    assert " 0 changes" in run(command, SHARED / folder)
