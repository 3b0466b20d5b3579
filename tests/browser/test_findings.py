"""Findings beside the text: marked where they stand, accepted by one key, undone by the browser, dismissed for good."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import save_state, type_new_line
from tests.browser.findings import LINES, bring_posting, finding, findings, marked, wait_until_marked

pytestmark = pytest.mark.browser

MIDDLE_OF_NINJA = """(() => {
  const place = [...CSS.highlights.get("finding-warning")][1].getBoundingClientRect();
  return [place.x + place.width / 2, place.y + place.height / 2];
})()"""


@pytest.fixture
def desk(reading):
    """The same, with the section open."""
    reading.text = reading.edit()
    wait_until_marked(reading)
    return reading


def done(desk) -> None:
    desk.press("Done")
    expect(desk.section().locator(".line-text").last).to_be_visible()
    wait_until_marked(desk)


def text_of(desk) -> str:
    return desk.text.inner_text()


class TestMarks:
    def test_in_the_text_that_is_edited_and_read(self, desk):
        assert marked(desk, "warning") == ["rockstar", "ninja", "rockstar"]
        done(desk)
        assert marked(desk, "warning") == ["rockstar", "ninja", "rockstar"]

    def test_the_text_itself_is_untouched(self, desk):
        assert desk.text.locator("mark, span").count() == 0
        assert text_of(desk).endswith("\n".join(f"• {line}" for line in LINES))

    def test_what_is_typed_before_moves_the_marks_along(self, desk):
        desk.page.keyboard.press("Control+Home")
        desk.page.keyboard.type("Early: ")
        assert marked(desk, "warning") == ["rockstar", "ninja", "rockstar"]

    def test_an_answer_of_another_text_is_dropped(self, desk):
        held = []
        desk.page.route("**/check/", lambda route: held.append(route))
        desk.page.keyboard.type(" ninja")
        for _ in range(100):
            if held:
                break
            desk.page.wait_for_timeout(20)
        desk.page.keyboard.type("s of old")
        held[0].continue_()
        desk.page.wait_for_timeout(100)
        expect(findings(desk)).to_have_count(4)
        desk.page.unroute("**/check/")

    def test_signs_beyond_the_first_plane_shift_nothing(self, desk):
        type_new_line(desk.page, "😀😀 with the 🚀guru beside a ninja")
        expect(findings(desk)).to_have_count(6)
        assert "🚀guru" in marked(desk, "warning")
        desk.press("Done")
        expect(desk.section().locator(".line-text").last).to_contain_text("🚀guru")
        assert "🚀guru" in marked(desk, "warning")

    def test_not_by_colour_alone(self, desk):
        desk.page.emulate_media(forced_colors="active")
        style = "name => getComputedStyle(document.body, `::highlight(${name})`).textDecorationStyle"
        styles = [desk.page.evaluate(style, f"finding-{name}") for name in ("note", "warning", "error")]
        assert styles == ["dotted", "dashed", "wavy"]


class TestTypingIsNotDisturbed:
    def test_caret_selection_and_scrolling_stay(self, desk):
        page = desk.page
        page.keyboard.press("Control+End")
        page.keyboard.type(" and a rockstar")
        page.keyboard.press("Shift+Home")
        state = "[getSelection().toString(), scrollY]"
        before = page.evaluate(state)
        expect(findings(desk)).to_have_count(5)
        assert page.evaluate(state) == before
        expect(desk.text).to_be_focused()

    def test_undo_stays(self, desk):
        before = text_of(desk)
        desk.page.keyboard.press("Control+End")
        desk.page.keyboard.type(" and a ninja")
        expect(findings(desk)).to_have_count(5)
        desk.page.keyboard.press("Control+Z")
        assert text_of(desk) == before


class TestAccept:
    def test_by_one_key_and_on_to_the_next(self, desk):
        finding(desk, "rockstar").first.focus()
        desk.page.keyboard.press("a")
        assert "Lead as a expert on the ward" in text_of(desk)
        expect(finding(desk, "ninja")).to_be_focused()
        expect(findings(desk)).to_have_count(3)
        expect(save_state(desk.page)).to_have_text(re.compile("^Saved"))

    def test_the_browsers_undo_takes_it_back(self, desk):
        before = text_of(desk)
        finding(desk, "ninja").get_by_role("button", name="engineer").click()
        assert "Be the engineer of the rota" in text_of(desk)
        desk.page.keyboard.press("Control+Z")
        assert text_of(desk) == before
        expect(findings(desk)).to_have_count(4)

    def test_each_one_on_its_own(self, desk):
        before = text_of(desk)
        finding(desk, "rockstar").first.get_by_role("button", name="specialist").click()
        between = text_of(desk)
        finding(desk, "ninja").get_by_role("button", name="engineer").click()
        desk.page.keyboard.press("Control+Z")
        assert text_of(desk) == between
        desk.page.keyboard.press("Control+Z")
        assert text_of(desk) == before

    def test_in_a_text_that_is_being_read(self, reading):
        desk = reading
        desk.context.set_offline(True)  # the server is not needed for it
        desk.expect_error("ERR_INTERNET_DISCONNECTED")
        finding(desk, "ninja").focus()
        desk.page.keyboard.press("a")
        assert "Be the engineer of the rota" in desk.page.locator(".editable").inner_text()
        desk.context.set_offline(False)

    def test_in_the_title_and_back(self, reading):
        page, title = reading.page, reading.page.get_by_role("heading", level=1)
        page.get_by_text("Change the title").click()
        page.keyboard.insert_text("Ward 🚀guru")
        page.keyboard.press("Enter")
        expect(title).to_be_focused()
        expect(findings(reading)).to_have_count(5)
        finding(reading, "🚀guru").get_by_role("link", name="“🚀guru”").click()
        assert marked(reading, "current") == ["🚀guru"]
        finding(reading, "🚀guru").get_by_role("button", name="adviser").click()
        expect(title).to_have_text("Ward adviser")
        expect(findings(reading)).to_have_count(4)
        page.keyboard.press("Control+Z")
        expect(title).to_have_text("Ward 🚀guru")

    def test_while_typing(self, desk):
        page = desk.page
        page.keyboard.press("Control+Home")
        page.keyboard.press("F8")
        page.keyboard.press("F8")
        expect(finding(desk, "ninja")).to_have_attribute("aria-current", "true")
        page.keyboard.press("Control+.")
        assert "Be the engineer of the rota" in text_of(desk)

    def test_by_the_keyboard_alone(self, desk):
        page = desk.page
        page.get_by_role("heading", name="4 things to look at").focus()
        page.keyboard.press("j")
        expect(findings(desk).first).to_be_focused()
        page.keyboard.press("j")
        page.keyboard.press("k")
        expect(findings(desk).first).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert "Lead as a expert on the ward" in text_of(desk)


class TestGroup:
    def look(self, desk):
        desk.page.get_by_role("link", name="Accept all 3…").click()
        dialog = desk.page.get_by_role("dialog", name="Test jargon")
        expect(dialog).to_be_visible()
        return dialog

    def test_a_look_first(self, reading):
        desk, dialog = reading, self.look(reading)
        expect(dialog.locator("del")).to_have_text(["rockstar", "ninja", "rockstar"])
        expect(dialog.locator("ins")).to_have_text(["expert", "engineer", "expert"])
        dialog.get_by_role("link", name="Cancel").click()
        assert desk.lines()[-3:] == list(LINES)

    def test_one_version_and_one_undo(self, reading):
        desk, dialog = reading, self.look(reading)
        dialog.get_by_role("checkbox").last.uncheck()
        dialog.get_by_role("button", name="Accept what is ticked").click()
        expect(desk.page.get_by_text("2 changes accepted, as one version.")).to_be_focused()
        expect(dialog).to_be_hidden()
        assert desk.lines()[-3:] == ["Lead as a expert on the ward", "Be the engineer of the rota", LINES[2]]
        desk.page.keyboard.press("Control+Z")
        expect(desk.page.locator("#messages")).to_contain_text("is back")
        assert desk.lines()[-3:] == list(LINES)


class TestDismiss:
    def test_it_stays_dismissed(self, desk):
        finding(desk, "ninja").locator("summary").click()
        finding(desk, "ninja").get_by_role("button", name="Here", exact=True).click()
        expect(findings(desk)).to_have_count(3)
        assert marked(desk, "warning") == ["rockstar", "rockstar"]
        type_new_line(desk.page, "Something else")
        desk.press("Done")
        desk.page.reload()
        expect(findings(desk)).to_have_count(3)
        expect(finding(desk, "ninja")).to_have_count(0)

    def test_listed_and_reversible(self, desk):
        desk.page.evaluate("document.activeElement.blur()")
        finding(desk, "ninja").focus()
        desk.page.keyboard.press("d")
        expect(findings(desk)).to_have_count(3)
        desk.page.get_by_text("1 dismissed").click()
        desk.page.get_by_role("button", name=re.compile("Show again")).click()
        expect(finding(desk, "ninja")).to_be_visible()

    def test_for_me_in_every_text(self, desk):
        finding(desk, "ninja").locator("summary").click()
        finding(desk, "ninja").get_by_role("button", name="For me").click()
        expect(findings(desk)).to_have_count(3)
        desk.open("/descriptions/dismissals/")
        expect(desk.page.get_by_text("Test jargon · For me")).to_be_visible()
        desk.page.get_by_role("button", name=re.compile("Show again")).click()
        expect(desk.page.get_by_text("Nothing is dismissed.")).to_be_visible()


def test_the_list_leads_to_the_place(reading):
    desk = reading
    finding(desk, "ninja").get_by_role("link", name="“ninja”").click()
    assert marked(desk, "current") == ["ninja"]
    expect(desk.section().get_by_role("heading")).to_be_focused()


def test_on_a_narrow_page_they_are_one_press_away(desk):
    page = desk.page
    page.set_viewport_size({"width": 390, "height": 844})
    jump = page.get_by_role("link", name="4 things to look at")
    page.keyboard.press("Control+End")
    page.keyboard.type(" ninja")
    expect(page.get_by_role("link", name="5 things to look at")).to_be_in_viewport(ratio=1)
    caret = page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().bottom")
    assert 0 < caret <= page.locator(".findings-jump").bounding_box()["y"]
    page.keyboard.press("Control+Z")
    expect(jump).to_be_visible()
    jump.press("Enter")
    expect(page.get_by_role("heading", name="4 things to look at")).to_be_focused()
    expect(page.get_by_role("heading", name="4 things to look at")).to_be_in_viewport()
    page.keyboard.press("j")
    expect(findings(desk).first).to_be_focused()


def test_a_click_on_the_place_leads_to_the_list(desk):
    desk.page.mouse.click(*desk.page.evaluate(MIDDLE_OF_NINJA))
    expect(finding(desk, "ninja")).to_have_attribute("aria-current", "true")
    expect(desk.text).to_be_focused()


def test_without_javascript(open_desk, ruled_site):
    plain = open_desk(at=ruled_site, java_script_enabled=False)
    bring_posting(plain, is_marked=False)
    finding(plain, "ninja").get_by_role("button", name="engineer").click()
    expect(plain.section()).to_contain_text("Be the engineer of the rota")
    plain.page.get_by_role("link", name="Accept all 2…").click()
    plain.press("Accept what is ticked")
    expect(plain.section()).to_contain_text("Train the next expert")
    expect(findings(plain)).to_have_count(0)
