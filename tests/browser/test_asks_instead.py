from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_title_that_means_nothing_is_answered_with_questions(desk):
    desk.fill_brief("asdf qwer")
    desk.page.locator("#brief-actions").get_by_role("button", name="Write").click()
    asked = desk.page.get_by_role("region", name="Tell me a little more first")
    expect(asked).to_be_visible()
    assert asked.get_by_role("listitem").count() >= 1
    expect(desk.page.locator("article.section")).to_have_count(0)
    asked.get_by_role("link", name="Tell me a little more").click()
    expect(desk.page.get_by_label("Job title")).to_have_value("asdf qwer")


def test_an_empty_brief_is_answered_at_the_field(desk):
    desk.expect_error("422")
    desk.fill_brief("", "medication rounds")
    desk.page.locator("#brief-actions").get_by_role("button", name="Write").click()
    expect(desk.page.get_by_role("alert")).to_be_focused()
    desk.page.get_by_role("alert").get_by_role("link").click()
    expect(desk.page.get_by_label("Job title")).to_be_focused()
    expect(desk.page.get_by_label("Key responsibilities")).to_have_value("medication rounds")
