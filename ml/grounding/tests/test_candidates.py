from __future__ import annotations

import pytest

from ml.grounding.candidates import CLOSE, FLOOR, Candidate, best_of, borne_out, by_vote, overruled, weighed_by_head
from ml.library import default_library


def fuzzy(profile, score, name):
    return Candidate(profile, score, name, "fuzzy")


def meant(**scores):
    return [Candidate(profile.replace("_", "-"), score, "", "meaning") for profile, score in scores.items()]


def test_the_best_of_each_profile():
    found = best_of([fuzzy("a", 0.5, "x"), fuzzy("b", 0.6, "y"), fuzzy("a", 0.7, "z"), fuzzy("a", 0.7, "later")])
    assert [(one.profile, one.name) for one in found] == [("a", "z"), ("b", "y")]


@pytest.mark.parametrize(
    ("candidate", "role"),
    [
        (fuzzy("a", 0.86, "data analyst"), "bilingual data analyst"),
        (fuzzy("a", 0.95, "nurse manager"), "manager nurse"),
    ],
)
def test_spelling_that_meaning_bears_out_stays(candidate, role):
    assert borne_out(role, [candidate], meant(b=0.7, a=0.65)) == [candidate]


def test_a_contained_name_that_meaning_bears_out_by_half_is_not_close():
    (found,) = borne_out("hot air balloon pilot", [fuzzy("a", 0.74, "pilot")], meant(a=0.55))
    assert (found.profile, found.score < CLOSE) == ("a", True)


def test_without_an_encoder_spelling_is_all_there_is():
    assert borne_out("skill development officer", [fuzzy("a", 0.5, "x")], []) == [fuzzy("a", 0.5, "x")]


def test_a_contained_name_of_other_work_goes():
    candidate = fuzzy("a", 0.86, "development officer")
    assert borne_out("skill development officer", [candidate], meant(b=0.7, a=0.55)) == []


def test_half_alike_spelling_goes():
    assert borne_out("piano teacher", [fuzzy("a", 0.6, "primary teacher")], meant(a=0.7)) == []


def test_another_last_word_counts_less_unless_it_says_little():
    nurse, officer = fuzzy("a", 0.7, "paediatric nurse"), fuzzy("a", 0.7, "hr adviser")
    assert weighed_by_head("paediatrician", [nurse])[0].score == pytest.approx(0.6)
    assert weighed_by_head("hr officer", [officer]) == [officer]
    assert weighed_by_head("", [officer]) == [officer]


def test_the_vote_orders_only_what_is_not_close():
    nurse, plumber = default_library()["registered-nurse"], default_library()["plumber"]
    votes = {nurse.isco: 0.9, plumber.isco: 0.1}

    def order(plumbers, nurses):
        found = [fuzzy(plumber.id, plumbers, ""), fuzzy(nurse.id, nurses, "")]
        return [one.profile for one in by_vote(found, votes, default_library())]

    assert order(CLOSE, CLOSE - 0.01) == [plumber.id, nurse.id]
    assert order(FLOOR, FLOOR - 0.01) == [plumber.id, nurse.id]
    assert order(0.6, 0.55) == [nurse.id, plumber.id]


@pytest.mark.parametrize(
    ("role", "votes", "is_close"),
    [
        ("plummer", {"9999": 0.9, "7126": 0.1}, True),
        ("bathroom plumber", {"7126": 0.6, "9999": 0.4}, True),
        ("bathroom plumber", {}, True),
        ("deep sea plumber", {"9999": 0.9, "7126": 0.1}, False),
    ],
)
def test_the_vote_denies_a_known_name_in_a_longer_title_and_no_typing_error(role, votes, is_close):
    found = overruled(role, [fuzzy("plumber", 0.9, "plumber")], votes, default_library())
    assert (found[0].score >= CLOSE) is is_close
