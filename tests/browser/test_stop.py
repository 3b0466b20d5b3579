"""Stop reaches the writer: its request ends on the server, and what was written by then stays."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browser.site import running_site
from tests.faults.installation import HeldEndpoint
from tests.infrastructure import environment, wait_for

pytestmark = pytest.mark.browser

#: The page promises two seconds; a busy machine may take longer, an engine that is not stopped takes half a minute.
STOPPED_WITHIN = 8.0
#: A model that is just being loaded holds the interpreter, on a busy machine for seconds.
STOPPED_WHILE_LOADING_WITHIN = 20.0


@pytest.fixture
def held_site(tmp_path, database):
    """A server whose writer has answered one section and is silent on the second."""
    endpoint = HeldEndpoint()
    with endpoint.fake, running_site(tmp_path, database, **endpoint.environment) as running:
        yield running
        endpoint.release()


def start_writing(desk):
    desk.expect_error("ERR_INCOMPLETE_CHUNKED_ENCODING")  # the server is killed while its events are followed
    desk.fill_brief("Registered nurse")
    desk.page.locator("#brief-actions").get_by_role("button", name="Write").click()
    expect(desk.page.locator("#run")).to_be_visible()


def assert_stopped_in_time(site, pressed, *, within=STOPPED_WITHIN):
    wait_for(lambda: site.request()[0] == "stopped", what="the end of the request", seconds=30, step=0.05)
    assert time.monotonic() - pressed < within


def test_stop_keeps_what_is_written(open_desk, held_site):
    desk = open_desk(at=held_site)
    start_writing(desk)
    expect(desk.page.locator("article[data-state=written]")).to_have_count(1)
    desk.page.get_by_role("button", name="Stop").click()
    assert_stopped_in_time(held_site, time.monotonic())
    expect(desk.page.get_by_text("Stopped. What was written by then is kept below.")).to_be_visible()
    expect(desk.page.locator("article.section")).to_have_count(1)
    expect(desk.page.get_by_role("button", name="Write it all")).to_be_visible()


def test_stop_by_escape(open_desk, held_site):
    desk = open_desk(at=held_site)
    start_writing(desk)
    expect(desk.page.locator("article[data-state=written]")).to_have_count(1)
    desk.page.keyboard.press("Escape")
    assert_stopped_in_time(held_site, time.monotonic())


def test_the_run_goes_on_after_a_reload(open_desk, held_site):
    desk = open_desk(at=held_site)
    start_writing(desk)
    expect(desk.page.locator("article[data-state=written]")).to_have_count(1)
    desk.page.reload()
    expect(desk.page.locator("article[data-state=written]")).to_have_count(1)
    desk.press("Stop Esc")
    assert_stopped_in_time(held_site, time.monotonic())


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory):
    folder = tmp_path_factory.mktemp("model")
    make = [sys.executable, "-m", "ml.training.tiny_model", str(folder)]
    subprocess.run(make, cwd=settings.BASE_DIR, env=environment(), check=True, capture_output=True)
    return folder


def test_stop_reaches_a_model_on_this_machine(open_desk, tiny_model, tmp_path, database):
    with running_site(tmp_path, database, JD_LOCAL_MODEL=str(tiny_model)) as site:
        desk = open_desk(at=site)
        start_writing(desk)
        wait_for(lambda: site.request()[0] == "running", what="the writer", step=0.02)
        desk.page.get_by_role("button", name="Stop").click()
        assert_stopped_in_time(site, time.monotonic(), within=STOPPED_WHILE_LOADING_WITHIN)
