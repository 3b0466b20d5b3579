"""Versions: who, when, why; what differs; and back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.desk import type_new_line

pytestmark = pytest.mark.browser

MINE = "Water the plants on Sundays"


@pytest.fixture
def edited(desk):
    """Written by the engine, then changed twice by a person and saved as a version."""
    desk.write("Registered nurse")
    for line in ("Fold the linen", MINE):
        desk.edit()
        type_new_line(desk.page, line)
        desk.press("Done")
        expect(desk.section()).to_contain_text(line)
    desk.page.get_by_role("link", name="Versions").click()
    desk.page.get_by_label("Save today’s text as a version").fill("agreed with the ward")
    desk.press("Save a version")
    expect(desk.page.get_by_text("agreed with the ward")).to_be_visible()
    return desk


def test_the_list_says_who_and_why(edited):
    rows = edited.page.get_by_role("table").get_by_role("row")
    expect(rows.last).to_contain_text("Version 1")
    expect(rows.last).to_contain_text("composer")
    expect(rows.nth(1)).to_contain_text("agreed with the ward")
    expect(rows.nth(1)).to_contain_text("Robin Ashe")


def test_compare(edited):
    page = edited.page
    latest = page.get_by_role("table").get_by_role("row").count() - 1
    page.get_by_label("Compare from version 1", exact=True).check()
    page.get_by_label(f"Compare to version {latest}", exact=True).check()
    edited.press("Compare")
    comparison = page.locator("#comparison")
    expect(comparison.get_by_role("heading", name=f"Version 1 to version {latest}")).to_be_visible()
    expect(comparison.locator("ins")).to_have_text(["Fold the linen", MINE])
    assert "from=1" in page.url


def test_restore(edited):
    edited.press("Restore version 1")
    expect(edited.section()).to_be_visible()
    expect(edited.section()).not_to_contain_text(MINE)
    edited.page.get_by_role("link", name="Versions").click()
    expect(edited.page.get_by_role("table").get_by_role("row").nth(1)).to_contain_text("Restored")
