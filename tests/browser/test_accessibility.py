"""No violation of WCAG 2.2 AA that axe can find, on any page, in any state, wide and narrow, light and dark."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.desk import save_state, start_editing, type_new_line
from tests.browser.findings import POSTING, bring_posting, finding
from tests.browser.site import running_site
from tests.faults.installation import HeldEndpoint

pytestmark = pytest.mark.browser

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {"runOnly": {"type": "tag", "values": LEVELS}}
WIDE, NARROW = 1280, 390
#: What is left of a window of 1280 x 1024 at 400 % zoom.
ZOOMED = {"width": 320, "height": 256}
Check = Callable[..., None]
#: Only colours differ between the schemes; everything else is looked at once for each width.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
HEIGHT = "document.documentElement.scrollHeight"
#: What is animated begins with the next frame. A page that is not painted has no frames, and a paused animation no end:
#: nobody waits for those.
STANDS_STILL = """() => {
  const waiting = async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    const ends = (animation) => Number.isFinite(animation.effect.getComputedTiming().endTime);
    await Promise.allSettled(document.getAnimations().filter(ends).map((animation) => animation.finished));
  };
  return Promise.race([waiting(), new Promise((enough) => setTimeout(enough, 8000))]);
}"""


def violations(page: Page, rules: dict[str, Any]) -> list[str]:
    found = Axe().run(page, options=rules).response["violations"]
    return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


@pytest.fixture
def careful(open_desk) -> Callable:
    """A desk whose pages let axe in, and stand still while it looks."""

    def open_one(username: str | None = "recruiter", **options):
        return open_desk(username, bypass_csp=True, reduced_motion="reduce", **options)

    return open_one


@pytest.fixture
def check() -> Check:
    """`check(page)` looks at the state that is shown, in both schemes and in all widths."""

    def look(page: Page, *, is_narrow_too: bool = True) -> None:
        for width in (WIDE, NARROW) if is_narrow_too else (WIDE,):
            page.set_viewport_size({"width": width, "height": 900})
            if width == NARROW:  # as tall as the page, or what lies behind a bar at the bottom is taken for covered
                page.set_viewport_size({"width": width, "height": max(900, page.evaluate(HEIGHT))})
            for scheme, rules in (("light", RULES), ("dark", COLOURS)):
                page.emulate_media(color_scheme=scheme)
                page.evaluate(STANDS_STILL)
                assert violations(page, rules) == [], f"{width} px, {scheme}"
        if is_narrow_too:
            page.set_viewport_size(ZOOMED)
            assert page.evaluate("document.documentElement.scrollWidth") <= ZOOMED["width"], "scrolls sideways"
        page.set_viewport_size({"width": WIDE, "height": 900})

    return look


def test_sign_in(careful, check):
    desk = careful(None)
    desk.open("/sign-in/")
    check(desk.page)
    desk.page.get_by_label("Username").fill("nobody")
    desk.page.get_by_label("Password").fill("wrong")
    desk.press("Sign in")
    expect(desk.page.get_by_role("alert")).to_be_visible()
    check(desk.page, is_narrow_too=False)


def test_empty_list(careful, check, fresh_site):
    """And from there to the first findings: paste, read, import."""
    desk = careful(at=fresh_site)
    desk.open("/descriptions/")
    expect(desk.page.get_by_role("heading", name="Write your first job description")).to_be_visible()
    check(desk.page)
    began = time.monotonic()
    desk.page.get_by_role("link", name="Pasted text").click()
    desk.page.get_by_label("Or pasted text").fill(f"{POSTING}\n- You will be a rockstar ninja")
    desk.press("Read")
    desk.page.locator("form.confirm-import").get_by_role("button", name="Import").last.click()
    expect(desk.page.locator(".finding").first).to_be_visible()
    assert time.monotonic() - began < 60


def test_list(careful, check):
    desk = careful()
    desk.fill_brief("Shepherd")
    desk.press("Save for later")
    expect(desk.page.get_by_text("Nothing is written yet")).to_be_visible()
    check(desk.page)
    desk.open("/descriptions/")
    check(desk.page)
    desk.page.locator(".row-menu summary").first.click()
    check(desk.page, is_narrow_too=False)
    desk.open("/descriptions/?q=zeppelin")
    check(desk.page, is_narrow_too=False)


def test_brief(careful, check):
    desk = careful()
    desk.open("/descriptions/new/")
    check(desk.page)
    desk.page.get_by_label("Job title").press_sequentially("ward nurse")
    expect(desk.page.get_by_role("option").first).to_be_visible()
    desk.page.keyboard.press("ArrowDown")
    check(desk.page)
    desk.page.get_by_label("Job title").focus()
    desk.page.get_by_label("Job title").press_sequentially("s")
    desk.page.get_by_role("option").first.click()
    expect(desk.page.get_by_role("complementary", name="From the role library")).to_contain_text("Registered Nurse")
    desk.page.locator(".chip").first.click()
    check(desk.page)


def test_brief_with_an_error(careful, check):
    desk = careful()
    desk.expect_error("422")
    desk.fill_brief("")
    desk.page.get_by_label("From", exact=True).fill("a lot")
    desk.page.locator("#brief-actions").get_by_role("button", name="Write").click()
    expect(desk.page.get_by_role("alert")).to_be_visible()
    check(desk.page)


def test_import(careful, check):
    desk = careful()
    desk.expect_error("422")
    desk.open("/descriptions/import/")
    check(desk.page)
    desk.press("Read")
    expect(desk.page.get_by_role("alert").or_(desk.page.locator(".errorlist"))).to_be_visible()
    check(desk.page, is_narrow_too=False)
    desk.page.get_by_label("Or pasted text").fill(
        "Ward nurse\n\nWhat you will do\n- Care for patients\n\nOdd heading:\nOdd"
    )
    desk.press("Read")
    expect(desk.page.get_by_role("heading", level=1, name="Is this how it reads?")).to_be_visible()
    check(desk.page)


def test_run_in_progress_and_stopped(careful, check, tmp_path, database):
    endpoint = HeldEndpoint()
    with endpoint.fake, running_site(tmp_path, database, **endpoint.environment) as site:
        desk = careful(at=site)
        desk.fill_brief("Registered nurse")
        desk.page.locator("#brief-actions").get_by_role("button", name="Write").click()
        expect(desk.page.locator("article[data-state=written]")).to_have_count(1)
        check(desk.page)
        desk.press("Stop Esc")
        expect(desk.page.get_by_role("button", name="Write it all")).to_be_visible()
        check(desk.page, is_narrow_too=False)
        endpoint.release()


def test_question_instead_of_a_text(careful, check):
    desk = careful()
    desk.fill_brief("asdf qwer")
    desk.page.locator("#brief-actions").get_by_role("button", name="Write").click()
    expect(desk.page.get_by_role("region", name="Tell me a little more first")).to_be_visible()
    check(desk.page)


def test_editor(careful, check):
    desk = careful()
    desk.write("Registered nurse", "medication rounds for twelve patients")
    page = desk.page
    check(page)
    page.get_by_role("link", name="Show all sources").click()
    check(page)
    page.locator("summary", has_text="Export").click()
    check(page, is_narrow_too=False)
    page.locator("summary", has_text="Export").press("Escape")
    desk.section().locator("summary", has_text="Write again").click()
    check(page)
    desk.section().get_by_role("button", name="Shorter").click()
    expect(page.get_by_role("heading", name="Proposal for this section")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Leave it").click()
    expect(page.locator(".proposal")).to_have_count(0)
    desk.edit()
    check(page)


def test_findings(careful, check, ruled_site):
    desk = careful(at=ruled_site)
    page = desk.page
    bring_posting(desk)
    check(page)
    for summary in page.locator("#score > summary, .finding-more > summary").all():
        summary.click()
    check(page)
    finding(desk, "ninja").focus()
    page.keyboard.press("d")
    page.locator("#dismissed > summary").click()
    check(page, is_narrow_too=False)
    page.get_by_role("link", name="Accept all 2…").click()
    expect(page.get_by_role("dialog", name="Test jargon")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Accept what is ticked").click()
    expect(page.locator("[data-undo-group]")).to_be_visible()
    check(page, is_narrow_too=False)
    desk.open("/descriptions/dismissals/")
    check(page)


def test_keys_palette_and_wordings(careful, check, ruled_site):
    desk = careful(at=ruled_site)
    page = desk.page
    bring_posting(desk)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    check(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("option").first).to_be_visible()
    check(page)
    page.keyboard.press("Escape")
    desk.edit()
    page.keyboard.press("Control+End")
    page.keyboard.press("Alt+w")
    expect(page.locator(".wordings")).to_be_visible()
    check(page)
    page.keyboard.press("Escape")
    desk.press("Done")
    desk.section().locator(".line summary").last.press("Alt+w")
    expect(page.locator(".wordings")).to_be_visible()
    page.get_by_text("Change the title").click()
    check(page)
    page.locator(".wordings button").first.press("1")
    expect(page.locator("[data-undo-group]")).to_be_visible()
    check(page, is_narrow_too=False)


def test_marked_lines_refusal_and_confirmed(careful, check):
    desk = careful()
    desk.expect_error("409")
    desk.write("Tattoo artist", "draw designs with customers")
    check(desk.page)
    desk.press("Send for review")
    expect(desk.page.locator("#toasts .notice")).to_be_visible()
    check(desk.page)
    desk.page.get_by_role("button", name="Confirm").first.click()
    expect(desk.page.get_by_text("Confirmed by a person")).to_be_visible()
    check(desk.page, is_narrow_too=False)


def test_conflict(careful, check, ruled_site):
    desk = careful(at=ruled_site)
    desk.expect_error("409")
    bring_posting(desk)
    address = desk.page.url
    other = desk.context.new_page()
    other.goto(address)
    start_editing(other)
    desk.edit()
    type_new_line(desk.page, "Feed the ward cat")
    expect(save_state(desk.page)).to_contain_text("Saved")
    other.bring_to_front()
    type_new_line(other, "Water the plants")
    expect(other.locator(".conflict")).to_be_visible()
    other.get_by_text("Show both").click()
    check(other)


def test_versions_in_review_and_archived(careful, check):
    desk = careful()
    address = desk.write("Registered nurse")
    desk.edit()
    type_new_line(desk.page, "Feed the ward cat")
    desk.press("Done")
    expect(desk.section().locator(".line-text").last).to_have_text("Feed the ward cat")
    desk.page.goto(f"{address}revisions/?from=1&to=2")
    expect(desk.page.locator("#comparison ins")).to_be_visible()
    check(desk.page)
    desk.page.goto(address)
    desk.press("Send for review")
    expect(desk.page.locator(".badge")).to_have_text("In review")
    check(desk.page)
    desk.page.goto(address)
    check(desk.page, is_narrow_too=False)
    desk.page.locator("summary", has_text="More").click()
    desk.press("Archive")
    desk.page.goto(address)
    expect(desk.page.locator(".badge")).to_have_text("Archived")
    check(desk.page, is_narrow_too=False)


def test_review_and_dashboard(careful, check, fresh_site):
    desk, approver = careful(at=fresh_site), careful("admin", at=fresh_site)
    address = desk.write("Registered nurse", "medication rounds for twelve patients")
    desk.press("Send for review")
    page = approver.page
    approver.open("/descriptions/dashboard/")
    check(page)
    page.goto(f"{address}review/")
    expect(page.get_by_role("group", name="You approve text that nobody changed")).to_be_visible()
    page.locator(".comment-form summary").first.click()
    page.locator(".comment-form[open] textarea").fill("Which ward? @recruiter knows")
    check(page)
    approver.press("Add the comment")
    thread = page.get_by_role("article", name="Comment by Alex Marlow")
    expect(thread).to_be_visible()
    thread.locator("summary").click()
    check(page)
    page.get_by_label("I have read it").check()
    approver.press("Approve")
    expect(page.locator(".badge")).to_have_text("Approved")
    check(page)
    approver.open("/descriptions/dashboard/")
    page.locator(".panel summary").first.click()
    check(page)


def test_events_and_endpoints(careful, check, tmp_path, database):
    """At an address where nobody listens, so that there is a failure to be seen."""
    with running_site(tmp_path, database, JD_WEBHOOK_ALLOW_LOOPBACK="true") as site:
        site.command("create_webhook_endpoint", "http://127.0.0.1:9/hooks/jd?token=secret")
        desk = careful("admin", at=site)
        page = desk.page
        desk.open("/connections/inbox/?state=failed")
        check(page)
        desk.open("/connections/endpoints/")
        page.get_by_text("Send a stretch of time again").click()
        check(page)
        desk.press("Send a ping")
        expect(page.get_by_text("No answer", exact=True)).to_be_visible()
        check(page)
        desk.open("/connections/deliveries/")
        check(page)


def test_ended_session(careful, check, ruled_site):
    desk = careful(at=ruled_site)
    desk.expect_error("401")
    bring_posting(desk)
    desk.edit()
    desk.context.clear_cookies(name="sessionid")
    type_new_line(desk.page, "Feed the ward cat")
    expect(desk.page.get_by_role("dialog")).to_be_visible()
    check(desk.page)
    desk.page.get_by_role("dialog").get_by_role("button", name="I have signed in").click()


def test_nothing_there(careful, check):
    desk = careful()
    desk.expect_error("404")
    desk.open("/descriptions/987654/")
    expect(desk.page.get_by_role("heading", name="There is nothing here")).to_be_visible()
    check(desk.page)


def test_admin(careful, check):
    desk = careful("admin")
    desk.open("/admin/")
    expect(desk.page.locator("#content-main")).to_be_visible()
    check(desk.page, is_narrow_too=False)
    desk.open("/admin/descriptions/jobdescription/")
    check(desk.page, is_narrow_too=False)


def test_library(careful, check):
    desk = careful()
    desk.open("/library/")
    expect(desk.page.get_by_role("heading", name="Role library")).to_be_visible()
    check(desk.page)
    desk.open("/library/?q=zeppelin")
    check(desk.page, is_narrow_too=False)
    desk.open("/library/registered-nurse/")
    check(desk.page)
    desk.page.get_by_role("link", name="Start from this profile").click()
    expect(desk.page.get_by_label("Job title")).to_have_value("Registered Nurse")
    desk.page.get_by_text("Start from something that is there").click()
    check(desk.page)


def test_library_is_changed_and_reviewed(careful, check, fresh_site):
    desk = careful("admin", at=fresh_site)
    desk.expect_error("422")
    page = desk.page
    desk.open("/library/new/?copy=registered-nurse")
    check(page, is_narrow_too=False)
    desk.open("/library/registered-nurse/edit/")
    page.locator("#responsibilities-0-statements").fill("Nurses are team players {who help")
    page.locator("#responsibilities-1-down").click()
    expect(page.locator("#responsibilities-2-down")).to_be_focused()
    desk.press("Save and send for review")
    expect(page.get_by_role("alert")).to_contain_text("Mend it first")
    check(page)
    page.locator("#responsibilities-0-statements").fill("{assess} patients and whoever else works as a team player")
    desk.press("Save and send for review")
    expect(page.get_by_role("heading", name="Review a change")).to_be_visible()
    page.get_by_text("Read it as it would be published").click()
    check(page)
    page.get_by_label("on style").check()
    desk.press("Publish")
    expect(page.locator("#messages")).to_contain_text("Published as version")
    desk.open("/library/registered-nurse/versions/?from=1&to=2")
    check(page, is_narrow_too=False)
    desk.open("/library/registered-nurse/shipped/")
    check(page, is_narrow_too=False)


def test_company_texts_are_changed_and_reviewed(careful, check, fresh_site):
    desk = careful("admin", at=fresh_site)
    page = desk.page
    desk.open("/library/boilerplate/")
    check(page)
    page.get_by_role("link", name="Change About us").first.click()
    page.get_by_label("Text").fill("We care for people.")
    check(page)
    desk.press("Save and send for review")
    expect(page.get_by_role("heading", name="Review a change")).to_be_visible()
    page.get_by_text("Read it as it would be published").click()
    check(page)
    desk.press("Publish")
    expect(page.locator("#messages")).to_contain_text("Published as version 3")
    page.get_by_role("link", name="Versions of About us").first.click()
    check(page, is_narrow_too=False)


def test_job_templates_are_changed_and_reviewed(careful, check, fresh_site):
    desk = careful("admin", at=fresh_site)
    desk.expect_error("422")
    page = desk.page
    desk.open("/library/templates/")
    check(page)
    page.get_by_role("link", name="Executive").click()
    check(page)
    page.get_by_role("link", name="Change").click()
    page.locator("#sections-1-down").click()
    expect(page.locator("#sections-2-down")).to_be_focused()
    page.locator("#sections-add").click()
    page.locator("#sections-13-heading").fill("Travel")
    desk.press("Save the draft")
    expect(page.get_by_role("alert")).to_contain_text("Nothing has been saved yet")
    check(page)
    page.locator('[value="sections:13:remove"]').click()
    desk.press("Save and send for review")
    expect(page.get_by_role("heading", name="Review a change")).to_be_visible()
    page.get_by_text("Read it as it would be published").click()
    check(page)
    desk.press("Publish")
    expect(page.locator("#messages")).to_contain_text("Published as version 3")
    page.get_by_role("link", name="Versions").click()
    check(page, is_narrow_too=False)


def test_tables_in_the_admin(careful, check):
    desk = careful("admin")
    for page in ("", "import/", "export/"):
        desk.open(f"/admin/templates_lib/roleprofile/{page}")
        check(desk.page, is_narrow_too=False)
