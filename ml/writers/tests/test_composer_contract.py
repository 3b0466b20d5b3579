import pytest

from ml.writers.tests.contract import WriterContract


class TestContract(WriterContract):
    @pytest.fixture
    def writer(self):
        return pytest.importorskip("ml.writers.composer").ComposerWriter()
