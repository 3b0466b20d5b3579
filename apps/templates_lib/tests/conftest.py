from __future__ import annotations

import pytest
from django.core.cache import cache

from apps.templates_lib import engine
from ml.grounding.tests.fake_encoder import FakeEncoder


@pytest.fixture
def own_library(monkeypatch):
    """No encoder, no matcher and no count of an earlier test."""
    made = FakeEncoder()
    monkeypatch.setattr(engine, "encoder", lambda: made)
    monkeypatch.setattr(engine, "_matcher", None)
    cache.clear()
    return made
