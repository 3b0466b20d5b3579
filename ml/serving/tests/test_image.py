"""The image of the container: what its Dockerfile installs is what its code imports."""

import json
import re
import subprocess
import sys
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
DOCKERFILE = (ROOT / "Dockerfile.serving").read_text()
PROGRAM = """
import ml.serving.container.__main__, ml.serving.container.app, ml.serving.container.loading
import ml.serving.container.writing
import json, sys
names = {name.partition(".")[0] for name, module in sys.modules.items() if getattr(module, "__file__", None)}
print(json.dumps(sorted(names)))
"""
#: What is taken where it happens to be, and done without elsewhere.
OPTIONAL = {"scipy", "pandas", "pillow", "accelerate", "setuptools", "sniffio", "charset_normalizer"}


def installed():
    """The distributions that the Dockerfile picks out of requirements.txt."""
    [pattern] = re.findall(r"grep -E '([^']+)'", DOCKERFILE)
    return [
        line.partition("==")[0]
        for line in (ROOT / "requirements.txt").read_text().splitlines()
        if re.match(pattern, line)
    ]


def closure(names):
    """They and what they bring along, without extras."""
    found, left = set(), [name.lower() for name in names]
    while left:
        if (name := left.pop()) in found:
            continue
        found.add(name)
        try:
            left += [
                re.split(r"[\s;<>=!~(\[]", row)[0].lower() for row in requires(name) or [] if "extra ==" not in row
            ]
        except ModuleNotFoundError:
            continue
    return {name.replace("-", "_") for name in found}


def test_image_picks_existing_pins():
    assert installed() == ["gunicorn", "torch", "transformers", "tomli", "jsonschema"]


def test_weights_and_tests_stay_out():
    ignored = (ROOT / "Dockerfile.serving.dockerignore").read_text().splitlines()
    weights = [
        path for path in (ROOT / "ml").rglob("*") if path.suffix in {".safetensors", ".npz", ".npy", ".bin", ".onnx"}
    ]

    assert {"*", "!ml", "ml/models", "**/tests"} <= set(ignored)
    assert all(f"**/*{path.suffix}" in ignored or "ml/models/" in path.as_posix() for path in weights)


def test_signals_reach_the_server():
    """Exec form, and neither a shell nor another user in between."""
    assert json.loads(re.findall(r"^ENTRYPOINT (.+)$", DOCKERFILE, re.MULTILINE)[0])[0] == "python"
    assert json.loads(re.findall(r"^CMD (.+)$", DOCKERFILE, re.MULTILINE)[0]) == ["serve"]
    assert not re.findall(r"^USER", DOCKERFILE, re.MULTILINE)


@pytest.mark.slow
def test_container_imports_only_what_its_image_has():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, cwd=ROOT)
    known = packages_distributions()
    imported = {
        distribution.lower().replace("-", "_")
        for name in json.loads(done.stdout)
        for distribution in known.get(name, [])
    }

    assert imported - closure(installed()) - OPTIONAL == set()
