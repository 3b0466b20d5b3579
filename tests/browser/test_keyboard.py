"""By keys alone: what there is, where it leads, and how it is switched off."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.findings import findings

pytestmark = pytest.mark.browser


def open_palette(page):
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Action or job description")
    expect(field).to_be_focused()
    return field


def test_question_mark_shows_the_keys(reading):
    page = reading.page
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_an_action_of_the_page(reading):
    field = open_palette(reading.page)
    field.press_sequentially("edit what")
    reading.page.keyboard.press("Enter")
    expect(reading.page.get_by_role("textbox", name="Text,")).to_be_focused()


def test_a_job_description(reading):
    page, address = reading.page, reading.page.url
    reading.open("/library/")
    field = open_palette(page)
    field.press_sequentially("ward nurse")
    option = page.get_by_role("option", name="Ward nurse").first
    expect(option).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    option.click()
    page.wait_for_url("**/descriptions/*/")
    assert page.url.rsplit("/", 2)[0] == address.rsplit("/", 2)[0]


def test_single_letters_are_off_in_fields_and_can_be_switched_off(reading):
    page = reading.page
    text = reading.edit()
    page.keyboard.press("Control+End")
    page.keyboard.type(" jad?")
    assert text.inner_text().endswith(" jad?")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Keys").click()
    with page.expect_response("**/single-keys/"):
        page.get_by_label("Single-letter keys").uncheck()
    page.get_by_role("button", name="Close").click()
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("?")
    expect(page.locator(".finding:focus")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Keys").click()
    with page.expect_response("**/single-keys/"):
        page.get_by_label("Single-letter keys").check()


def test_write_fix_and_send_without_a_mouse(reading):
    page = reading.page
    expect(findings(reading)).to_have_count(4)
    page.keyboard.press("j")
    page.keyboard.press("a")
    text = page.get_by_role("textbox", name="Text,")
    expect(text).to_contain_text("Lead as a expert")
    open_palette(page).press_sequentially("send for review")
    page.keyboard.press("Enter")
    expect(page.locator(".badge").first).not_to_have_text("Draft")


def test_other_wordings_of_a_line(reading):
    page, text = reading.page, reading.edit()
    before = text.inner_text()
    page.keyboard.press("Control+End")
    page.keyboard.press("Alt+w")
    offer = page.locator("[data-wording]").first
    expect(offer).to_be_focused()
    expect(page.locator(".wordings")).to_contain_text("Without “rockstar”")
    page.keyboard.press("Enter")
    assert text.inner_text().endswith("• Train the next expert")
    expect(text).to_be_focused()
    page.keyboard.press("Control+z")
    assert text.inner_text() == before


def test_other_wordings_of_a_line_that_is_read(reading):
    page, before = reading.page, reading.lines()
    line = reading.section().locator(".line").last
    line.locator("summary").focus()
    page.keyboard.press("Alt+w")
    expect(page.locator(".wordings button").first).to_be_focused()
    page.keyboard.press("1")
    expect(page.get_by_text("The line has its new wording, as one version.")).to_be_focused()
    assert reading.lines() == [*before[:-1], "Train the next expert"]
    expect(findings(reading)).to_have_count(3)
    page.keyboard.press("Control+z")
    expect(page.locator("#messages")).to_contain_text("is back")
    assert reading.lines() == before
