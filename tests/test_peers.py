"""The benchmark's peers are no part of the project: without them it says what it left out, and why."""

from __future__ import annotations

import subprocess

from bench import peers
from bench.peers import PEERS, measure_peers

TEXT = "You work as a nurse."


def test_without_a_folder_all_are_left_out(monkeypatch):
    monkeypatch.delenv("JD_PEERS", raising=False)
    figures = measure_peers([TEXT], runs=3)
    assert len(figures) == len(PEERS) == 4
    assert all("JD_PEERS" in figure["left_out"] for figure in figures.values())


def test_what_is_not_in_the_folder_is_left_out(monkeypatch, tmp_path):
    monkeypatch.setenv("JD_PEERS", str(tmp_path))
    assert "node_modules/joblint is not in the folder" in measure_peers([TEXT], runs=3)["check, joblint"]["left_out"]


def test_a_peer_that_breaks_is_left_out(monkeypatch, tmp_path):
    (tmp_path / "gender-decoder").mkdir()
    monkeypatch.setenv("JD_PEERS", str(tmp_path))
    assert "No module named" in measure_peers([TEXT], runs=3)["check, gender-decoder"]["left_out"]


def test_a_peer_that_is_there_is_timed(monkeypatch, tmp_path):
    (tmp_path / "gender-decoder").mkdir()
    monkeypatch.setenv("JD_PEERS", str(tmp_path))
    answer = subprocess.CompletedProcess([], 0, stdout="[2.0, 2.0, 2.0]")
    monkeypatch.setattr(peers.subprocess, "run", lambda *args, **options: answer)
    figure = measure_peers([TEXT], runs=3)["check, gender-decoder"]
    assert figure == {"median_ms": 2.0, "p95_ms": 2.0, "runs": 3, "thousand_characters_per_second": 10}
