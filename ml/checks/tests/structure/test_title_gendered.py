from ml.checks.structure.title_gendered import check_title_gendered
from ml.checks.tests.postings import POSTING, corrected, found_by, with_title


def test_what_names_no_sex_stays():
    for title in (
        "Ward Sister", "Sister/Charge Nurse", "Matron", "Midwife", "Personal Assistant to the Headmaster",
        "Postman Ltd Driver", "Masterbaker", "Milkmanager", "Nurse", "Human Resources Manager",
    ):  # fmt: skip
        assert found_by(check_title_gendered, with_title(title)) == [], title


def test_the_text_below_is_for_the_rules_of_language():
    assert found_by(check_title_gendered, f"{POSTING}\nThe postman comes at nine.\n") == []


def test_a_title_for_one_sex_is_open_to_all():
    for title, better in (
        ("Postman", "Postal Worker"),
        ("Deputy Headmistress", "Deputy Headteacher"),
        ("LINESMAN", "LINE WORKER"),
        ("Assistant manageress", "Assistant manager"),
    ):
        text = with_title(title)
        (finding,) = found_by(check_title_gendered, text)
        assert corrected(text, finding) == better
