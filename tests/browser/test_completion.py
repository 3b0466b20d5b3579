"""Grey text that finishes a sentence: Tab takes it, Esc refuses it, any key goes on; it is no part of the text."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from ml.contracts import SectionKind, Style
from ml.known_sentences import known_sentences
from ml.library import default_library
from tests.browser.desk import save_state, type_new_line

pytestmark = pytest.mark.browser

TYPED, REST = "Hand over at the bed", "side every morning"


@pytest.fixture
def text(desk):
    """A section that is being edited, with an answer of its own in the place of profile and model."""
    asked = []

    def answer(route: Route) -> None:
        asked.append(route.request.post_data)
        route.fulfill(json={"completion": REST})

    desk.page.route("**/sections/*/complete/", answer)
    desk.write("Registered nurse")
    text = desk.edit()
    text.asked = asked
    return text


@pytest.fixture
def ghost(desk):
    return desk.page.locator(".ghost")


def test_tab_takes_it(desk, text, ghost):
    type_new_line(desk.page, TYPED)
    expect(ghost).to_have_text(REST)
    assert REST not in text.inner_text()
    expect(desk.page.get_by_text(f"Suggestion: {REST}. Tab takes it.")).to_be_attached()
    desk.page.keyboard.press("Tab")
    expect(ghost).to_be_hidden()
    assert text.inner_text().endswith(TYPED + REST)
    expect(text).to_be_focused()
    expect(save_state(desk.page)).to_have_text(re.compile(r"^Saved"))


def test_undo_takes_it_back(desk, text, ghost):
    type_new_line(desk.page, TYPED)
    expect(ghost).to_be_visible()
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.press("Control+Z")
    assert REST not in text.inner_text()


def test_escape_refuses_it_and_then_tab_moves_on(desk, text, ghost):
    type_new_line(desk.page, TYPED)
    expect(ghost).to_be_visible()
    desk.page.keyboard.press("Escape")
    expect(ghost).to_be_hidden()
    desk.page.keyboard.press("Tab")
    expect(text).not_to_be_focused()
    assert REST not in text.inner_text()


def test_any_key_goes_on(desk, text, ghost):
    type_new_line(desk.page, TYPED)
    expect(ghost).to_have_text(REST)
    desk.page.keyboard.type("si")
    expect(ghost).to_have_text(REST.removeprefix("si"))
    desk.page.keyboard.type("x")
    expect(ghost).not_to_have_text(REST.removeprefix("si"))
    assert text.inner_text().endswith(TYPED + "six")


def test_it_is_saved_only_when_taken(desk, text, ghost):
    type_new_line(desk.page, TYPED)
    expect(ghost).to_be_visible()
    desk.press("Done")
    expect(desk.section().locator(".line-text").last).to_have_text(TYPED)


def test_in_the_middle_of_a_line_nothing_is_offered(desk, text, ghost):
    type_new_line(desk.page, "every morning")
    expect(ghost).to_be_visible()
    desk.page.keyboard.press("Home")
    expect(ghost).to_be_hidden()
    before = len(text.asked)
    desk.page.keyboard.type("Hand over gently ")
    expect(save_state(desk.page)).to_have_text(re.compile(r"^Saved"))
    assert len(text.asked) == before


def test_it_can_be_switched_off(desk, text, ghost):
    desk.page.get_by_label("Finish my sentences").uncheck()
    text.click()
    type_new_line(desk.page, TYPED)
    expect(save_state(desk.page)).to_have_text(re.compile(r"^Saved"))
    expect(ghost).to_be_hidden()
    assert text.asked == []


def test_what_the_role_profile_knows(desk, ghost):
    """With nobody in the place of the server: a statement of the profile that the draft does not have yet."""
    desk.write("Registered nurse")
    known = known_sentences(default_library()["registered-nurse"], SectionKind.RESPONSIBILITIES, Style())
    said = " ".join(desk.lines()).casefold()
    missing = next(line for line in known if line[:30].casefold() not in said and len(line.split()) < 16)
    desk.edit()
    type_new_line(desk.page, missing[:30])
    expect(ghost).to_have_text(missing[30:].strip())
