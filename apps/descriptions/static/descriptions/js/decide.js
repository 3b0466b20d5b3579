// The buttons of the list of findings: accept, dismiss, show again, a group after a look, and the way to the text.
import { accept, leave } from "./accept.js";
import { saveAll } from "./autosave.js";
import { announce } from "./focus.js";
import { announceLeft, check, panel, show, typedFields } from "./findings.js";
import { itemAt, paintCurrent, rangeOf } from "./highlights.js";
import { send } from "./send.js";

const isBeside = matchMedia("(min-width: 62rem)");

const scrollToRange = (range) => {
  const { top, bottom } = range.getBoundingClientRect();
  if (top < 80 || bottom > innerHeight - 100) scrollBy({ top: top - innerHeight / 3 });
};

/** The finding that the person looks at: marked in the list and in the text. */
export const setCurrent = (item, { scrollsText = isBeside.matches } = {}) => {
  for (const other of panel().querySelectorAll("[aria-current]")) other.removeAttribute("aria-current");
  item.setAttribute("aria-current", "true");
  paintCurrent(item);
  const range = rangeOf(item);
  if (range && scrollsText) scrollToRange(range);
};

const showPlace = (item) => {
  setCurrent(item, { scrollsText: true });
  const section = document.getElementById(`section-${item.dataset.in}`);
  const editable = section?.querySelector(".editable");
  (editable ?? section?.querySelector("h2") ?? document.getElementById("title")).focus({ preventScroll: true });
  const range = rangeOf(item);
  if (range && editable) getSelection().collapse(range.startContainer, range.startOffset);
};

export const dismiss = async (item, scope, reason = "") => {
  const answer = await send(panel().dataset.dismissAt, { key: item.dataset.finding, scope, reason, ...typedFields() });
  if (!answer) return;
  const html = await answer.text();
  leave(item, "Dismissed.");
  if (!show(html)) check();
};

const takeBack = async (form) => {
  if (!(await send(form.action, {}))) return;
  await check();
  announceLeft("It is shown again.");
};

const dialog = () => document.getElementById("group-dialog");

/** The look before a whole group is accepted: the server makes the list of changes from the saved text. */
const lookAtGroup = async (link) => {
  if (!(await saveAll())) return announce("Not saved yet, so nothing can be accepted together.");
  const answer = await fetch(link.href, { headers: { "HX-Request": "true", "HX-Target": "group" } });
  if (!answer.ok || answer.redirected) return location.assign(link.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  dialog().replaceChildren(page.getElementById("group"));
  window.htmx.process(dialog());
  dialog().showModal();
  return dialog().querySelector("[data-focus-first]").focus();
};

const onSubmit = (event) => {
  const form = event.target;
  const item = form.closest(".finding");
  const isOfFinding = form.matches("[data-decide]");
  if (isOfFinding && event.submitter?.name === "replacement") accept(item, event.submitter.value);
  else if (isOfFinding) dismiss(item, event.submitter?.value ?? "me", form.elements.reason?.value);
  else if (form.matches("[data-take-back]")) takeBack(form);
  else return;
  event.preventDefault();
};

const onClick = (event) => {
  const link = event.target.closest("a");
  if (link?.matches("[data-show]")) showPlace(link.closest(".finding"));
  else if (link?.matches("[data-group]")) lookAtGroup(link);
  else if (link?.matches("[data-close-dialog]") && link.closest("dialog")) link.closest("dialog").close();
  else return;
  event.preventDefault();
};

/** A click on a marked place shows its finding in the list; the caret goes where it was sent. */
const onTextClick = (event) => {
  if (!panel() || !event.target.closest(".document") || event.target.closest("a, button, summary, form input")) return;
  const { focusNode, focusOffset, isCollapsed } = getSelection();
  const item = isCollapsed && focusNode && itemAt(focusNode, focusOffset);
  if (!item) return;
  setCurrent(item, { scrollsText: false });
  if (isBeside.matches) item.scrollIntoView({ block: "nearest" });
};

export const watchDecisions = () => {
  document.addEventListener("submit", onSubmit);
  document.addEventListener("click", onClick);
  document.addEventListener("click", onTextClick);
  document.addEventListener("focusin", (event) => {
    const item = event.target.closest?.(".finding");
    if (!item || item.hasAttribute("aria-current")) return;
    // Under a pressed mouse nothing may move.
    setCurrent(item, { scrollsText: isBeside.matches && event.target.matches(":focus-visible") });
  });
  // While the dialog is open, nothing behind it can take the focus.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (dialog()?.open && event.detail.xhr.status === 200) dialog().close();
  });
};
