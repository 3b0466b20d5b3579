// Other wordings of a line. Where a section is edited: of the line at the caret, and one press types one in its place, which
// the browser's undo takes back. Where it is read: from the line's own menu, and one press saves it as one version.
import { typeOver } from "./accept.js";
import { aroundCaret } from "./editable.js";
import { announce } from "./focus.js";
import { send } from "./send.js";
import { editableOf, mapText } from "./text_map.js";

/** The line that is asked about; the caret leaves the text when a button is pressed, so it is kept. */
let asked;

const lineAtCaret = (section) => mapText(section)?.lineAt(aroundCaret(editableOf(section)).before.length);

const close = (wordings) => {
  const place = wordings.parentElement;
  place.replaceChildren();
  const editable = editableOf(place.closest("[data-section]"));
  (editable ?? place.closest(".line").querySelector("[data-reword] button")).focus({ preventScroll: true });
};

const offer = async (place, address, fields) => {
  const answer = await send(address, fields);
  if (!answer) return;
  place.innerHTML = await answer.text();
  window.htmx.process(place);
  place.querySelector("button").focus();
};

const offerAtCaret = (section) => {
  const place = section.querySelector("[data-wordings-place]");
  const line = place && lineAtCaret(section);
  if (!line) return announce("Put the caret into a line first.");
  asked = line.words;
  return offer(place, place.dataset.address, { line: line.words, text: mapText(section).text });
};

const offerOfLine = (form) => offer(form.parentElement.querySelector("[data-wordings-place]"), form.action, { line: form.elements.line.value });

const take = (button) => {
  const section = button.closest("[data-section]");
  const map = mapText(section);
  const line = map.lines.find((one) => one.words === asked);
  if (!line) return window.jd.showToast("That line has changed meanwhile. Ask for its wordings again.");
  typeOver(map.rangeOfLine(line), editableOf(section), button.dataset.wording);
  return close(button.closest(".wordings"));
};

const onClick = (event) => {
  const button = event.target.closest("button");
  if (button?.matches("[data-wordings]")) offerAtCaret(button.closest("[data-section]"));
  else if (button?.matches("[data-wording]")) take(button);
  else if (button?.matches("[data-close-wordings]")) close(button.closest(".wordings"));
};

/** Alt+W asks, wherever the line is; a number takes, Escape closes. */
const onKey = (event) => {
  const wordings = event.target.closest?.(".wordings");
  const line = event.target.closest?.(".line");
  const isAsked = event.altKey && event.code === "KeyW";
  const numbered = /^[1-9]$/.test(event.key) && wordings?.querySelectorAll("li button")[event.key - 1];
  if (numbered) numbered.click();
  else if (wordings && event.key === "Escape") close(wordings);
  else if (isAsked && event.target.matches(".editable")) offerAtCaret(event.target.closest("[data-section]"));
  else if (isAsked && line?.querySelector("[data-reword]")) {
    line.querySelector(".origin").open = true;
    offerOfLine(line.querySelector("[data-reword]"));
  } else return;
  event.preventDefault();
};

export const watchWordings = () => {
  // The button must not take the caret out of the line.
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("[data-wordings]")) event.preventDefault();
  });
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-reword]")) return;
    event.preventDefault();
    offerOfLine(event.target);
  });
};
