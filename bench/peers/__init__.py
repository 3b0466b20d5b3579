"""Four open checkers of wording on the texts on which ours is measured, each in its own process, its start not counted.

They are no part of this project: `JD_PEERS` names a folder with what is installed of them. Whatever is missing there is
left out, and the result says why.

    npm install --prefix "$JD_PEERS" github:rowanmanning/joblint retext retext-equality
    git clone https://github.com/lovedaybrooke/gender-decoder "$JD_PEERS/gender-decoder"
    git clone https://github.com/okuye/inclusive-job-ad-analyser "$JD_PEERS/inclusive-job-ad-analyser"

The two clones run in the `.venv` inside them where there is one.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.timing import summary, with_throughput

HERE = Path(__file__).parent
TIMEOUT_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Peer:
    name: str
    place: str
    driver: str

    def program(self, folder: Path) -> str | None:
        if self.driver.endswith(".mjs"):
            return shutil.which("node")
        own = folder / self.place / ".venv" / "bin" / "python"
        return str(own) if own.exists() else sys.executable


PEERS = (
    Peer("gender-decoder", "gender-decoder", "gender_decoder.py"),
    Peer("joblint", "node_modules/joblint", "node.mjs"),
    Peer("retext-equality", "node_modules/retext-equality", "node.mjs"),
    Peer("inclusive-job-ad-analyser", "inclusive-job-ad-analyser", "job_ad_analyser.py"),
)


def measure_peers(texts: Sequence[str], runs: int) -> dict[str, dict[str, float | str]]:
    folder = os.environ.get("JD_PEERS", "")
    return {f"check, {peer.name}": _measure(peer, folder, texts, runs) for peer in PEERS}


def _measure(peer: Peer, folder: str, texts: Sequence[str], runs: int) -> dict[str, float | str]:
    if not folder:
        return {"left_out": "JD_PEERS names no folder"}
    if not (Path(folder) / peer.place).exists():
        return {"left_out": f"{peer.place} is not in the folder of JD_PEERS"}
    program = peer.program(Path(folder))
    if program is None:
        return {"left_out": "node is not installed"}
    command = [program, str(HERE / peer.driver), peer.name, folder]
    try:
        return {**with_throughput(summary(_run(command, texts, runs)), len(texts[0]))}
    except (subprocess.SubprocessError, ValueError) as error:
        return {"left_out": f"it does not run here: {_last_line(error)}"}


def _run(command: list[str], texts: Sequence[str], runs: int) -> list[float]:
    """Milliseconds of each of `runs` checks, measured inside the peer's own process."""
    asked = json.dumps({"texts": list(texts), "runs": runs})
    done = subprocess.run(command, input=asked, capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=True)
    return [float(taken) for taken in json.loads(done.stdout)]


def _last_line(error: Exception) -> str:
    told = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
    return next((line for line in reversed(told) if "Error" in line), told[-1] if told else type(error).__name__)
