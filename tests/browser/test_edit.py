"""Editing in place: saved while typing, undone by the browser's own undo, never overwritten in silence."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import save_state, start_editing, type_new_line

pytestmark = pytest.mark.browser

SAVED = re.compile(r"^Saved \d")
MINE, THEIRS = "Water the plants on Sundays", "Feed the ward cat"


def test_saved_while_typing(desk):
    desk.write("Registered nurse")
    desk.edit()
    type_new_line(desk.page, MINE)
    expect(save_state(desk.page)).to_have_text(SAVED, timeout=3_000)
    desk.page.reload()
    assert desk.lines()[-1] == MINE


def test_done_shows_the_text(desk):
    desk.write("Registered nurse")
    desk.edit()
    type_new_line(desk.page, MINE)
    desk.press("Done")
    expect(desk.section().locator(".line-text").last).to_have_text(MINE)
    expect(desk.page.get_by_role("link", name="Edit What you will do", exact=True)).to_be_focused()


def test_undo(desk):
    desk.write("Registered nurse")
    text = desk.edit()
    before = text.inner_text()
    type_new_line(desk.page, MINE)
    assert MINE in text.inner_text()
    expect(save_state(desk.page)).to_have_text(SAVED)
    for _ in range(6):
        if text.inner_text() == before:
            break
        desk.page.keyboard.press("Control+Z")
    assert text.inner_text() == before


def test_the_text_is_focused_though_another_part_settles_first(desk):
    desk.write("Registered nurse")
    desk.page.evaluate(
        """() => document.addEventListener("htmx:afterSwap", () => {
             const other = document.querySelector("h1");
             other.dispatchEvent(new CustomEvent("htmx:afterSettle", {bubbles: true, detail: {elt: other}}));
           }, {once: true})"""
    )
    desk.edit()


def test_pasted_text_is_plain(desk):
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.write("Registered nurse")
    text = desk.edit()
    copied = "<ul><li><b>Fold</b> linen</li><li>Count <i>spoons</i></li></ul>"
    desk.page.evaluate(
        """html => navigator.clipboard.write([new ClipboardItem({
             "text/html": new Blob([html], {type: "text/html"}),
             "text/plain": new Blob(["- Fold linen\\n- Count spoons"], {type: "text/plain"})})])""",
        copied,
    )
    desk.page.keyboard.press("Control+End")
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("Control+V")
    assert text.locator("b, i, li").count() == 0
    desk.press("Done")
    expect(desk.section().locator(".line-text").last).to_have_text("Count spoons")
    assert desk.lines()[-2:] == ["Fold linen", "Count spoons"]


def conflict_between_two_tabs(desk):
    address = desk.write("Registered nurse")
    desk.expect_error("409")
    other = desk.context.new_page()
    other.goto(address)
    text = desk.edit()
    start_editing(other)
    type_new_line(other, THEIRS)
    expect(save_state(other)).to_have_text(SAVED)
    desk.page.bring_to_front()
    type_new_line(desk.page, MINE)
    panel = desk.page.locator(".conflict")
    expect(panel).to_be_visible()
    return text, panel


def test_two_tabs_ask_which_text_stays(desk):
    text, panel = conflict_between_two_tabs(desk)
    expect(panel.get_by_role("heading", name="This section was changed meanwhile")).to_be_visible()
    expect(text).to_be_focused()  # who is typing is not disturbed
    expect(panel.get_by_role("button", name="Keep mine")).to_be_visible()
    expect(panel.get_by_role("link", name="Take theirs")).to_be_visible()
    panel.get_by_text("Show both").click()
    expect(panel.locator("ins").first).to_have_text("Water")
    expect(panel.locator("del").first).to_have_text("Feed")
    expect(text).to_contain_text(MINE)


def test_two_tabs_keeping_mine(desk):
    _, panel = conflict_between_two_tabs(desk)
    panel.get_by_role("button", name="Keep mine").click()
    expect(save_state(desk.page)).to_have_text(SAVED)
    desk.page.reload()
    assert desk.lines()[-1] == MINE
    assert THEIRS not in desk.lines()


def test_two_tabs_taking_theirs(desk):
    text, panel = conflict_between_two_tabs(desk)
    panel.get_by_role("link", name="Take theirs").click()
    expect(text).to_contain_text(THEIRS)
    expect(text).not_to_contain_text(MINE)
    desk.page.keyboard.press("Control+Z")
    expect(text).to_contain_text(MINE)


def test_two_tabs_keep_the_text_through_a_reload(desk):
    _, panel = conflict_between_two_tabs(desk)
    desk.page.once("dialog", lambda dialog: dialog.accept())
    desk.page.reload()
    expect(desk.page.get_by_role("textbox", name="Text,")).to_contain_text(MINE)


def test_offline_and_back(desk):
    desk.write("Registered nurse")
    desk.edit()
    desk.expect_error("ERR_INTERNET_DISCONNECTED")
    desk.context.set_offline(True)
    type_new_line(desk.page, MINE)
    expect(save_state(desk.page)).to_have_text("Offline. Your text is kept in this tab.")
    expect(desk.page.get_by_role("button", name="Try again now")).to_be_visible()
    desk.context.set_offline(False)
    expect(save_state(desk.page)).to_have_text(SAVED)
    expect(desk.page.get_by_role("button", name="Try again now")).to_be_hidden()


def test_saved_once_the_server_is_back(open_desk, fresh_site):
    desk = open_desk(at=fresh_site)
    address = desk.write("Registered nurse")
    desk.edit()
    desk.expect_error("ERR_CONNECTION_REFUSED")
    fresh_site.kill("pages")
    type_new_line(desk.page, MINE)
    expect(save_state(desk.page)).to_have_text("Not saved: no answer from the server.")
    fresh_site.start_pages()
    expect(save_state(desk.page)).to_have_text(SAVED, timeout=15_000)
    desk.page.goto(address)
    assert desk.lines()[-1] == MINE


def test_an_ended_session_loses_nothing(desk):
    desk.write("Registered nurse")
    text = desk.edit()
    desk.expect_error("401")
    cookies = desk.context.cookies()
    desk.context.clear_cookies(name="sessionid")
    type_new_line(desk.page, MINE)
    dialog = desk.page.get_by_role("dialog", name="Your session has ended")
    expect(dialog).to_be_visible()
    desk.context.add_cookies(cookies)
    dialog.get_by_role("button", name="I have signed in").click()
    expect(save_state(desk.page)).to_have_text(SAVED)
    expect(text).to_contain_text(MINE)
