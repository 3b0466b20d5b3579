import pytest

from ml.grounding.matcher import Matcher
from ml.grounding.tests.fake_encoder import FakeEncoder
from ml.grounding.vectors import MemoryStore
from ml.library import default_library


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    """The shipped library with an encoder that needs no model."""
    return Matcher(default_library(), FakeEncoder(), MemoryStore())
