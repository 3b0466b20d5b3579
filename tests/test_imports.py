"""Heavy libraries are loaded by those who use them, when they use them: each case in a process of its own."""

import subprocess
import sys

import pytest
from django.conf import settings

from tests.infrastructure import environment

HEAVY = ("torch", "transformers", "sentence_transformers", "boto3", "datasets")


def loaded_after(code, *, names, **changes):
    script = f"{code}\nimport sys\nprint(*[name for name in {names!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=settings.BASE_DIR,
        env=environment(**changes),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.parametrize("module", ["ml", "ml.cli", "ml.writers.factory", "ml.documents", "ml.library"])
def test_ml_loads_nothing_heavy_and_no_django(module):
    assert loaded_after(f"import {module}", names=(*HEAVY, "django", "celery", "rest_framework")) == []


def test_ml_loads_without_numpy():
    assert loaded_after("import ml", names=("numpy", "scipy")) == []


@pytest.mark.parametrize("queue", ["redis://127.0.0.1:6379/0", "memory://localhost/"])
def test_the_web_process_loads_nothing_heavy(tmp_path, queue):
    code = "import jdcopilot.asgi; from django.urls import get_resolver; get_resolver().url_patterns"
    heavy = [name for name in HEAVY if name != "boto3"]
    assert loaded_after(code, names=tuple(heavy), JD_BROKER_URL=queue, JD_VAR_DIR=str(tmp_path)) == []
