// The editor by keyboard. Single letters work outside fields, and only for people who have not switched them off; what
// works while typing needs a second key.
import { accept, undoAccepted } from "./accept.js";
import { dismiss, setCurrent } from "./decide.js";
import { items } from "./findings.js";
import { itemAt, rangeOf } from "./highlights.js";

const current = () => items().find((item) => item.hasAttribute("aria-current"));

const step = (by) => {
  const all = items();
  const at = all.indexOf(current());
  return all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
};

const goTo = (item) => {
  item?.focus({ preventScroll: true });
  item?.scrollIntoView({ block: "nearest" });
};

const acceptFirst = (item) => {
  const button = item?.querySelector("[name=replacement]");
  if (button) accept(item, button.value);
};

const editSectionOf = (item) => {
  if (item?.dataset.part === "title") return document.querySelector(".retitle > summary")?.click();
  const section = item ? document.getElementById(`section-${item.dataset.in}`) : null;
  return (section ?? document).querySelector("[data-edit]")?.click();
};

const SINGLE = {
  j: () => goTo(step(1)),
  k: () => goTo(step(-1)),
  a: () => acceptFirst(current()),
  d: () => current() && dismiss(current(), document.querySelector("[name=scope][value=here]") ? "here" : "me"),
  e: () => editSectionOf(current()),
};

/** The finding at the caret, or that which the list shows. */
const itemAtCaret = () => {
  const { focusNode, focusOffset } = getSelection();
  return (focusNode && itemAt(focusNode, focusOffset)) || current();
};

/** From the caret to the next marked place in the texts that are open. */
const moveCaret = (by) => {
  const { focusNode, focusOffset } = getSelection();
  const places = items().map((item) => ({ item, range: rangeOf(item) })).filter(({ range }) => range && range.startContainer.parentElement.closest(".editable"));
  places.sort((one, other) => one.range.compareBoundaryPoints(Range.START_TO_START, other.range));
  const side = ({ range }) => -range.comparePoint(focusNode, focusOffset) * by;
  const ahead = places.filter((place) => !place.range.isPointInRange(focusNode, focusOffset) && side(place) > 0);
  const found = by > 0 ? ahead[0] : ahead.at(-1);
  if (!found) return;
  getSelection().collapse(found.range.startContainer, found.range.startOffset);
  setCurrent(found.item);
};

const isField = (target) => target.closest("input, select, textarea, [contenteditable], [role=combobox]");

const whileTyping = (event) => {
  if (event.key === "F8") moveCaret(event.shiftKey ? -1 : 1);
  else if ((event.ctrlKey || event.metaKey) && event.key === ".") acceptFirst(itemAtCaret());
  else return false;
  return true;
};

const undo = (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== "z") return false;
  const group = document.querySelector("[data-undo-group]");
  if (group) group.requestSubmit();
  return Boolean(group) || undoAccepted();
};

const outsideFields = (event) => {
  if (undo(event)) return true;
  if (event.key === "F8") {
    goTo(step(event.shiftKey ? -1 : 1));
    return true;
  }
  const isSingle = document.body.dataset.singleKeys === "on" && !(event.ctrlKey || event.metaKey || event.altKey);
  if (!isSingle || !items().length || !(event.key in SINGLE)) return false;
  SINGLE[event.key]();
  return true;
};

export const watchKeys = () => {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
    const isKnown = isField(event.target) ? event.target.closest(".editable") && whileTyping(event) : outsideFields(event);
    if (isKnown) event.preventDefault();
  });
};
