from ml.checks.specificity.open_questions import check_colleagues, check_first_months, check_hours, check_tools
from ml.checks.tests.postings import POSTING, found_by
from ml.contracts import EmploymentType
from ml.library import default_library
from ml.library.markup import plain

#: Neither months, nor colleagues, nor hours.
BARE = "# Baker\n\n" + "You bake bread for the cafés of the old town and look after two ovens. " * 6


def test_what_is_answered_is_not_asked():
    for rule, answers in (
        (check_first_months, ("In your first three months you bake all loaves.", "There is an induction.")),
        (check_colleagues, ("You report to the owner.", "You join a team of three.", "You lead two colleagues.")),
        (check_hours, ("38 hours.", "Part-time.", "You start at 5 am.", "A rota.", "Tuesdays to Fridays.")),
    ):
        assert found_by(rule, POSTING) == []
        for answer in answers:
            assert found_by(rule, f"{BARE}{answer}\n") == [], answer


def test_nothing_is_asked_of_a_note_or_in_another_language():
    german = "# Bäcker\n\n" + "Wir backen das Brot mit der Hand und die Kunden holen es am Morgen ab. " * 6
    for rule in (check_first_months, check_colleagues, check_hours):
        assert found_by(rule, "# Baker\n\nYou bake bread.\n") == []
        assert found_by(rule, german) == []


def test_casual_work_has_no_first_months():
    assert found_by(check_first_months, BARE.replace("# Baker", "# Bank Baker")) == []


def test_what_is_open_is_asked_of_the_whole_text():
    for rule in (check_first_months, check_colleagues, check_hours):
        (finding,) = found_by(rule, BARE)
        assert finding.is_of_whole_text
        assert finding.reason.startswith("A candidate would still ask")


def test_a_known_employment_type_answers_for_the_hours():
    assert found_by(check_hours, BARE, employment_type=EmploymentType.PART_TIME) == []


def duties_of(profile, count):
    return "# Anybody\n\n" + "\n".join(f"- {plain(item.statements[0])}" for item in profile.responsibilities[:count])


def test_tools_are_asked_for_where_the_profile_knows_them():
    profile = default_library()["chemist"]
    text = duties_of(profile, 6)
    (finding,) = found_by(check_tools, text, profile=profile.id)
    assert profile.tools[0] in finding.reason
    assert found_by(check_tools, f"{text}\n- Run a rotary evaporator\n", profile=profile.id) == []


def test_a_profile_of_other_work_asks_for_nothing():
    text = duties_of(default_library()["registered-nurse"], 6)
    for profile in ("glazier", "no-such-profile", ""):
        assert found_by(check_tools, text, profile=profile) == []
