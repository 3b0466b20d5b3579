"""Fixtures of the container's and the commands' tests; the tiny model and the empty credentials are the writers'."""

import json

import pytest

from ml.writers.tests.conftest import aws, noise_model, one_thread  # noqa: F401 - fixtures


@pytest.fixture
def cloud(aws, monkeypatch):  # noqa: F811 - the fixture
    """An account in memory; `cloud.calls` is what was asked of it."""
    from moto import mock_aws

    from ml.serving import endpoints
    from ml.serving.tests.cloud import cloud_of_a_test

    with mock_aws(), cloud_of_a_test(monkeypatch) as cloud:
        monkeypatch.setattr(endpoints.time, "sleep", lambda seconds: None)
        yield cloud


@pytest.fixture
def run(cloud, tmp_path, capsys):
    """`run("deploy", **settings)` runs a command with a file of these settings: exit code, output, progress."""
    from ml.serving.cli import main
    from ml.serving.tests.cloud import table

    def run(command, *arguments, **settings):
        file = tmp_path / "writer.json"
        file.write_text(json.dumps(table(**settings)))
        code = main([command, str(file), *arguments])
        said = capsys.readouterr()
        return code, said.out.strip(), said.err.strip()

    return run
