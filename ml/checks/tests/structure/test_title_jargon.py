from ml.checks.structure.title_jargon import check_title_jargon
from ml.checks.tests.postings import POSTING, found_by, with_title


def test_names_of_work_stay():
    for title in ("Baker", "Unicornis Project Manager", "Developer Advocate", "Ethical Hacker", "Evangelist"):
        assert found_by(check_title_jargon, with_title(title)) == [], title
    assert found_by(check_title_jargon, f"{POSTING}\nThe setup wizard helps.\n") == []


def test_names_that_nobody_searches_for_are_told():
    for title in ("Bread Wizard", "Coding unicorns wanted", "Super hero of sales"):
        (finding,) = found_by(check_title_jargon, with_title(title))
        assert finding.text.lower() in title.lower()
