"""Times a peer that runs on Python, in its own process: it knows nothing of this project."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable


def time_it(check: Callable[[str], object]) -> None:
    asked = json.load(sys.stdin)
    texts, taken = asked["texts"], []
    for run in range(-2, asked["runs"]):
        text = texts[(run + 2) % len(texts)]
        begun = time.perf_counter()
        check(text)
        if run >= 0:
            taken.append((time.perf_counter() - begun) * 1000)
    sys.__stdout__.write(json.dumps(taken))
