import pytest

from ml.grounding.encoder import SentenceEncoder
from ml.grounding.matcher import Matcher
from ml.grounding.vectors import MemoryStore
from ml.library import default_library


@pytest.fixture(scope="session")
def real_matcher() -> Matcher:
    """The shipped library with the real encoder; embedding it takes some seconds."""
    matcher = Matcher(default_library(), SentenceEncoder(), MemoryStore())
    matcher.warm_up()
    return matcher
