from ml.checks.structure.wall_of_text import check_wall_of_text
from ml.checks.tests.postings import POSTING, found_by


def test_paragraphs_and_lists_stay():
    for text in (POSTING, "bread " * 120, "- " + "bread " * 150):
        assert found_by(check_wall_of_text, text) == []


def test_a_wall_is_named_as_a_whole():
    (finding,) = found_by(check_wall_of_text, "# Baker\n\n" + "bread " * 121 + "\n\nNext.\n")
    assert finding.text == ("bread " * 121).strip()
