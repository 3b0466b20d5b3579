from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["Word (DOCX)", "Web page (HTML)", "Markdown", "Plain text"])
def test_an_export_comes_back_with_the_same_sections(desk, tmp_path, name):
    desk.write("Registered nurse", "medication rounds for twelve patients")
    sections = desk.page.locator(".section-head h2").all_inner_texts()
    lines = desk.page.locator(".line-text").all_inner_texts()
    path = desk.export(name, tmp_path)
    desk.open("/descriptions/import/")
    desk.page.get_by_label("File").set_input_files(path)
    desk.press("Read")
    expect(desk.page.get_by_role("heading", level=1, name="Is this how it reads?")).to_be_visible()
    desk.page.locator("form.confirm-import").get_by_role("button", name="Import").last.click()
    expect(desk.page.get_by_role("heading", level=1, name="Registered nurse")).to_be_visible()
    expect(desk.page.locator(".section-head h2")).to_have_text(sections)
    expect(desk.page.locator(".line-text")).to_have_text(lines)


def test_copy_for_ats(desk):
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.write("Registered nurse", "medication rounds for twelve patients")
    desk.page.locator("summary", has_text="Export").click()
    desk.press("Copy for ATS")
    expect(desk.page.get_by_text("Copied", exact=True)).to_be_visible()
    copied = desk.page.evaluate(
        """async () => {
             const [item] = await navigator.clipboard.read();
             const read = async (type) => (await item.getType(type)).text();
             return [await read("text/html"), await read("text/plain")];
           }"""
    )
    assert all("medication rounds for twelve patients" in text.lower() for text in copied)
    assert "<li" in copied[0]
