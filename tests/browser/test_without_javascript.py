"""Everything that matters also works by plain forms and full pages."""

from __future__ import annotations

import docx
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def reload_until_written(desk):
    for _ in range(60):
        if desk.page.locator("#rating").count():
            return
        desk.page.wait_for_timeout(250)
        desk.page.reload()
    raise AssertionError("the text was not written")


def test_from_sign_in_to_word_file(open_desk, site, tmp_path):
    desk = open_desk(None, java_script_enabled=False)
    page = desk.page
    desk.open("/")
    page.get_by_label("Username").fill("recruiter")
    page.get_by_label("Password").fill(site.password("recruiter"))
    desk.press("Sign in")
    desk.fill_brief("DevOps engineer", "keep the build servers running", "teach teams to release weekly")
    page.locator("#brief-actions").get_by_role("button", name="Write").click()
    reload_until_written(desk)

    page.get_by_role("link", name="Edit What you will do", exact=True).click()
    area = page.get_by_role("textbox", name="Text,")
    area.fill(area.input_value() + "\nAnswer the pager one week in four")
    desk.press("Save")
    expect(desk.section()).to_contain_text("Answer the pager one week in four")

    while page.get_by_role("button", name="Confirm").count():
        page.get_by_role("button", name="Confirm").first.click()
    desk.press("Send for review")
    expect(page.locator(".badge")).to_have_text("In review")
    page.get_by_role("link", name="Back to the text").click()

    path = desk.export("Word (DOCX)", tmp_path)
    assert "Answer the pager one week in four" in [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]


def test_suggestions_of_the_library(open_desk):
    desk = open_desk(java_script_enabled=False)
    desk.open("/descriptions/new/")
    desk.page.get_by_label("Job title").fill("ward nurse")
    desk.press("Look it up in the role library")
    desk.press("Registered Nurse")
    expect(desk.page.get_by_role("complementary", name="From the role library")).to_contain_text("medication rounds")


def test_writing_a_section_again(open_desk):
    desk = open_desk(java_script_enabled=False)
    desk.fill_brief("Registered nurse")
    desk.page.locator("#brief-actions").get_by_role("button", name="Write").click()
    reload_until_written(desk)
    section = desk.section()
    section.locator("summary", has_text="Write again").click()
    section.get_by_label("Add a point").fill("plan the summer rota")
    section.get_by_role("button", name="Add it").click()
    for _ in range(60):
        if desk.page.get_by_role("button", name="Take all").count():
            break
        desk.page.wait_for_timeout(250)
        desk.page.reload()
    desk.press("Take all")
    expect(desk.section()).to_contain_text("summer rota")
