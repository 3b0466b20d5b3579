from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_it_is_stored_with_the_version(desk, site):
    desk.write("Registered nurse")
    desk.page.get_by_role("radio", name="4 stars").focus()
    desk.page.keyboard.press("Space")
    desk.page.get_by_label("Clear and easy to read").check()
    desk.page.get_by_role("textbox", name="Comment").fill("Sounds like our ward.")
    desk.press("Send")
    expect(desk.page.locator("#rating-answer")).to_contain_text("Thank you")
    sql = "SELECT stars, reasons, comment, engine FROM feedback_rating ORDER BY id DESC LIMIT 1"
    [(stars, reasons, comment, engine)] = site.ask(sql)
    assert (stars, json.loads(reasons), comment) == (4, ["clear"], "Sounds like our ward.")
    assert engine.startswith("composer")
