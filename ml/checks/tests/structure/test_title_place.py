from ml.checks.structure.title_place import check_title_place
from ml.checks.tests.postings import corrected, found_by, with_title
from ml.contracts import Location


def test_what_is_no_place_or_belongs_to_the_work_stays():
    for title in (
        "Baker", "London Underground Engineer", "Teacher - Reading", "Developer (Mobile)", "Surgeon (Perm)",
        "Nurse - Queen's Hospital", "Manager - Sale", "Consultant in Paris Club Debt", "Head of Oxford Alumni",
        "Curator, Roman Bath", "Teacher in Bath",
    ):  # fmt: skip
        assert found_by(check_title_place, with_title(title)) == [], title


def test_the_place_goes_and_the_work_stays():
    for title, better in (
        ("Baker - Leeds", "Baker"),
        ("Baker (Manchester)", "Baker"),
        ("Baker in Southampton", "Baker"),
        ("Baker, Leeds - Nights", "Baker - Nights"),
        ("Clinical Assistant - Weston-super-Mare", "Clinical Assistant"),
        ("Baker, Surrey", "Baker"),
    ):
        text = with_title(title)
        (finding,) = found_by(check_title_place, text)
        assert corrected(text, finding) == better


def test_the_place_of_the_job_is_known_whatever_its_name():
    text = with_title("Baker - Sale")
    (finding,) = found_by(check_title_place, text, locations=(Location(city="Sale", country="GB"),))
    assert corrected(text, finding) == "Baker"


def test_half_a_list_of_places_is_not_taken_away():
    (finding,) = found_by(check_title_place, with_title("Baker - Leeds, Nowheresham"))
    assert finding.replacements == ()
