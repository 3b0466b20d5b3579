"""The whole round with a simulated Greenhouse: a requisition becomes a draft, the approved text goes out, is
changed there behind our back, noticed, and taken back in."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from apps.ats.simulator import Simulator
from apps.ats.simulator.events import Receiver, send
from tests.browser.desk import WRITTEN_WITHIN, Desk, type_new_line
from tests.browser.site import Site, running_site

pytestmark = pytest.mark.browser
LINE = "Bake bread for the town"


@pytest.fixture
def greenhouse() -> Iterator[Simulator]:
    with Simulator("greenhouse") as simulator:
        yield simulator


@pytest.fixture
def near_site(tmp_path, database) -> Iterator[Site]:
    """A server that may talk to systems on this machine."""
    with running_site(tmp_path, database, JD_WEBHOOK_ALLOW_LOOPBACK="true") as site:
        yield site


def connect(desk: Desk, greenhouse: Simulator) -> str:
    """Connect it with a wrong secret, see what to do, and mend that; the signing secret of its events."""
    page = desk.page
    desk.open("/connections/")
    page.get_by_role("link", name="Connect a system").first.click()
    page.get_by_role("link", name="Greenhouse").click()
    desk.press("Connect")  # the browser itself asks for what is missing
    page.get_by_label("Name", exact=True).fill("Kitchen")
    for name, value in greenhouse.system.credentials.items() | greenhouse.settings.items():
        page.locator(f'[name$="_{name}"]').fill(value)
    page.locator('[name="credential_client_secret"]').fill("wrong")
    page.get_by_label("Write a draft as soon as a requisition comes in").check()
    desk.press("Connect")
    found = re.search(r"whsec_\S+", page.locator("#messages").inner_text())
    assert found, "the signing secret is not shown"
    desk.press("Test the connection")
    health = page.get_by_role("region", name="Health")
    expect(health.locator(".badge")).to_have_text("Fails")
    expect(health).to_contain_text("An admin enters new ones in the connection")
    page.get_by_role("link", name="Change").click()
    page.locator('[name="credential_client_secret"]').fill(greenhouse.system.credentials["client_secret"])
    desk.press("Save")
    desk.press("Test the connection")
    expect(health.locator(".badge")).to_have_text("Works")
    return found[0]


def receive(desk: Desk, greenhouse: Simulator, secret: str, job_id: str) -> str:
    """The event of a new job, from the inbox to the text that was written; its address."""
    event = greenhouse.event("job_created", job_id)
    assert send(Receiver(f"{desk.site.address}/hooks/kitchen/", "greenhouse", secret), [event]) == [200]
    page = desk.page
    desk.open("/connections/inbox/")
    page.get_by_role("link", name="job_created").click()
    expect(page.locator(".badge")).to_have_text("Used")
    page.locator("#event p a").click()
    desk.wait_until_written()
    return page.url


def finish(desk: Desk, address: str) -> None:
    """Answer for every line and approve the text: nobody else is there who could."""
    page = desk.page
    page.goto(address)
    while count := page.get_by_role("button", name=re.compile("^Confirm")).count():
        page.get_by_role("button", name=re.compile("^Confirm")).first.click()
        expect(page.get_by_role("button", name=re.compile("^Confirm"))).to_have_count(count - 1)
    desk.press("Send for review")
    expect(page.locator(".badge").first).to_have_text("In review")
    page.goto(f"{address}review/")
    read = page.get_by_label("I have read it")
    if read.count():
        read.check()
    desk.press("Approve")
    expect(page.locator(".badge").first).to_have_text("Approved")


def expect_state(desk: Desk, state: str) -> None:
    expect(desk.page.locator("#postings .badge")).to_have_text(state, timeout=WRITTEN_WITHIN)


def test_from_the_requisition_to_the_posting_and_back(open_desk, near_site, greenhouse):
    desk, job_id = open_desk("admin", at=near_site), next(iter(greenhouse.system.jobs))
    page = desk.page
    address = receive(desk, greenhouse, connect(desk, greenhouse), job_id)
    desk.edit()
    type_new_line(page, LINE)
    desk.press("Done")
    expect(desk.section()).to_contain_text(LINE)
    finish(desk, address)

    page.goto(address)
    page.get_by_role("link", name="Send to an ATS").click()
    page.get_by_role("link", name="Kitchen").click()
    expect(page.locator(f'[value="{job_id}"]')).to_be_checked()  # the job of the requisition is proposed
    desk.press("Link, and see what a push changes")
    expect(page.get_by_role("region", name="Differences").locator("ins").first).to_be_visible()
    job = greenhouse.system.jobs.pop(job_id)
    desk.press("Push this text")
    expect_state(desk, "Failed")
    expect(page.locator("#postings")).to_contain_text("link another one")
    greenhouse.system.jobs[job_id] = job
    desk.press("Try again")
    expect_state(desk, "Sent")
    assert LINE in greenhouse.system.text(job_id)
    desk.press("Publish")
    expect_state(desk, "Live")

    greenhouse.system.change_text(job_id, LINE, f"{LINE} and its guests")
    desk.press("Look for changes there")
    expect_state(desk, "Changed there")
    expect(page.locator("#postings ins")).to_contain_text(["and its guests"])
    desk.press("Take it in as a version")
    expect_state(desk, "Live")
    expect(page.locator("#postings")).to_contain_text("This text is not approved")
    finish(desk, address)
    expect(page.locator("main")).to_contain_text("and its guests")
