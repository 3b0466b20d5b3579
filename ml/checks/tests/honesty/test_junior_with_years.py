from ml.checks.honesty.junior_with_years import check_junior_with_years
from ml.checks.tests.postings import corrected, found_by, with_line
from ml.contracts import Level

FIVE = with_line("5 years of experience in a bakery")


def test_few_years_and_other_levels_stay():
    assert found_by(check_junior_with_years, FIVE) == []
    assert found_by(check_junior_with_years, FIVE, level=Level.SENIOR) == []
    assert found_by(check_junior_with_years, with_line("1 year of experience"), level=Level.JUNIOR) == []
    assert found_by(check_junior_with_years, FIVE.replace("# Baker", "# Senior Baker")) == []
    for title in ("Graduate Recruitment Manager", "Junior School Teacher", "Apprentice Coordinator", "Intern Manager"):
        assert found_by(check_junior_with_years, FIVE.replace("# Baker", f"# {title}")) == [], title
    assert found_by(check_junior_with_years, with_line("You have taught entry-level bakers")) == []


def test_a_beginner_with_five_years_is_a_contradiction():
    for text, context in (
        (FIVE, {"level": Level.JUNIOR}),
        (FIVE, {"level": Level.INTERN}),
        (FIVE.replace("# Baker", "# Junior Baker"), {}),
        (FIVE.replace("# Baker", "# Trainee baker"), {}),
        (FIVE.replace("You will run", "This is an entry-level role. You will run"), {}),
    ):
        (finding,) = found_by(check_junior_with_years, text, **context)
        assert "5 years" in finding.reason
        assert corrected(text, finding) == "Experience in a bakery"
