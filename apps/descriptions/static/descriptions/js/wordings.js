// Other wordings of the line at the caret, below the text: one press puts one in its place, the browser's undo takes it back.
import { send, typeOver } from "./accept.js";
import { aroundCaret } from "./editable.js";
import { announce } from "./focus.js";
import { editableOf, mapText } from "./text_map.js";

/** The line that is asked about; the caret leaves the text when a button is pressed, so it is kept. */
let asked;

const lineAtCaret = (section) => {
  const map = mapText(section);
  return map?.lineAt(aroundCaret(editableOf(section)).before.length);
};

const close = (section) => {
  section.querySelector("[data-wordings-place]").replaceChildren();
  editableOf(section).focus({ preventScroll: true });
};

const offer = async (section) => {
  const place = section.querySelector("[data-wordings-place]");
  const line = place && lineAtCaret(section);
  if (!line) return announce("Put the caret into a line first.");
  asked = line.words;
  const answer = await send(place.dataset.wordingsPlace, { line: line.words, text: mapText(section).text });
  if (!answer) return null;
  place.innerHTML = await answer.text();
  return place.querySelector("button").focus();
};

const take = (section, words) => {
  const map = mapText(section);
  const line = map.lines.find((one) => one.words === asked);
  if (!line) return window.jd.showToast("That line has changed meanwhile. Ask for its wordings again.");
  typeOver(map.rangeOfLine(line), editableOf(section), words);
  return close(section);
};

const onClick = (event) => {
  const section = event.target.closest("[data-section]");
  const button = event.target.closest("button");
  if (button?.matches("[data-wordings]")) offer(section);
  else if (button?.matches("[data-wording]")) take(section, button.dataset.wording);
  else if (button?.matches("[data-close-wordings]")) close(section);
};

const onKey = (event) => {
  const section = event.target.closest?.("[data-section]");
  const isAsked = event.altKey && event.code === "KeyW" && event.target.matches(".editable");
  const isOver = event.key === "Escape" && event.target.closest?.(".wordings");
  if (!isAsked && !isOver) return;
  event.preventDefault();
  if (isAsked) offer(section);
  else close(section);
};

export const watchWordings = () => {
  // The button must not take the caret out of the line.
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("[data-wordings]")) event.preventDefault();
  });
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
};
