from __future__ import annotations

from ml.checks.language.gender_coded import check_gender_coded
from ml.checks.tests.language.reading import findings_of

PLAIN = "You bake bread at night and clean the ovens in the morning. " * 12
HARD = "You are ambitious, decisive and driven. You lead. You challenge and dominate. You compete and win battles. "


def test_a_text_that_leans_nowhere_or_to_the_feminine_side_stays():
    for text in (PLAIN, PLAIN + "You support, share, understand, connect, trust, cheer, nurture and care. "):
        assert findings_of(check_gender_coded, text) == []


def test_words_of_the_work_make_no_lean():
    work = "You lead the analysts who analyse decisions, determine objectives and show competency to individuals. "
    assert findings_of(check_gender_coded, PLAIN + work * 2) == []


def test_a_short_text_has_no_lean():
    assert findings_of(check_gender_coded, HARD) == []


def test_a_balanced_text_stays():
    assert findings_of(check_gender_coded, PLAIN + HARD + "You support, share, understand, connect and trust. ") == []


def test_a_lean_is_one_note_of_the_whole_text_that_promises_nothing():
    whole, *words = findings_of(check_gender_coded, PLAIN + HARD)
    assert whole.is_of_whole_text
    assert "7 words" in whole.reason
    assert "style" in whole.reason
    assert "disagree" in whole.reason
    assert whole.evidence == "mixed"
    assert [(word.text, word.replacements) for word in words] == [
        ("ambitious", ("motivated",)),
        ("decisive", ("able to decide",)),
    ]
