from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_every_list_opens(open_desk, desk):
    desk.write("Registered nurse")
    admin = open_desk("admin")
    admin.open("/descriptions/")
    admin.page.get_by_role("link", name="Admin").click()
    links = admin.page.locator("#content-main th a")
    expect(links.first).to_be_visible()
    addresses = [link.get_attribute("href") for link in links.all()]
    assert len(addresses) >= 14
    for address in addresses:
        answer = admin.page.goto(admin.site.address + address)
        assert answer.status == 200, address
        expect(admin.page.locator("#content h1").first).to_be_visible()


def test_a_description_can_be_read_there(open_desk, desk):
    desk.write("Registered nurse")
    admin = open_desk("admin")
    for model in ("jobdescription", "revision", "generationrequest"):
        admin.open(f"/admin/descriptions/{model}/")
        admin.page.locator("#result_list tbody tr").first.get_by_role("link").first.click()
        expect(admin.page.locator("#content")).to_contain_text("Registered nurse")


def test_recruiters_stay_outside(desk):
    desk.open("/admin/")
    expect(desk.page.get_by_text("who may not open that page")).to_be_visible()
