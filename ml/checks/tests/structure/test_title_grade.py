from ml.checks.structure.title_grade import check_title_grade
from ml.checks.tests.postings import corrected, found_by, with_title


def test_numbers_that_name_things_stay():
    for title in (
        "Baker", "Senior Baker", "Lead Baker", "Head of Bread", "World War II Historian", "Phase II Trial Manager",
        "Level 3 Teaching Assistant", "Band 7 Physiotherapist", "Lead Generation Executive", "IV Therapy Nurse",
        "Senior Lecturer", "Junior School Teacher", "Tier II Support Analyst", "Grade 7 Policy Adviser",
    ):  # fmt: skip
        assert found_by(check_title_grade, with_title(title)) == [], title


def test_a_step_of_the_own_ladder_goes():
    for title, better in (
        ("Election Specialist II", "Election Specialist"),
        ("Analyst III (Voting Lead)", "Analyst (Voting Lead)"),
        ("Engineer L5 - Platform", "Engineer - Platform"),
    ):
        text = with_title(title)
        (finding,) = found_by(check_title_grade, text)
        assert corrected(text, finding) == better
    (finding,) = found_by(check_title_grade, with_title("Specialist I, II or III"))
    assert finding.replacements == ()
