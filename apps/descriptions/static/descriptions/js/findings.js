// Asks what the rules say of the text that is being typed, and shows it beside the text. Who types is never disturbed:
// an answer of another text than that which stands here now is dropped, and only the list is replaced.
import { announce } from "./focus.js";
import { hashOf } from "./hash.js";
import { paint } from "./highlights.js";
import { patch } from "./patch.js";
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

const isOfThisText = (hashes) => openSections().every((section) => hashes.split(" ").includes(`${section.dataset.section}:${hashOf(textOf(section))}`));

/** After the finding that held the keyboard has gone: on to the one that stands there now. */
const keepFocus = (list, index) => {
  if (index === null || list.contains(document.activeElement)) return;
  const left = items();
  (left[Math.min(Math.max(index, 0), left.length - 1)] ?? list.querySelector("h2")).focus({ preventScroll: true });
};

const placeOfFocus = (list) => {
  const active = document.activeElement;
  return list.contains(active) ? items().indexOf(active.closest(".finding")) : null;
};

/** Show a newer list, unless it speaks of a text that is no longer there. */
export const show = (html) => {
  const list = panel();
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("findings");
  if (!list || !fresh || !isOfThisText(fresh.dataset.hashes)) return false;
  const index = placeOfFocus(list);
  patch(list, fresh);
  keepFocus(list, index);
  const count = document.querySelector("[data-findings-count]");
  if (count) count.textContent = list.querySelector("h2").textContent;
  paint(list);
  return true;
};

/** The same findings, at other places. */
const move = ({ hashes, places }) => {
  if (!panel() || !isOfThisText(hashes)) return;
  panel().dataset.hashes = hashes;
  for (const item of items()) [item.dataset.start, item.dataset.end] = places[item.dataset.finding] ?? [0, 0];
  paint(panel());
};

export const check = async () => {
  clearTimeout(timer);
  const list = panel();
  if (!list) return;
  asking?.abort();
  asking = new AbortController();
  try {
    const shown = { state: items().length === Number(list.dataset.shown) ? list.dataset.state : "" };
    const answer = await post(list.dataset.check, { ...shown, ...typedFields() }, { signal: asking.signal });
    if (answer.status !== 200) return;
    if (answer.headers.get("Content-Type").startsWith("application/json")) move(await answer.json());
    else show(await answer.text());
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
