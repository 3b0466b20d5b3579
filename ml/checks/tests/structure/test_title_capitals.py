from ml.checks.structure.title_capitals import check_title_capitals
from ml.checks.tests.postings import corrected, found_by, with_title


def test_short_forms_and_usual_capitals_stay():
    for title in ("HR", "ANP/ACP", "HCA PEOC OPD", "Senior PA", "NHS Manager", "Baker"):
        assert found_by(check_title_capitals, with_title(title)) == [], title


def test_a_loud_title_is_written_like_a_name():
    for title, better in (
        ("IT MANAGER", "IT Manager"),
        ("HEAD OF BAR AND KITCHEN", "Head of Bar and Kitchen"),
        ("HGV DRIVER (NIGHTS)", "HGV Driver (Nights)"),
        ("CLEANERS WANTED!!!", "Cleaners Wanted"),
    ):
        text = with_title(title)
        (finding,) = found_by(check_title_capitals, text)
        assert corrected(text, finding) == better
