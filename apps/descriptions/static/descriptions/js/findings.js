// Asks what the rules say of the text that is being typed, and shows it beside the text. Who types is never disturbed:
// an answer of another text than that which stands here now is dropped, and only the list is replaced.
import { announce } from "./focus.js";
import { hashOf } from "./hash.js";
import { paint } from "./highlights.js";
import { post } from "./post.js";
import { mapText } from "./text_map.js";

const QUIET = 150;
let timer;
let asking;

export const panel = () => document.getElementById("findings");
export const items = () => [...(panel()?.querySelectorAll(".finding") ?? [])];

const openSections = () => [...document.querySelectorAll("form[data-autosave]")].map((form) => form.closest("[data-section]"));

const textOf = (section) => mapText(section)?.text ?? section.querySelector("textarea[name=text]").value;

/** What is typed in the sections that are open, as the server takes it. */
export const typedFields = () => Object.fromEntries(openSections().map((section) => [`text-${section.dataset.section}`, textOf(section)]));

const isOfThisText = (fresh) => {
  const hashes = fresh.dataset.hashes.split(" ");
  return openSections().every((section) => hashes.includes(`${section.dataset.section}:${hashOf(textOf(section))}`));
};

/** What of the list has to survive its being replaced: where the keyboard is, what is open, what is typed, how far it is scrolled. */
const stateOf = (list) => {
  const active = list.contains(document.activeElement) ? document.activeElement : null;
  const item = active?.closest(".finding");
  return {
    focused: active?.id,
    item: item?.id,
    index: item ? items().indexOf(item) : -1,
    open: [...list.querySelectorAll("details[open]")].map((details) => details.id),
    typed: [...list.querySelectorAll("input[id]")].map((field) => [field.id, field.value]),
    current: list.querySelector("[aria-current]")?.id,
    scrolled: list.scrollTop,
    hadFocus: Boolean(active),
  };
};

const giveBack = (list, state) => {
  const part = (id) => (id ? list.querySelector(`[id="${id}"]`) : null);
  for (const id of state.open) if (part(id)) part(id).open = true;
  for (const [id, value] of state.typed) if (part(id)) part(id).value = value;
  part(state.current)?.setAttribute("aria-current", "true");
  list.scrollTop = state.scrolled;
  if (!state.hadFocus) return;
  const nearest = items()[Math.min(Math.max(state.index, 0), items().length - 1)];
  (part(state.focused) ?? part(state.item) ?? nearest ?? list.querySelector("h2")).focus({ preventScroll: true });
};

/** Show a newer list, unless it speaks of a text that is no longer there. */
export const show = (html) => {
  const old = panel();
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("findings");
  if (!old || !fresh || !isOfThisText(fresh)) return false;
  const state = stateOf(old);
  old.replaceWith(fresh);
  giveBack(fresh, state);
  const count = document.querySelector("[data-findings-count]");
  if (count) count.textContent = fresh.querySelector("h2").textContent;
  paint(fresh);
  return true;
};

export const check = async () => {
  clearTimeout(timer);
  const list = panel();
  if (!list) return;
  asking?.abort();
  asking = new AbortController();
  try {
    const answer = await post(list.dataset.check, typedFields(), { signal: asking.signal });
    if (answer.status === 200) show(await answer.text());
  } catch {
    // the server is away or a newer question has been asked: the list of before stays
  }
};

/** Say how many are left, once somebody has done something about one; never while they type. */
export const announceLeft = (done) => announce(`${done} ${items().length || "No"} left.`);

const isText = (target) => target.closest?.(".editable, form[data-autosave] textarea");

export const watchFindings = () => {
  document.addEventListener("input", (event) => {
    if (event.isComposing || !isText(event.target)) return;
    clearTimeout(timer);
    timer = setTimeout(check, QUIET);
  });
  document.addEventListener("compositionend", (event) => {
    if (isText(event.target)) timer = setTimeout(check, QUIET);
  });
  document.body.addEventListener("section-changed", check);
};
