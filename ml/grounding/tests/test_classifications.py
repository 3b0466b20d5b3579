from __future__ import annotations

from pathlib import Path

import pytest

from ml.grounding.classifications import ClassificationError, FolderFiles, forms_of, load_occupations, read_onet

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data"


def onet(folder, *, occupation="29-1141.00\tNurses\tCare.\n", title="29-1141.00\tRegistered Nurse (RN)\n"):
    (folder / "Occupation Data.tsv").write_text(f"O*NET-SOC Code\tTitle\tDescription\n{occupation}")
    (folder / "Alternate Titles.tsv").write_text(f"O*NET-SOC Code\tAlternate Title\n{title}")
    return folder


def test_it_works(tmp_path):
    (one,) = read_onet(FolderFiles(onet(tmp_path)))
    assert (one.code, one.title, one.soc, one.isco) == ("29-1141.00", "Nurses", "29-1141", "")
    assert one.names == ["Nurses", "Registered Nurse", "RN"]


@pytest.mark.parametrize(
    ("title", "forms"),
    [
        ("Business Development Officer (BD Officer)", ["Business Development Officer", "BD Officer"]),
        ("CEO (Chief Executive Officer)", ["CEO", "Chief Executive Officer"]),
        ("(RN)", ["RN"]),
        ("Nurse", ["Nurse"]),
        ("Nurse (", ["Nurse ("]),
    ],
)
def test_long_and_short_forms(title, forms):
    assert forms_of(title) == forms


def test_quotes_are_letters(tmp_path):
    (one,) = read_onet(FolderFiles(onet(tmp_path, title='29-1141.00\t"Nurse\n')))
    assert one.titles == ['"Nurse']


def test_a_missing_folder(tmp_path):
    with pytest.raises(ClassificationError, match="is no folder"):
        load_occupations(onet=tmp_path / "none")


def test_a_title_of_an_unknown_code(tmp_path):
    with pytest.raises(ClassificationError, match="not in Occupation Data"):
        load_occupations(onet=onet(tmp_path, title="11-1011.00\tChief\n"))


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data is not beside this checkout")
def test_the_real_files():
    assert len(load_occupations(esco=SHARED / "esco")) > 30_000
