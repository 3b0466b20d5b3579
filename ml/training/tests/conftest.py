import pytest


@pytest.fixture(scope="session")
def small_tokenizer():
    """The recipe of jd-mini's tokenizer with a quarter of its words."""
    from ml.training.corpus.sayings import Split, sayings_of
    from ml.training.tokenizer import make_mini_tokenizer

    texts = (" " + text for saying in sayings_of(Split.TRAINING)[:1_000] for text in saying.statements)
    return make_mini_tokenizer(texts, size=1_024)
