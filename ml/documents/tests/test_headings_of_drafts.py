"""The headings that our own drafts carry are known again when an exported file comes back."""

import pytest

from ml.documents import kind_of_heading
from ml.planning.headings import BY_TONE

CASES = [(heading, kind) for headings in BY_TONE.values() for kind, heading in headings.items()]


@pytest.mark.parametrize(("heading", "kind"), sorted(set(CASES)))
def test_it_knows_the_headings_of_every_tone(heading, kind):
    assert kind_of_heading(heading) == kind
