from ml.checks.honesty.no_experience import check_no_experience
from ml.checks.tests.postings import found_by, with_line

YEARS = with_line("2 years of experience in a bakery")


def test_one_of_the_two_alone_stays():
    for text in (YEARS, with_line("No experience needed"), with_line("Experience is needed")):
        assert found_by(check_no_experience, text) == []


def test_both_at_once_are_told():
    for words in ("No experience needed", "No previous experience is required", "Experience is not essential"):
        (finding,) = found_by(check_no_experience, YEARS.replace("# Baker\n", f"# Baker\n\n{words}.\n"))
        assert finding.text == "2 years of experience"
        assert words.lower() in finding.reason.lower()
