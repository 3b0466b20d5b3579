from __future__ import annotations

import threading

import pytest

from ml import completion
from ml.completion import can_complete, complete_sentence
from ml.contracts import SectionKind, WriterUnavailable, WritingStopped
from ml.library import default_library

TYPED = {"above": "Carry out medication rounds", "typed": "Hand over at the bed"}


def ask():
    return complete_sentence("Nurse", SectionKind.RESPONSIBILITIES, **TYPED)


@pytest.fixture(autouse=True)
def _no_thread_is_kept():
    completion._loading.cache_clear()
    yield
    completion._loading.cache_clear()


@pytest.fixture
def model(monkeypatch):
    """Weights that are there; `hold` keeps them from being loaded."""
    hold = threading.Event()
    hold.set()
    monkeypatch.setattr(completion, "has_jd_mini", lambda: True)
    monkeypatch.setattr("ml.writers.mini_model.mini_model", hold.wait)
    return hold


@pytest.fixture
def said(monkeypatch):
    def say(answer):
        def complete(title, section, above, typed, *, style, should_stop):
            if isinstance(answer, Exception):
                raise answer
            return f"{answer} for {title}"

        monkeypatch.setattr("ml.writers.mini_suggestions.complete", complete)

    return say


@pytest.mark.usefixtures("model")
def test_it_works(said):
    said("side")
    ask()
    completion._loading().join()
    assert can_complete()
    assert ask() == "side for Nurse"


def test_without_the_model_nothing_is_loaded(monkeypatch, said):
    monkeypatch.setattr(completion, "has_jd_mini", lambda: False)
    said("side")
    assert not can_complete()
    assert ask() == ""
    assert completion._loading.cache_info().currsize == 0


def test_while_it_is_loaded_nobody_waits(model, said):
    model.clear()
    said("side")
    assert ask() == ""
    model.set()
    completion._loading().join()
    assert ask() == "side for Nurse"


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize("error", [WritingStopped(), WriterUnavailable("gone")], ids=["late", "broken"])
def test_what_does_not_come_in_time_is_not_missed(error, said):
    said(error)
    ask()
    completion._loading().join()
    assert ask() == ""


def test_the_role_profile_comes_first(said):
    """Its statements need no model, and are true to the role."""
    said(WriterUnavailable("never asked"))
    nurse = default_library()["registered-nurse"]
    typed = {"above": "", "typed": "We are a team of ten. Assess patients on ad"}
    rest = complete_sentence("Nurse", SectionKind.RESPONSIBILITIES, **typed, profile=nurse)
    assert rest == "mission and at each change in their condition"
    assert completion._loading.cache_info().currsize == 0
