"""Each line says where it comes from; one without a source must be confirmed or removed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_sources_of_one_line_by_keyboard(desk):
    desk.write("Registered nurse", "medication rounds for twelve patients")
    line = desk.section().locator(".line", has_text="edication rounds for twelve patients")
    summary = line.locator("summary")
    expect(line.locator(".label").first).to_be_hidden()
    summary.focus()
    desk.page.keyboard.press("Enter")
    expect(line.locator(".label").first).to_contain_text("Brief")
    desk.page.keyboard.press("Enter")
    expect(line.locator(".label").first).to_be_hidden()


def test_sources_of_a_section_and_of_all(desk):
    desk.write("Registered nurse")
    button = desk.section().get_by_role("button", name="Sources")
    button.focus()
    desk.page.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "true")
    labels = desk.page.locator(".label:visible")
    assert desk.section().locator(".label:visible").count() >= len(desk.lines())
    some = labels.count()
    desk.page.get_by_role("link", name="Show all sources").click()
    expect(desk.page.get_by_role("link", name="Hide all sources")).to_be_visible()
    assert labels.count() > some


def test_confirm_or_remove_before_finishing(desk):
    desk.write("Tattoo artist", "draw designs with customers", "keep the needles sterile")
    page = desk.page
    count = page.get_by_role("button", name="Confirm").count()
    assert count >= 2
    expect(page.get_by_role("heading", name=f"{count} lines to check")).to_be_visible()
    assert "draw designs with customers" in " ".join(desk.lines()).lower()

    desk.expect_error("409")
    desk.press("Send for review")
    expect(
        page.get_by_text(re.compile(rf"{count} lines without a source: confirm or remove them first"))
    ).to_be_visible()
    page.get_by_role("button", name="Dismiss").click()

    kept = page.locator(".line.is-open .line-text").first.inner_text()
    page.get_by_role("button", name="Confirm").first.click()
    expect(page.get_by_text("Confirmed by a person")).to_be_visible()
    for left in range(count - 1, 0, -1):
        expect(page.get_by_role("button", name="Remove")).to_have_count(left)
        page.get_by_role("button", name="Remove").first.click()
    expect(page.get_by_role("button", name="Remove")).to_have_count(0)
    expect(page.get_by_role("heading", name=re.compile("to check"))).to_have_count(0)

    desk.press("Send for review")
    expect(page.locator(".badge")).to_have_text("In review")
    expect(page.get_by_text(kept, exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^Edit"))).to_have_count(0)

    desk.press("Withdraw")
    expect(page.locator(".badge")).to_have_text("Draft")
