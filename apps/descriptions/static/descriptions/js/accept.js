// Accepting types the replacement into the section by execCommand: that takes no time, and the browser's own undo takes it
// back. What cannot be typed, a heading that is being read, is changed on the server.
import { saveAll } from "./autosave.js";
import { announceLeft, check, items, panel } from "./findings.js";
import { rangeOf, repaint } from "./highlights.js";
import { openSection } from "./open_section.js";
import { send } from "./send.js";
import { editableOf } from "./text_map.js";
import { changeTitle, showTitle } from "./title.js";

/** Takes back what was accepted last. */
let takeBack;

/** Take a finding out of the list at once, and go on with the next one. */
export const leave = (item, said) => {
  const all = items();
  const next = all[all.indexOf(item) + 1] ?? all[all.indexOf(item) - 1];
  const group = item.closest(".finding-group");
  item.remove();
  if (!group.querySelector(".finding")) group.remove();
  const place = next ?? panel().querySelector("h2");
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "nearest" });
  repaint();
  announceLeft(said);
};

/** Type in the place of a range, as a person would: the browser keeps what stood there for undo. */
export const typeOver = (range, editable, replacement) => {
  editable.focus({ preventScroll: true });
  getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  if (replacement) document.execCommand("insertText", false, replacement);
  else document.execCommand("delete");
};

const acceptOnServer = async (item, replacement) => {
  if (!(await saveAll())) return;
  const title = document.getElementById("title").textContent;
  const answer = await send(panel().dataset.accept, { key: item.dataset.finding, replacement });
  if (!answer) return;
  const changed = await answer.json();
  if (changed.title) {
    showTitle(changed.title);
    takeBack = () => changeTitle(title);
    leave(item, "Accepted. Control Z takes it back.");
    check();
    return;
  }
  const section = document.getElementById(`section-${changed.section}`);
  await window.htmx.ajax("GET", section.dataset.view, { target: section, swap: "outerHTML" });
  leave(item, "Accepted.");
  window.htmx.trigger(document.body, "section-changed");
};

export const accept = (item, replacement) => {
  if (item.dataset.part !== "text") return acceptOnServer(item, replacement);
  const editable = editableOf(openSection(document.getElementById(`section-${item.dataset.in}`)));
  if (!editable) return acceptOnServer(item, replacement);
  repaint();
  const range = rangeOf(item);
  if (!range) return check(); // the text has changed since: the list is about to
  typeOver(range, editable, replacement);
  takeBack = () => {
    editable.focus({ preventScroll: true });
    return editable.isConnected && document.execCommand("undo");
  };
  return leave(item, "Accepted. Control Z takes it back.");
};

/** Undo from the list: of a text the browser's own, where the last replacement was typed. */
export const undoAccepted = () => {
  const isUndone = takeBack?.();
  if (isUndone instanceof Promise) takeBack = undefined;
  return Boolean(isUndone);
};
