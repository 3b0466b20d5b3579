from ml.checks.structure.long_lists import check_long_lists
from ml.checks.tests.postings import found_by
from ml.checks.tests.structure.test_must_haves import list_of


def test_lists_that_can_be_taken_in_stay():
    for text in (list_of(15, "What you will do"), list_of(20, "Requirements")):
        assert found_by(check_long_lists, text) == []


def test_a_longer_one_is_named_at_its_sixteenth_point():
    (finding,) = found_by(check_long_lists, list_of(18, "What you will do"))
    assert (finding.text, "16 of 18" in finding.reason) == ("Skill 16", True)
