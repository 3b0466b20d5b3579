import pytest

from ml.grounding.encoder import SentenceEncoder
from ml.grounding.matcher import Matcher
from ml.grounding.vectors import FileStore
from ml.library import default_library


@pytest.fixture(scope="session")
def real_matcher(tmp_path_factory) -> Matcher:
    """The shipped library with the real encoder; embedding it takes some seconds, so that runs of one user share it."""
    shared = tmp_path_factory.getbasetemp().parent / "jd-library-vectors.npz"
    matcher = Matcher(default_library(), SentenceEncoder(), FileStore(shared))
    matcher.warm_up()
    return matcher
