from ml.checks.structure.long_bullets import check_long_bullets
from ml.checks.tests.postings import POSTING, found_by

WORDS = "knead the dough by hand and let it rest " * 3


def test_points_stay_and_so_does_what_other_rules_see():
    for text in (POSTING, f"- {WORDS * 3}\n", f"{WORDS}. {WORDS.capitalize()}.\n", f"- {WORDS}. Then rest.\n"):
        assert found_by(check_long_bullets, text) == []


def test_a_paragraph_in_a_list_is_named():
    (finding,) = found_by(check_long_bullets, f"- Knead. {WORDS.capitalize()}. {WORDS.capitalize()}.\n")
    assert "57 words" in finding.reason
