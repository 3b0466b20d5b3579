from ml.checks.structure.you_we import check_you_and_we
from ml.checks.tests.postings import POSTING, found_by

WE = "# Baker\n\n" + "We bake our bread in the old town and sell it there. " * 6


def test_a_text_that_speaks_to_its_reader_stays():
    for text in (
        POSTING,
        WE + "You bake what you like and take your time. " * 3,
        "# Baker\n\n" + "We bake bread in the old town of this part of the county. " * 8,
        "# Baker\n\n" + "The baker bakes bread in the US and sells it all over the US. " * 8,
    ):
        assert found_by(check_you_and_we, text) == []


def test_one_that_speaks_of_the_employer_is_told_so():
    (finding,) = found_by(check_you_and_we, WE + "You bake.")
    assert "12 times" in finding.reason
    assert finding.reason.count("1") == 2
