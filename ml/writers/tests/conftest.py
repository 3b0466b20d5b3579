import pytest

from ml.tests.conftest import matcher  # noqa: F401 - for the tests of this folder too
from ml.writers.tests.plans import RESPONSIBILITIES, SUMMARY, nurse_plan


@pytest.fixture(scope="session")
def one_thread():
    """Threads that wait for each other make tiny models slow on a busy machine."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session")
def noise_model(one_thread, tmp_path_factory):
    """A folder with a tiny model of random weights."""
    from ml.training.tiny_model import make_tiny_model

    return make_tiny_model(tmp_path_factory.mktemp("models") / "noise")


@pytest.fixture(scope="session")
def learnt_model(one_thread, tmp_path_factory):
    """A folder with a tiny model that knows two answers by heart."""
    from ml.training.tiny_model import make_tiny_model
    from ml.writers.local import LocalWriter

    writer, plan = LocalWriter("unused"), nurse_plan()
    answers = {
        RESPONSIBILITIES: "- [1] Give medicines by mouth and record every dose.\n"
        "- [2] Hand over patients at the bedside.",
        SUMMARY: "- [1] You will look after a group of patients through the whole shift.",
    }
    pairs = [(writer.prompt(plan, section).messages, answer) for section, answer in answers.items()]
    return make_tiny_model(tmp_path_factory.mktemp("models") / "learnt", pairs=pairs, steps=80)


@pytest.fixture
def aws(monkeypatch, tmp_path):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "testing")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.delenv("AWS_DEFAULT_REGION", raising=False)
    monkeypatch.delenv("AWS_REGION", raising=False)
    monkeypatch.delenv("AWS_PROFILE", raising=False)
