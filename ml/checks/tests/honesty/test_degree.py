from ml.checks.honesty.degree import check_degree, skills_suffice
from ml.checks.tests.postings import corrected, found_by
from ml.library import default_library
from ml.library.markup import plain

PROFILE = default_library()["software-engineer"]


def posting(line, heading="What you need", profile=PROFILE):
    duties = "\n".join(f"- {plain(item.statements[0])}" for item in profile.responsibilities[:5])
    return f"# {profile.title}\n\n## What you will do\n{duties}\n\n## {heading}\n- {line}\n"


def test_what_is_no_must_or_no_degree_stays():
    for line in (
        "A high degree of care",
        "360 degree feedback",
        "Bachelor's degree or equivalent experience",
        "A degree in computing is an advantage",
        "A degree is not needed",
        "BSc preferred",
        "Master's degree or four years of work experience",
        "Hardening steel at 800 degrees",
    ):
        assert found_by(check_degree, posting(line), profile=PROFILE.id) == [], line
    assert found_by(check_degree, posting("Bachelor's degree", "Nice to have"), profile=PROFILE.id) == []


def test_without_a_fitting_profile_nothing_is_said():
    text = posting("Bachelor's degree")
    for profile in ("", "no-such-profile", "glazier"):
        assert found_by(check_degree, text, profile=profile) == []


def test_professions_and_licensed_work_may_ask_for_one():
    for name in ("registered-nurse", "electrical-engineer", "accountant"):
        profile = default_library()[name]
        assert not skills_suffice(profile)
        assert found_by(check_degree, posting("Bachelor's degree", profile=profile), profile=name) == []


def test_a_degree_as_a_must_is_asked_about():
    for line, better in (
        ("Bachelor's degree", "Bachelor's degree or equivalent experience"),
        ("You have a university degree.", "You have a university degree or equivalent experience."),
        ("Educated to degree level", "Educated to degree level or equivalent experience"),
    ):
        text = posting(line)
        (finding,) = found_by(check_degree, text, profile=PROFILE.id)
        assert corrected(text, finding) == better
        assert PROFILE.title in finding.reason


def test_where_the_subject_follows_nothing_is_offered():
    (finding,) = found_by(check_degree, posting("A bachelor's degree in computer science"), profile=PROFILE.id)
    assert finding.replacements == ()
