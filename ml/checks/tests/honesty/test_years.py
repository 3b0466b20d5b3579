from ml.checks.honesty.years import check_years
from ml.checks.tests.postings import POSTING, corrected, found_by, with_line


def test_years_that_nobody_has_to_bring_stay():
    for line in (
        "We have over 10 years of experience in bread",
        "Our team of four has 12 years of experience each",
        "A fixed term of 2 years",
        "No years of experience needed",
        "Two years post-registration experience",
        "3 years of post-qualification experience",
        "The van needs a driver with 2 years of driving experience",
        "Five years of experience or an equivalent combination of training and work",
        "With 120 years of experience in the trade",
        "Less than 2 years experience £17,524, more than 2 years experience £20,462",
        "Experience of the years after the war",
        "The oven is 8 years old, and experience with it helps",
    ):
        assert found_by(check_years, with_line(line)) == [], line
    assert found_by(check_years, POSTING) == []
    assert found_by(check_years, "## About us\nA family with 8 years of experience\n") == []


def test_the_line_reads_on_without_the_number():
    for line, better in (
        ("5 years of experience in a bakery", "Experience in a bakery"),
        ("You have at least 3 years’ experience with rye", "You have experience with rye"),
        ("A minimum of two years of kitchen experience", "Kitchen experience"),
        ("Five (5) years of progressively responsible experience", "Progressively responsible experience"),
        ("A degree with 2-4 years of relevant experience", "A degree with relevant experience"),
        ("3+ years experience is required", "Experience is required"),
    ):
        text = with_line(line)
        (finding,) = found_by(check_years, text)
        assert corrected(text, finding) == better


def test_where_the_sentence_would_break_nothing_is_offered():
    for line in (
        "An additional two years of supervisory experience",
        "Preferably 3 years of experience",
        "Year of experience: 4/ 6 years related work experience",
        "You have two 2 years experience",
        "Two years of this experience must be recent",
        "3 years of experience are required",
        "5 years experience minimum in rye",
        "3 years of experience in a bakery, of which 1 year with rye",
        "For a degree 4 years relevant experience out of that 2 with rye",
        "A minimum of 4 years of experience; which 2 years as head baker",
        "3 years extensive experience in rye with 2 of those years in a team",
    ):
        (finding,) = found_by(check_years, with_line(line))
        assert finding.replacements == (), line


def test_years_too_many_for_a_beginner_are_left_to_their_own_rule():
    text = with_line("5 years of experience in a bakery").replace("# Baker", "# Junior Baker")
    assert found_by(check_years, text) == []
