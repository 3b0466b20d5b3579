"""A section is written again beside the text; nothing changes until somebody takes it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

from tests.browser.desk import DUTIES

pytestmark = pytest.mark.browser


@pytest.fixture
def written(desk):
    desk.write("Registered nurse", "medication rounds for twelve patients")
    return desk


def ask_again(desk, choice):
    section = desk.section()
    section.locator("summary", has_text="Write again").click()
    section.get_by_role("button", name=choice, exact=True).click()
    return proposal_of(desk)


def proposal_of(desk):
    expect(desk.page.get_by_role("heading", name="Proposal for this section")).to_be_focused()
    return desk.page.locator(".proposal")


def add_point(desk, words):
    section = desk.section()
    section.locator("summary", has_text="Write again").click()
    section.get_by_label("Add a point").fill(words)
    section.get_by_role("button", name="Add it").click()
    return proposal_of(desk)


def test_shorter(written):
    before = written.lines()
    proposal = ask_again(written, "Shorter")
    assert proposal.locator("[data-change=removed]").count() > 0
    assert written.lines() == before
    written.press("Take all")
    expect(proposal).to_have_count(0)
    assert 0 < len(written.lines()) < len(before)
    assert "medication rounds for twelve patients" in " ".join(written.lines()).lower()


def test_another_tone(written):
    section = written.section("The role")
    before = written.lines("The role")
    section.locator("summary", has_text="Write again").click()
    section.get_by_role("button", name="Friendly").click()
    proposal_of(written)
    written.press("Take all")
    expect(written.page.locator(".proposal")).to_have_count(0)
    assert written.lines("The role") != before


def test_added_point(written):
    add_point(written, "plan the summer rota")
    written.press("Take selected")
    expect(written.section()).to_contain_text("summer rota")
    assert "medication rounds for twelve patients" in " ".join(written.lines()).lower()
    origin = written.section().locator(".line", has_text="summer rota")
    origin.locator("summary").click()
    expect(origin.locator(".label")).to_be_visible()


def test_take_one_line_of_several(written):
    before = written.lines()
    proposal = ask_again(written, "Shorter")
    boxes = proposal.get_by_role("checkbox")
    for index in range(1, boxes.count()):
        boxes.nth(index).uncheck()
    boxes.first.check()
    written.press("Take selected")
    expect(proposal).to_have_count(0)
    assert len(before) - len(written.lines()) <= 1
    assert written.lines() != before


def test_leave_it(written):
    before = written.lines()
    ask_again(written, "Longer")
    leave = written.page.get_by_role("link", name="Leave it").or_(written.page.get_by_role("link", name="Close"))
    leave.click()
    expect(written.page.locator(".proposal")).to_have_count(0)
    assert written.lines() == before


def test_nothing_selected_is_said(written):
    written.expect_error("422")
    proposal = add_point(written, "plan the summer rota")
    for box in proposal.get_by_role("checkbox").all():
        box.uncheck()
    written.press("Take selected")
    expect(written.page.get_by_text("Select the lines that you want, or leave the proposal.")).to_be_visible()
    expect(proposal).to_be_visible()


def test_a_version_says_what_was_taken(written):
    ask_again(written, "Shorter")
    written.press("Take all")
    expect(written.page.locator(".proposal")).to_have_count(0)
    written.page.get_by_role("link", name="Versions").click()
    latest = written.page.get_by_role("table").get_by_role("row").nth(1)
    expect(latest).to_contain_text(f"proposed lines in {DUTIES}")
    expect(latest).to_contain_text("composer")


def test_edit_right_after_leaving_a_proposal(written):
    """The answer to "Leave it" must not replace the section under an Edit that was asked for since."""
    ask_again(written, "Shorter")
    for part in ("htmx:sendAbort", "htmx:afterRequest"):  # how htmx logs an answer that it gave up
        written.expect_error(part)
    page, held = written.page, []
    page.route("**/descriptions/sections/*/**", lambda route: held.append(route))
    page.get_by_role("link", name="Leave it").click()
    page.get_by_role("link", name="Edit What you will do", exact=True).click()
    expect(page.locator("[data-edit].htmx-request")).to_be_visible()
    for route in held:
        with suppress(Error):
            route.continue_()
    expect(page.get_by_role("textbox", name="Text,")).to_be_focused()
