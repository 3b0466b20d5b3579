"""Finding a description again, and what can be done with it from the list."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def save_brief(desk, title):
    desk.fill_brief(title)
    desk.press("Save for later")
    expect(desk.page.get_by_role("heading", level=1, name=title)).to_be_visible()


def row(desk, title):
    return desk.page.get_by_role("listitem").filter(has=desk.page.get_by_role("link", name=title, exact=True))


def search(desk, words):
    desk.open("/descriptions/")
    desk.page.get_by_label("Search").fill(words)
    desk.page.wait_for_url(re.compile(r"\?.*q="))


def test_search_while_typing(desk):
    save_brief(desk, "Beekeeper for the roof garden")
    save_brief(desk, "Chimney sweep")
    search(desk, "roof gard")
    expect(row(desk, "Beekeeper for the roof garden")).to_be_visible()
    expect(row(desk, "Chimney sweep")).to_have_count(0)
    desk.page.reload()
    expect(desk.page.get_by_label("Search")).to_have_value("roof gard")
    expect(row(desk, "Chimney sweep")).to_have_count(0)


def test_nothing_found(desk):
    save_brief(desk, "Lamplighter")
    search(desk, "zeppelin pilot")
    expect(desk.page.get_by_role("heading", name="Nothing found")).to_be_visible()
    desk.page.get_by_role("link", name="Show everything").click()
    expect(row(desk, "Lamplighter")).to_be_visible()


def test_duplicate(desk):
    save_brief(desk, "Ferry master")
    search(desk, "Ferry master")
    row(desk, "Ferry master").locator("summary").click()
    row(desk, "Ferry master").get_by_role("button", name="Duplicate").click()
    expect(desk.page.get_by_role("heading", level=1, name="Ferry master (copy)")).to_be_visible()


def test_archive_and_find_again(desk):
    save_brief(desk, "Town crier")
    search(desk, "Town crier")
    row(desk, "Town crier").locator("summary").click()
    row(desk, "Town crier").get_by_role("button", name="Archive").click()
    expect(row(desk, "Town crier").locator(".badge")).to_have_text("Archived")
    expect(row(desk, "Town crier").locator("summary")).to_be_focused()

    desk.open("/descriptions/")
    expect(row(desk, "Town crier")).to_have_count(0)
    desk.page.get_by_label("Status").select_option("Archived")
    expect(row(desk, "Town crier")).to_be_visible()
    row(desk, "Town crier").locator("summary").click()
    row(desk, "Town crier").get_by_role("button", name="Reopen").click()
    expect(row(desk, "Town crier").locator(".badge")).to_have_text("Draft")


def test_paging(open_desk, fresh_site):
    desk = open_desk(at=fresh_site)
    for number in range(1, 28):
        save_brief(desk, f"Lighthouse keeper {number:02}")
    desk.open("/descriptions/")
    expect(row(desk, "Lighthouse keeper 27")).to_be_visible()
    expect(row(desk, "Lighthouse keeper 01")).to_have_count(0)
    desk.page.get_by_role("link", name="Older").click()
    expect(row(desk, "Lighthouse keeper 01")).to_be_visible()
    desk.page.get_by_role("link", name="Newer").click()
    expect(row(desk, "Lighthouse keeper 27")).to_be_visible()
