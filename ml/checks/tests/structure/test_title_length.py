from ml.checks import Severity
from ml.checks.structure.title_length import check_title_length
from ml.checks.tests.postings import found_by, with_title


def test_usual_titles_stay():
    for title in ("Baker", "Deputy Director of Registration and Elections", "x" * 60):
        assert found_by(check_title_length, with_title(title)) == [], title


def test_longer_ones_are_named_by_how_much():
    (finding,) = found_by(check_title_length, with_title("Baker " * 11))
    assert (finding.severity, finding.text) == (Severity.NOTE, ("Baker " * 11).strip())
    (finding,) = found_by(check_title_length, with_title("Baker " * 14))
    assert finding.severity is Severity.WARNING
