// Following a run: server-sent events where the page names an address, else HTMX polls. Both bring the same fragment,
// of which only what changed is put in place, so that nothing flickers and the focus stays.
import { announce } from "./focus.js";

const parse = (html) => new DOMParser().parseFromString(html, "text/html").getElementById("run");

const putPart = (old, fresh) => {
  if (old.dataset.state === fresh.dataset.state) return;
  fresh.classList.toggle("is-new", fresh.dataset.state === "written");
  old.replaceWith(fresh);
};

/** Put a newer state of the run in place; false if the whole region has to be replaced. */
const update = (run, fresh) => {
  if (!fresh || !("run" in fresh.dataset)) return false;
  const isSameOutline = (a, b) => a.children.length === b.children.length
    && [...a.children].every((part, index) => part.id === b.children[index].id);
  const [list, freshList] = [run, fresh].map((region) => region.querySelector("[data-run-part=list]"));
  const freshParts = [...freshList.children];
  if (isSameOutline(list, freshList)) [...list.children].forEach((part, n) => putPart(part, freshParts[n]));
  else list.replaceWith(freshList);
  const bar = run.querySelector("progress");
  const freshBar = fresh.querySelector("progress");
  [bar.max, bar.value] = [freshBar.max, freshBar.value];
  run.querySelector("[data-run-part=words]").replaceChildren(...fresh.querySelector("[data-run-part=words]").childNodes);
  announce(fresh.dataset.said);
  return true;
};

const show = (run, html) => {
  const fresh = parse(html);
  if (!fresh || update(run, fresh)) return;
  run.replaceWith(fresh);
  window.htmx.process(fresh);
  announce(fresh.dataset.said);
};

const poll = (run) => {
  run.setAttribute("hx-trigger", "every 1s");
  window.htmx.process(run);
};

const follow = (run) => {
  const events = new EventSource(run.dataset.events);
  let failures = 0;
  events.addEventListener("open", () => { failures = 0; });
  events.addEventListener("run", (event) => {
    if (!run.isConnected) events.close();
    else show(run, event.data);
    if (!run.isConnected) events.close();
  });
  // The browser connects again by itself when a stream ends; twice in a row without an answer, and we poll instead.
  events.addEventListener("error", () => {
    failures += 1;
    if (run.isConnected && failures < 2 && events.readyState !== EventSource.CLOSED) return;
    events.close();
    if (run.isConnected) poll(run);
  });
  document.addEventListener("pagehide", () => events.close(), { once: true });
};

const withoutToken = (html) => html.replace(/name="csrfmiddlewaretoken" value="[^"]*"/g, "");
const answers = new WeakMap();

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr, requestConfig } = event.detail;
  if (!target || xhr.status !== 200) return;
  if (target.matches("[data-run]") && update(target, parse(xhr.responseText))) event.detail.shouldSwap = false;
  if (target.matches("[data-poll]") && requestConfig.verb === "get") {
    const answer = withoutToken(xhr.responseText);
    if (answers.get(target) === answer) event.detail.shouldSwap = false;
    answers.set(target, answer);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open], details.menu[open]")) return;
  const form = document.querySelector("[data-stop]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
});

export const watchRun = (page) => {
  const run = page.querySelector("[data-run][data-events]:not([data-wired])");
  if (!run) return;
  run.dataset.wired = "true";
  follow(run);
};
