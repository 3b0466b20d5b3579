from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.desk import Desk
from tests.browser.findings import bring_posting
from tests.browser.site import RuledSite, Site, prepare_database, running_site

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)
DESKTOP = {"width": 1280, "height": 900}

expect.set_options(timeout=10_000)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = Path(os.environ.get("CHROMIUM") or "/usr/bin/chromium")
    if not program.exists():
        pytest.skip("no Chromium is installed here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def database(tmp_path_factory) -> Path:
    return prepare_database(tmp_path_factory.mktemp("database"))


@pytest.fixture(scope="session")
def site(tmp_path_factory, database) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("site"), database) as running:
        yield running


@pytest.fixture(scope="session")
def ruled_site(tmp_path_factory, database) -> Iterator[Site]:
    """A server whose checks know only the words of `tests.rules`."""
    with running_site(tmp_path_factory.mktemp("ruled"), database, RuledSite) as running:
        yield running


@pytest.fixture
def fresh_site(tmp_path, database) -> Iterator[Site]:
    """A server that nobody has used, for tests that stop it or need it empty."""
    with running_site(tmp_path, database) as running:
        yield running


@pytest.fixture
def open_desk(chromium, request) -> Iterator[Callable[..., Desk]]:
    """`open_desk()` is a recruiter at the shared server; the test fails when their console shows an error."""
    desks: list[Desk] = []

    def open_one(username: str | None = "recruiter", *, at: Site | None = None, **options: Any) -> Desk:
        site = at or request.getfixturevalue("site")
        state = site.signed_in_state(chromium, username) if username else None
        context = chromium.new_context(**{"viewport": DESKTOP, "storage_state": state, **options})
        desks.append(Desk(context, site))
        return desks[-1]

    yield open_one
    for desk in desks:
        desk.close()
    assert [error for desk in desks for error in desk.surprises] == []


@pytest.fixture
def desk(open_desk) -> Desk:
    return open_desk()


@pytest.fixture
def reading(open_desk, ruled_site) -> Iterator[Desk]:
    """Somebody whose text holds three findings of one rule, and one of the text as a whole."""
    desk = open_desk(at=ruled_site)
    bring_posting(desk)
    yield desk
    desk.open("/descriptions/dismissals/")
    while desk.page.get_by_role("button", name="Show again").count():
        desk.page.get_by_role("button", name="Show again").first.click()
