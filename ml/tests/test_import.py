from __future__ import annotations

import json
import subprocess
import sys

import pytest

import ml

HEAVY = ("torch", "transformers", "sentence_transformers", "boto3", "numpy", "django", "celery", "rapidfuzz")
PROGRAM = f"""
import json, sys, time
begun = time.perf_counter()
import ml
seconds = time.perf_counter() - begun
print(json.dumps([seconds, [name for name in {HEAVY} if name in sys.modules]]))
"""
#: Generous, for a machine that does other things; on a quiet one it takes a tenth of a second.
LIMIT_SECONDS = 1.0


def import_ml():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_it_works():
    tries = [import_ml() for _ in range(3)]
    seconds = min(seconds for seconds, _ in tries)
    assert tries[0][1] == []
    assert seconds < LIMIT_SECONDS


@pytest.mark.parametrize("name", ml.__all__)
def test_every_public_name_is_there(name):
    assert getattr(ml, name) is not None


def test_unknown_names_are_refused():
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = ml.nothing
