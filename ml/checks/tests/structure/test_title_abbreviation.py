from ml.checks.structure.title_abbreviation import check_title_abbreviation
from ml.checks.tests.postings import corrected, found_by, with_title


def test_what_everybody_knows_stays():
    for title in (
        "IT Manager", "HR Adviser", "PA to the Director", "QA Engineer", "Tech Lead", "Admin Assistant",
        "DevOps Engineer", "Healthcare Assistant (HCA)", "Repair Technician", "Director", "R&D Chemist",
    ):  # fmt: skip
        assert found_by(check_title_abbreviation, with_title(title)) == [], title


def test_short_forms_are_written_out():
    for title, better in (
        ("Sr. Engineer", "Senior Engineer"),
        ("Asst Baker", "Assistant Baker"),
        ("Sales rep", "Sales representative"),
        ("HCA Nights", "Healthcare Assistant Nights"),
        ("HCA NIGHTS", "HEALTHCARE ASSISTANT NIGHTS"),
        ("Office Mgr", "Office Manager"),
    ):
        text = with_title(title)
        (finding,) = found_by(check_title_abbreviation, text)
        assert corrected(text, finding) == better
