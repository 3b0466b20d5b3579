from ml.checks.structure.title_level import check_title_level
from ml.checks.tests.postings import found_by, with_title
from ml.contracts import Level


def test_the_level_of_the_job_may_be_near_that_of_the_title():
    for title, level in (
        ("Senior Baker", Level.SENIOR), ("Senior Living Manager", Level.JUNIOR),
        ("Senior Baker", Level.LEAD), ("Senior Baker", Level.MANAGER),
        ("Senior Baker", Level.MID), ("Trainee Baker", Level.INTERN), ("Baker", Level.JUNIOR),
        ("Graduate Baker", Level.MID),
    ):  # fmt: skip
        assert found_by(check_title_level, with_title(title), level=level) == [], title


def test_a_beginner_is_no_senior():
    (finding,) = found_by(check_title_level, with_title("Senior Baker"), level=Level.JUNIOR)
    assert (finding.rule, finding.text) == ("title-level-differs", "Senior")
    (finding,) = found_by(check_title_level, with_title("Trainee Baker"), level=Level.LEAD)
    assert "lead" in finding.reason
