"""The page on which the API can be read and tried out: from our own server alone, within the policy of all pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_route_can_be_tried_out(open_desk):
    """The desk fails a test when the console shows an error, one of the content security policy too."""
    visitor = open_desk(None)
    elsewhere = []
    visitor.page.on("request", lambda request: elsewhere.append(request.url))
    visitor.open("/api/v1/docs/")
    expect(visitor.page.get_by_role("heading", name="Job Description Co-Pilot API")).to_be_visible()
    route = visitor.page.locator("#operations-descriptions-listDescriptions")
    route.locator(".opblock-summary-control").click()
    route.get_by_role("button", name="Try it out").click()
    visitor.expect_error("401")
    route.get_by_role("button", name="Execute").click()
    expect(route.locator(".live-responses-table")).to_contain_text("Send a key or a token")
    assert [url for url in elsewhere if not url.startswith((visitor.site.address, "data:"))] == []
