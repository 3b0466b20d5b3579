from ml.checks.readability.passive_share import check_passive_share
from ml.checks.tests.postings import POSTING, found_by


def test_a_few_passives_and_states_stay():
    states = "You are based in Leeds. We are committed to bread. Skills are required. You are experienced. "
    for text in (POSTING, states * 3, "Bread is made. You bake it. " + "You sell it. " * 4, "Bread is made. " * 3):
        assert found_by(check_passive_share, text) == []


def test_many_are_told_of_the_whole():
    (finding,) = found_by(check_passive_share, "Bread is made here. You sell it. " * 5)
    assert "5 of 10 sentences" in finding.reason
