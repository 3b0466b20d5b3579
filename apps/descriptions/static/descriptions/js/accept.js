// Accepting types the replacement into the section by execCommand: that takes no time, and the browser's own undo takes it
// back. What cannot be typed, a heading that is being read, is changed on the server.
import { saveAll } from "./autosave.js";
import { announceLeft, check, items, panel } from "./findings.js";
import { rangeOf, repaint } from "./highlights.js";
import { openSection } from "./open_section.js";
import { post } from "./post.js";
import { editableOf } from "./text_map.js";

let lastEditable;

const problemOf = async (answer) => {
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  return isJson ? (await answer.json()).error : "That did not work. Reload the page, then try again.";
};

/** Post what a person decided; null once they have been told why it was refused. */
export const send = async (address, fields) => {
  try {
    const answer = await post(address, fields);
    if (answer.ok) return answer;
    if (answer.status === 401) window.jd.askToSignIn(answer.headers.get("X-Sign-In"));
    else window.jd.showToast(await problemOf(answer));
  } catch {
    window.jd.showToast("No connection to the server. Your text is still here.");
  }
  return null;
};

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
  const answer = await send(panel().dataset.accept, { key: item.dataset.finding, replacement });
  if (!answer) return;
  const section = document.getElementById(`section-${(await answer.json()).section}`);
  await window.htmx.ajax("GET", section.dataset.view, { target: section, swap: "outerHTML" });
  leave(item, "Accepted.");
  window.htmx.trigger(document.body, "section-changed");
};

export const accept = (item, replacement) => {
  const section = openSection(document.getElementById(`section-${item.dataset.in}`));
  const editable = editableOf(section);
  if (item.dataset.part !== "text" || !editable) return acceptOnServer(item, replacement);
  repaint();
  const range = rangeOf(item);
  if (!range) return check(); // the text has changed since: the list is about to
  typeOver(range, editable, replacement);
  lastEditable = editable;
  return leave(item, "Accepted. Control Z takes it back.");
};

/** Undo from the list: the browser's own, in the text where the last replacement was typed. */
export const undoAccepted = () => {
  if (!lastEditable?.isConnected) return false;
  lastEditable.focus({ preventScroll: true });
  return document.execCommand("undo");
};
