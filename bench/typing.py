"""What somebody who types sees, in Chromium against a running server: how soon a key, and how soon a mark.

A mark: from the end of the pause, when the page asks the server, until the mark has been painted. A key: from the key
until what it changed has been painted, while answers of the checks come in. Both end in the task behind the frame.
"""

from __future__ import annotations

import os
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.checks import postings
from bench.timing import summary
from tests.browser.conftest import ARGUMENTS
from tests.browser.site import Site, prepare_database, running_site

WORDS = 1_500
#: Between two keys: a little more than the pause after which the page asks.
KEYS_APART = 170
WATCH = """
(() => {
  const watched = window.watched = { marks: [], answers: [], keys: [] };
  const sizes = new Map();
  let asked = 0;
  const painted = (then) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => then(performance.now());
    channel.port2.postMessage(null);
  });
  const ask = window.fetch;
  window.fetch = async (address, options) => {
    if (!String(address).endsWith("/check/")) return ask(address, options);
    const at = asked = performance.now();
    const answer = await ask(address, options);
    watched.answers.push(performance.now() - at);
    return answer;
  };
  const set = HighlightRegistry.prototype.set;
  HighlightRegistry.prototype.set = function (name, highlight) {
    const at = asked;
    const isChanged = asked && name !== "finding-current" && sizes.get(name) !== highlight.size;
    if (isChanged) painted((now) => watched.marks.push(now - at));
    sizes.set(name, highlight.size);
    return set.call(this, name, highlight);
  };
  addEventListener("keydown", (event) => painted((now) => watched.keys.push(now - event.timeStamp)), true);
})()
"""


def measure_typing(runs: int) -> dict[str, dict[str, float]]:
    """Empty where no Chromium is installed."""
    program = Path(os.environ.get("CHROMIUM") or "/usr/bin/chromium")
    if not program.exists():
        return {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        (pages := Path(folder, "site")).mkdir()
        with running_site(pages, prepare_database(Path(folder))) as site:
            browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
            context = browser.new_context(storage_state=site.signed_in_state(browser, "recruiter"))
            context.add_init_script(WATCH)
            return measure_page(context.new_page(), site.address, _cpu_of(site), runs)


def measure_page(page: Page, address: str, cpu: Iterator[float], runs: int) -> dict[str, dict[str, float]]:
    edit_posting(page, address, next(postings()))
    type_marks(page, 2)
    page.evaluate("Object.assign(watched, { marks: [], answers: [] })")
    before = next(cpu)
    type_marks(page, runs)
    spent = (next(cpu) - before) / len(page.evaluate("watched.answers"))
    figures = {"mark": _figures(page, "marks"), "answer": _figures(page, "answers")}
    edit_posting(page, address, _words(WORDS))
    page.keyboard.type("the rota and the ward " * (runs // 10), delay=KEYS_APART)
    figures["key"] = _figures(page, "keys")
    return {
        "5,000 characters, pause to painted mark": figures["mark"],
        "5,000 characters, pause to answer": {**figures["answer"], "server_cpu_ms": round(spent, 1)},
        f"{WORDS:,} words, key to paint": figures["key"],
    }


def edit_posting(page: Page, address: str, text: str) -> None:
    """Bring the text in, and put the caret behind its first section."""
    page.goto(f"{address}/descriptions/import/")
    page.get_by_label("Or pasted text").fill(text)
    page.get_by_role("button", name="Read", exact=True).click()
    page.locator("form.confirm-import").get_by_role("button", name="Import").last.click()
    page.locator("#findings").wait_for()
    page.wait_for_load_state("networkidle")
    page.locator("[data-edit]").first.click()
    page.locator(".editable").focus()
    page.keyboard.press("Control+End")


def type_marks(page: Page, count: int) -> None:
    """A word that is marked, and away with it again."""
    for _ in range(count):
        for keys in ([" ", *"ninja", " "], ["Backspace"] * 7):
            before = page.evaluate("watched.marks.length")
            for key in keys:
                page.keyboard.press("Space" if key == " " else key)
            page.wait_for_function("before => watched.marks.length > before", arg=before)


def _figures(page: Page, name: str) -> dict[str, float]:
    taken: Sequence[float] = page.evaluate(f"watched.{name}")
    return {**summary(taken), "least_ms": round(min(taken), 2), "mean_ms": round(statistics.fmean(taken), 2)}


def _words(count: int) -> str:
    words = cycle(word for posting in postings() for word in posting.split())
    lines = (" ".join(next(words) for _ in range(12)) for _ in range(count // 12))
    return "Ward nurse\n\nWhat you will do\n" + "\n".join(f"- {line}" for line in lines)


def _cpu_of(site: Site) -> Iterator[float]:
    """Milliseconds of processor time that the server has used so far, with each asking."""
    tick = 1000 / os.sysconf("SC_CLK_TCK")
    while True:
        fields = Path(f"/proc/{site.pid('pages')}/stat").read_text().rpartition(")")[2].split()
        yield (int(fields[11]) + int(fields[12])) * tick
