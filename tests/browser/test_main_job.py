"""The job that the product is bought for: from signing in to a Word file, by keyboard and mouse."""

from __future__ import annotations

import re
import time

import docx
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
SUGGEST, OFFERS = re.compile(r"/suggest/.*nurs$"), re.compile(r"/offers/")

POINTS = (
    "medication rounds for twelve patients",
    "hand over at the bedside every morning",
    "ring families after a fall",
)


def test_from_sign_in_to_word_file(open_desk, site, tmp_path, record_property):
    began = time.monotonic()
    desk = open_desk(None)
    page = desk.page
    desk.open("/")
    page.get_by_label("Username").fill("recruiter")
    page.get_by_label("Password").fill(site.password("recruiter"))
    page.keyboard.press("Enter")

    page.get_by_role("link", name="New", exact=True).click()
    title = page.get_by_role("combobox", name="Job title")
    expect(title).to_be_focused()
    page.keyboard.type("Ward nur", delay=15)
    expect(page.get_by_role("option").first).to_contain_text("Registered Nurse")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(title).to_have_value("Ward Nurse")
    expect(page.get_by_role("complementary", name="From the role library")).to_contain_text("Registered Nurse")
    expect(page.get_by_role("option").first).to_be_hidden()
    page.keyboard.press("Control+A")
    page.keyboard.type("Ward nurse, night shift", delay=5)
    page.get_by_label("Key responsibilities").click()
    page.keyboard.type("\n".join(POINTS))

    page.locator("#brief-actions").get_by_role("button", name="Write").click()
    asked = time.monotonic()
    expect(desk.section()).to_be_visible()
    structure = time.monotonic() - asked
    desk.wait_until_written()
    text = time.monotonic() - asked
    assert structure < 3, "the structure of the text has to stand at once"

    expect(page.get_by_role("region", name="Make it specific")).to_be_in_viewport(ratio=1)
    written = page.locator(".document").inner_text()
    assert all(point in written.lower() for point in POINTS)
    path = desk.export("Word (DOCX)", tmp_path)
    whole = time.monotonic() - began
    assert whole < 60

    paragraphs = docx.Document(str(path)).paragraphs
    styles = [(paragraph.style.name, paragraph.text) for paragraph in paragraphs]
    assert any(
        style in {"Title", "Heading 1"} and text == "DRAFT, not approved: Ward nurse, night shift"
        for style, text in styles
    )
    assert {"What you will do", "What you need"} <= {text for style, text in styles if style.startswith("Heading")}
    bullets = " ".join(text.lower() for style, text in styles if style.startswith("List"))
    assert all(point in bullets for point in POINTS)
    for name, seconds in (("structure", structure), ("text", text), ("whole job", whole)):
        record_property(f"seconds to {name}", round(seconds, 2))


def test_writing_by_enter_in_the_title(desk):
    desk.open("/descriptions/new/")
    desk.page.get_by_label("Job title").fill("Registered nurse")
    desk.page.keyboard.press("Enter")
    desk.wait_until_written()
    expect(desk.page.get_by_role("heading", level=1, name="Registered nurse")).to_be_visible()


def test_a_late_answer_takes_no_offers_away(desk):
    """What was typed before an option was taken may be answered after it."""
    desk.open("/descriptions/new/")
    page, late = desk.page, []
    page.get_by_role("combobox", name="Job title").fill("Ward nur")
    expect(page.get_by_role("option").first).to_contain_text("Registered Nurse")
    page.route(SUGGEST, lambda route: late.append(route))
    page.route("**/library/*/offers/**", lambda route: late.append(route))
    with page.expect_request(SUGGEST):
        page.keyboard.type("s")
    page.keyboard.press("ArrowDown")
    with page.expect_request(OFFERS):
        page.keyboard.press("Enter")
    for route in late:
        with page.expect_response(route.request.url):
            route.continue_()
    expect(page.get_by_role("complementary", name="From the role library")).to_contain_text("Registered Nurse")
