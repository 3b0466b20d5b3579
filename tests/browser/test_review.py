"""From the brief to a published text, by two people who have no mouse."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.desk import DUTIES, Desk, save_state

pytestmark = pytest.mark.browser

#: More than any of the pages has to tab through.
MOST_TABS = 250


def tab_to(desk: Desk, target: Locator) -> None:
    expect(target).to_be_visible()
    for _ in range(MOST_TABS):
        if target.evaluate("element => element === document.activeElement"):
            return
        desk.page.keyboard.press("Tab")
    pytest.fail(f"no key leads to {target}")


def push(desk: Desk, target: Locator) -> None:
    tab_to(desk, target)
    desk.page.keyboard.press("Enter")


def button(desk: Desk, name: str) -> Locator:
    return desk.page.get_by_role("button", name=name, exact=True)


def write_and_send(desk: Desk) -> None:
    page = desk.page
    desk.open("/descriptions/new/")
    tab_to(desk, page.get_by_label("Job title"))
    page.keyboard.type("Tattoo artist")
    page.keyboard.press("Escape")
    tab_to(desk, page.get_by_label("Key responsibilities"))
    page.keyboard.type("draw designs with customers")
    push(desk, page.locator("#brief-actions").get_by_role("button", name="Write"))
    desk.wait_until_written()
    while count := page.get_by_role("button", name=re.compile("^Confirm")).count():
        push(desk, page.get_by_role("button", name=re.compile("^Confirm")).first)
        expect(page.get_by_role("button", name=re.compile("^Confirm"))).to_have_count(count - 1)
    push(desk, page.get_by_role("link", name=f"Edit {DUTIES}", exact=True))
    expect(page.get_by_role("textbox", name="Text,")).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("Keep the needles sterile")
    expect(save_state(page)).to_contain_text("Saved")
    push(desk, button(desk, "Done"))
    expect(desk.section()).to_contain_text("Keep the needles sterile")
    push(desk, button(desk, "Send for review"))
    expect(page.locator(".badge")).to_have_text("In review")


def test_from_brief_to_published_without_a_mouse(open_desk, fresh_site):
    writer, approver = open_desk(at=fresh_site), open_desk("admin", at=fresh_site)
    write_and_send(writer)
    page = approver.page

    approver.open("/descriptions/dashboard/")
    push(approver, page.get_by_role("region", name="Waiting for me").get_by_role("link", name="Tattoo artist"))
    line = page.locator(".review-line").filter(has_text="Keep the needles sterile")
    push(approver, line.locator("summary"))
    tab_to(approver, line.locator("textarea"))
    page.keyboard.type("How often?")
    push(approver, line.get_by_role("button", name="Add the comment"))
    expect(line.locator(".thread")).to_contain_text("How often?")
    tab_to(approver, page.get_by_label("What has to change"))
    page.keyboard.type("One comment")
    push(approver, button(approver, "Send back"))
    expect(page.locator(".badge")).to_have_text("Changes requested")

    writer.page.reload()
    push(writer, writer.page.get_by_role("button", name=re.compile("^Settle.*How often")))
    expect(writer.page.get_by_role("article", name="Comment by Alex Marlow")).to_contain_text("Settled by")
    push(writer, button(writer, "Send for review"))
    expect(writer.page.locator(".badge")).to_have_text("In review")

    page.reload()
    push(approver, button(approver, "Approve"))
    expect(page.locator(".badge")).to_have_text("Approved")

    writer.page.reload()
    push(writer, button(writer, "Publish"))
    expect(writer.page.locator(".badge")).to_have_text("Published")


def test_two_people_see_each_other(open_desk):
    one, other = open_desk(), open_desk("admin")
    address = one.write("Registered nurse")
    other.page.goto(address)
    expect(other.page.locator("#presence")).to_contain_text("Also here: Robin Ashe")


def test_people_are_offered_behind_an_at_sign(open_desk):
    desk = open_desk()
    page = desk.page
    page.goto(f"{desk.write('Registered nurse')}review/")
    form = page.locator(".comment-form").last
    form.locator("summary").click()
    field, people = form.locator("textarea"), page.get_by_role("listbox", name="People to mention")
    field.press_sequentially("Write to ann@example.org. What do you say, @al")
    expect(people.get_by_role("option")).to_have_text([re.compile("Alex Marlow")])
    field.press("Enter")
    expect(field).to_have_value("Write to ann@example.org. What do you say, @admin ")
    expect(people).to_have_count(0)

    field.press_sequentially("@")
    expect(people.get_by_role("option")).not_to_have_count(0)
    field.press("Escape")
    expect(people).to_have_count(0)
    field.press_sequentially("nobody")
    expect(people).to_have_count(0)
    field.press("Enter")
    expect(field).to_have_value("Write to ann@example.org. What do you say, @admin @nobody\n")
    field.press_sequentially("@a")
    people.get_by_role("option", name="Alex Marlow").click()
    expect(field).to_be_focused()
    form.get_by_role("button", name="Add the comment").click()
    expect(page.get_by_role("article", name="Comment by Robin Ashe")).to_contain_text("@admin")
