import pytest

from ml.planning.opening import is_plural, shown_title

SHOWN = [
    ("Beekeeper", "Beekeeper"),
    ("Translator (German to English)", "Translator (German to English)"),
    ("Receptionist / Admin Assistant", "Receptionist / Admin Assistant"),
    ("Head of Operations", "Head of Operations"),
    ("iOS developer", "iOS developer"),
    ("Java developer", "Java developer"),
    ("Director of Elections", "Director of Elections"),
    ("Estate agent", "estate agent"),
    ("driver", "driver"),
    ("Nurses wanted", "nurses"),
    ("Barista (part time)", "barista"),
    ("Zeppelin pilot (part time)", "Zeppelin pilot"),
    ("Front Desk Assistant ( Re-Advert)", "Front Desk Assistant"),
    ("Senior Software Engineer (m/f/d) - Berlin - £50k", "Senior Software Engineer"),
    ("Ward Nurse - nights", "Ward Nurse"),
    ("Health Visitor - Didcot, Abingdon, Thame", "Health Visitor"),
    ("MEDIA SALES EXECUTIVE", "Media Sales Executive"),
    ("HGV DRIVER", "HGV Driver"),
    ("VP", "VP"),
    ("Puppeteer (rods, strings; on tour)", "Puppeteer (rods, strings; on tour)"),
]


@pytest.mark.parametrize(("typed", "shown"), SHOWN, ids=[typed for typed, _ in SHOWN])
def test_a_title_as_it_reads_in_a_sentence(typed, shown):
    assert shown_title(typed) == shown


@pytest.mark.parametrize(
    "title",
    """Director of Elections|Registrar of Voters|Head of Sales|Project Manager Optics|Community RMN West Midlands|
    Accounts Senior|Legal Counsel for Community Issues|Boss|Head of Logistics|Nurse (all wards)""".split("|"),
)
def test_one(title):
    assert not is_plural(title.strip())


@pytest.mark.parametrize("title", ["nurses", "Teaching assistants", "Drivers", "Secretaries", "Waiting Staff", "Chefs"])
def test_many(title):
    assert is_plural(title)


@pytest.mark.parametrize("title", ["(part time)", "£50k", "nights", "- -", "🐝 bee", "wanted"])
def test_odd_titles_break_nothing(title):
    assert shown_title(title)
