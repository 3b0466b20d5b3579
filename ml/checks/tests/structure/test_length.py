import pytest

from ml.checks import Severity
from ml.checks.structure.length import check_length
from ml.checks.tests.postings import POSTING, found_by


def text_of(characters):
    """A title and a line of so many characters together."""
    return f"# Baker\n\n{'a' * (characters - len('Baker'))}\n"


@pytest.mark.parametrize("characters", [1_500, 6_000])
def test_the_usual_lengths_stay(characters):
    assert found_by(check_length, text_of(characters)) == []
    assert found_by(check_length, POSTING) == []


@pytest.mark.parametrize(
    ("characters", "severity"),
    [
        (999, Severity.WARNING),
        (1_000, Severity.NOTE),
        (1_499, Severity.NOTE),
        (6_001, Severity.NOTE),
        (10_001, Severity.WARNING),
    ],
)
def test_others_are_told(characters, severity):
    (finding,) = found_by(check_length, text_of(characters))
    assert finding.is_of_whole_text
    assert finding.severity is severity
    assert f"{characters:,}" in finding.reason


def test_a_note_is_no_posting():
    assert found_by(check_length, "# Baker\n\nYou bake bread.\n") == []
