from __future__ import annotations

import json
import subprocess
import sys

import pytest

import ml

HEAVY = ("torch", "transformers", "sentence_transformers", "boto3", "numpy", "django", "celery", "rapidfuzz")
PROGRAM = f"""
import json, sys, time
begun = time.process_time()
import ml
seconds = time.process_time() - begun
print(json.dumps([seconds, [name for name in {HEAVY} if name in sys.modules]]))
"""
#: Of the processor, whatever else the machine does; a tenth of a second is usual.
LIMIT_SECONDS = 0.5


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
