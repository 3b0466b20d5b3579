from ml.checks.structure.headings import check_headings
from ml.checks.tests.postings import POSTING, found_by
from ml.checks.tests.structure.test_missing_sections import PLACE


def test_a_long_text_wants_headings_or_lists():
    for text in (POSTING, f"# Baker\n\n{PLACE}", f"# Baker\n\n{PLACE * 3}\n\n- Bread\n"):
        assert found_by(check_headings, text) == []
    (finding,) = found_by(check_headings, f"# Baker\n\n{PLACE * 3}")
    assert finding.is_of_whole_text
