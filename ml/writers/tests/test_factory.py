import subprocess
import sys

import pytest

from ml.writers import build_writer
from ml.writers.factory import config_from, destinations, engines_of

ALL = {"JD_LOCAL_MODEL": "m", "JD_OPENAI_MODEL": "m", "JD_SAGEMAKER_ENDPOINT": "e"}


def test_builds_the_local_writer(tmp_path):
    assert build_writer({"backend": "local", "model": str(tmp_path)}).name == "local"


@pytest.mark.parametrize("config", [{}, {"model": ""}, {"model": "jd-mini"}])
def test_without_another_model_local_is_our_own(config):
    assert build_writer({"backend": "local", **config}).version == "jd-mini"


def test_builds_the_sagemaker_writer():
    writer = build_writer({"backend": "sagemaker", "endpoint": "jd-writer", "region": "eu-west-2"})

    assert (writer.name, writer.version) == ("sagemaker", "jd-writer")


def test_builds_the_composer():
    pytest.importorskip("ml.writers.composer")

    assert build_writer({"backend": "composer"}).name == "composer"


def test_builds_the_openai_writer():
    config = {"openai_model": "jd-chat", "openai_base_url": "http://10.0.0.1:8000/v1"}
    writer = build_writer({"backend": "openai", **config})

    assert (writer.name, writer.version, writer.sends_to) == ("openai", "jd-chat", "the service 10.0.0.1")


@pytest.mark.parametrize(
    ("environment", "engines", "places"),
    [
        ({}, (), 0),
        ({"JD_LOCAL_MODEL": "m"}, ("local",), 0),
        (
            {"JD_LOCAL_MODEL": "m", "JD_OPENAI_MODEL": "m", "JD_SAGEMAKER_ENDPOINT": "e"},
            ("sagemaker", "openai", "local"),
            2,
        ),
        ({**ALL, "JD_WRITERS": "local, composer"}, ("local", "composer"), 0),
    ],
)
def test_engines_that_are_configured_are_asked_in_their_order(environment, engines, places):
    config = config_from(environment)

    assert engines_of(config) == engines
    assert len(destinations(config)) == places


@pytest.mark.parametrize(
    ("config", "variable"),
    [
        ({"backend": "openai"}, "JD_OPENAI_MODEL"),
        ({"backend": "openai", "openai_model": "gpt"}, "JD_OPENAI_API_KEY"),
        ({"backend": "sagemaker", "region": "eu-west-2"}, "JD_SAGEMAKER_ENDPOINT"),
        ({"backend": "sagemaker", "endpoint": "jd-writer"}, "JD_SAGEMAKER_REGION"),
    ],
)
def test_names_the_variable_that_is_missing(config, variable):
    with pytest.raises(ValueError, match=variable):
        build_writer(config)


@pytest.mark.parametrize("config", [{}, {"backend": "gpt"}])
def test_unknown_backend(config):
    with pytest.raises(ValueError, match="composer, local, sagemaker or openai"):
        build_writer(config)


def test_importing_the_writers_loads_nothing_heavy():
    code = (
        "import sys, ml.writers, ml.writers.prompts, ml.writers.answers, ml.writers.wire, ml.writers.chain;"
        "print(sorted({'torch', 'transformers', 'boto3', 'tokenizers', 'openai'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
