from ml.checks.structure.title_pay import check_title_pay
from ml.checks.tests.postings import corrected, found_by, with_title


def test_sums_that_the_work_is_about_stay():
    for title in (
        "Baker",
        "401k Administrator",
        "401(k) Specialist",
        "£5m Bid Manager",
        "10k Run Coordinator",
        "Y2K Historian",
    ):
        assert found_by(check_title_pay, with_title(title)) == [], title


def test_pay_goes():
    for title, better in (
        ("Baker £30,000", "Baker"),
        ("Baker - up to £35k", "Baker"),
        ("Baker ($20 - $25 per hour)", "Baker"),
        ("Baker, 40k", "Baker"),
        ("Baker £14 an hour, nights", "Baker, nights"),
    ):
        text = with_title(title)
        (finding,) = found_by(check_title_pay, text)
        assert corrected(text, finding) == better
