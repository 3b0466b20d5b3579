from ml.checks import read_subject
from ml.checks.readability.reading_ease import check_reading_ease, ease_of
from ml.checks.tests.postings import POSTING, found_by

HARD = "Interdepartmental administrative responsibilities necessitate organisational communication capabilities. "


def test_plain_and_short_texts_stay():
    for text in (POSTING, HARD * 3, HARD * 20 + POSTING * 2):
        assert found_by(check_reading_ease, text) == []


def test_a_text_of_long_words_is_hard():
    (finding,) = found_by(check_reading_ease, HARD * 20)
    assert finding.is_of_whole_text
    assert "is 0, and 60" in finding.reason


def test_it_is_measured_from_a_hundred_words_on_and_in_english():
    assert ease_of(read_subject(HARD * 3)) is None
    assert ease_of(read_subject("Wir backen das Brot mit der Hand und die Kunden holen es ab. " * 20)) is None
    assert 60 < ease_of(read_subject(POSTING)) < 100
