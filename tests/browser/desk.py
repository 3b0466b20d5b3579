"""A person in front of the pages: the verbs of the tests, and an eye on the browser's console."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Locator, Page, expect

from tests.browser.site import Site

#: What the writer needs at most on a slow machine.
WRITTEN_WITHIN = 30_000
DUTIES = "What you will do"


class Desk:
    def __init__(self, context: BrowserContext, site: Site) -> None:
        self.context, self.site = context, site
        self._errors: list[str] = []
        self._expected: list[str] = []
        context.on("console", self._hear)
        context.on("weberror", lambda event: self._errors.append(str(event.error)))
        self.page = context.new_page()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._errors.append(f"{message.text} ({message.location.get('url', '')})")

    def expect_error(self, part: str) -> None:
        """The browser itself logs refused and failed requests; a test names those it provokes."""
        self._expected.append(part)

    @property
    def surprises(self) -> list[str]:
        return [error for error in self._errors if not any(part in error for part in self._expected)]

    def open(self, path: str) -> None:
        self.page.goto(self.site.address + path)

    def fill_brief(self, title: str, *points: str) -> None:
        self.open("/descriptions/new/")
        self.page.get_by_label("Job title").fill(title)
        self.page.get_by_label("Key responsibilities").fill("\n".join(points))

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def write(self, title: str, *points: str) -> str:
        """Have a text written; its address."""
        self.fill_brief(title, *points)
        self.page.locator("#brief-actions").get_by_role("button", name="Write").click()
        self.wait_until_written()
        return self.page.url

    def wait_until_written(self) -> None:
        expect(self.page.locator("#rating")).to_be_visible(timeout=WRITTEN_WITHIN)

    def section(self, heading: str = DUTIES) -> Locator:
        name = self.page.get_by_role("heading", level=2, name=heading, exact=True)
        return self.page.locator("article.section").filter(has=name)

    def lines(self, heading: str = DUTIES) -> list[str]:
        return self.section(heading).locator(".line-text").all_inner_texts()

    def edit(self, heading: str = DUTIES) -> Locator:
        """Open a section for editing; the text that can be typed into."""
        return start_editing(self.page, heading)

    def export(self, name: str, folder: Path) -> Path:
        self.page.locator("summary", has_text="Export").click()
        with self.page.expect_download() as download:
            self.page.get_by_role("link", name=name).click()
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        return path

    def close(self) -> None:
        try:
            self.context.close()
        except Error as error:  # a test that takes the browser offline or the server down may leave half a page
            self._errors.append(str(error))


def start_editing(page: Page, heading: str = DUTIES) -> Locator:
    page.get_by_role("link", name=f"Edit {heading}", exact=True).click()
    text = page.get_by_role("textbox", name="Text,")
    expect(text).to_be_focused()
    return text


def type_new_line(page: Page, words: str) -> None:
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type(words)


def save_state(page: Page) -> Locator:
    return page.locator("[data-save-state]")
