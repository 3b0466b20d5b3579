"""Pictures of the pages, made by `make screenshots`: those of the README, and all others to look at in test-results."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not os.environ.get("SCREENSHOTS"), reason="make screenshots makes the pictures"),
]

README_IMAGES = Path(settings.BASE_DIR) / "docs" / "images"
TO_LOOK_AT = Path(settings.BASE_DIR) / "test-results"
WIDTHS = {"wide": 1280, "narrow": 390}
POINTS = ("medication rounds for twelve patients", "hand over at the bedside", "ring families after a fall")
TITLE = "Ward nurse, night shift"


def take(page, name):
    """The whole page in both schemes and widths."""
    for width_name, width in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(300)
            page.screenshot(path=TO_LOOK_AT / f"{name}-{width_name}-{scheme}.png", full_page=True)
    page.set_viewport_size({"width": WIDTHS["wide"], "height": 900})
    page.emulate_media(color_scheme="light")


def fill_brief(desk):
    desk.open("/descriptions/new/")
    title = desk.page.get_by_label("Job title")
    title.press_sequentially("Ward nurse")
    desk.page.get_by_role("listbox", name="Roles in the library").get_by_role("option").first.click()
    expect(desk.page.get_by_role("complementary", name="From the role library")).to_contain_text("Registered Nurse")
    title.fill(TITLE)
    desk.page.get_by_label("Key responsibilities").fill("\n".join(POINTS))
    desk.page.get_by_label("Job title").blur()
    expect(desk.page.locator("#title-suggestions")).to_be_hidden()


def test_readme(open_desk, fresh_site):
    desk = open_desk(at=fresh_site, reduced_motion="reduce")
    fill_brief(desk)
    README_IMAGES.mkdir(parents=True, exist_ok=True)
    desk.page.wait_for_timeout(500)
    desk.page.screenshot(path=README_IMAGES / "brief.png")
    desk.page.locator("#brief-actions").get_by_role("button", name="Write").click()
    desk.wait_until_written()
    desk.section().get_by_role("button", name="Sources").click()
    desk.page.mouse.move(0, 0)
    desk.page.wait_for_timeout(500)
    desk.page.screenshot(path=README_IMAGES / "editor.png")


def test_every_state(open_desk, fresh_site):
    desk = open_desk(at=fresh_site, reduced_motion="reduce")
    page = desk.page
    desk.open("/descriptions/")
    take(page, "empty-list")
    fill_brief(desk)
    take(page, "brief")
    address = desk.write(TITLE, *POINTS)
    take(page, "editor")
    desk.section().locator("summary", has_text="Write again").click()
    desk.section().get_by_role("button", name="Shorter").click()
    expect(page.get_by_role("heading", name="Proposal for this section")).to_be_visible()
    take(page, "proposal")
    page.goto(address)
    desk.edit()
    take(page, "editing")
    page.goto(f"{address}revisions/")
    take(page, "versions")
    desk.write("DevOps engineer", "keep the build servers running")
    take(page, "marked-lines")
    desk.open("/descriptions/")
    take(page, "list")
