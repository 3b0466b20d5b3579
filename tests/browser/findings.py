"""A text that the rules of `tests.rules` have something to say of, and what a test sees of that in the browser."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.desk import Desk

LINES = ("Lead as a rockstar on the ward", "Be the ninja of the rota", "Train the next rockstar")
MARKED = """name => [...(CSS.highlights.get(`finding-${name}`) ?? [])].map(String)"""


POSTING = "Ward nurse\n\nWhat you will do\n- Care for patients\n" + "\n".join(f"- {line}" for line in LINES)


def bring_posting(desk: Desk, *, is_marked: bool = True) -> None:
    """A text that is there at once, without a writer."""
    desk.open("/descriptions/import/")
    desk.page.get_by_label("Or pasted text").fill(POSTING)
    desk.press("Read")
    desk.page.locator("form.confirm-import").get_by_role("button", name="Import").last.click()
    expect(findings(desk)).to_have_count(4)
    if is_marked:
        wait_until_marked(desk)


def wait_until_marked(desk: Desk) -> None:
    """The page's own code has come and has drawn the marks."""
    for _ in range(200):
        if marked(desk, "warning"):
            return
        desk.page.wait_for_timeout(50)
    raise AssertionError("no mark was drawn")


def findings(desk: Desk) -> Locator:
    return desk.page.locator(".finding")


def finding(desk: Desk, words: str) -> Locator:
    return findings(desk).filter(has=desk.page.get_by_role("link", name=f"“{words}”"))


def marked(desk: Desk, name: str) -> list[str]:
    return desk.page.evaluate(MARKED, name)
