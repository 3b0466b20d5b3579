from ml.checks.structure.title_two_levels import check_title_two_levels
from ml.checks.tests.postings import found_by, with_title


def test_one_level_stays():
    for title in (
        "Senior Baker",
        "Lead Generation Executive",
        "Junior School Teacher",
        "Senior Lecturer and Lead Surgeon",
    ):
        assert found_by(check_title_two_levels, with_title(title)) == [], title


def test_two_levels_are_one_too_many():
    for title in ("Junior/Senior Baker", "Mid to Senior Developer", "Junior or mid-level Analyst"):
        (finding,) = found_by(check_title_two_levels, with_title(title))
        assert finding.rule == "title-two-levels"
