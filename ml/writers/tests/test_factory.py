import subprocess
import sys

import pytest

from ml.writers import build_writer


def test_builds_the_local_writer(tmp_path):
    assert build_writer({"backend": "local", "model": str(tmp_path)}).name == "local"


def test_builds_the_sagemaker_writer():
    writer = build_writer({"backend": "sagemaker", "endpoint": "jd-writer", "region": "eu-west-2"})

    assert (writer.name, writer.version) == ("sagemaker", "jd-writer")


def test_builds_the_composer():
    pytest.importorskip("ml.writers.composer")

    assert build_writer({"backend": "composer"}).name == "composer"


@pytest.mark.parametrize(
    ("config", "variable"),
    [
        ({"backend": "local"}, "JD_LOCAL_MODEL"),
        ({"backend": "local", "model": ""}, "JD_LOCAL_MODEL"),
        ({"backend": "sagemaker", "region": "eu-west-2"}, "JD_SAGEMAKER_ENDPOINT"),
        ({"backend": "sagemaker", "endpoint": "jd-writer"}, "JD_SAGEMAKER_REGION"),
    ],
)
def test_names_the_variable_that_is_missing(config, variable):
    with pytest.raises(ValueError, match=variable):
        build_writer(config)


@pytest.mark.parametrize("config", [{}, {"backend": "gpt"}])
def test_unknown_backend(config):
    with pytest.raises(ValueError, match="composer, local or sagemaker"):
        build_writer(config)


def test_importing_the_writers_loads_nothing_heavy():
    code = (
        "import sys, ml.writers, ml.writers.prompts, ml.writers.answers, ml.writers.wire;"
        "print(sorted({'torch', 'transformers', 'boto3', 'tokenizers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
