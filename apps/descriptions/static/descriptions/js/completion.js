// Finishes the sentence while it is typed, in grey behind the caret: Tab takes it, Esc refuses it, any other key goes on.
// The grey text lies over the page and is no part of the text: what is saved, undone and selected is only what was typed.

import { aroundCaret, unmarked } from "./editable.js";
import { post } from "./post.js";

const QUIET = 150;
const LEAST = 8;
const MOST = 300;
const OFF = "jd-completion-off";

const isOff = () => localStorage.getItem(OFF) === "1";

/** The line before the caret and the one above it; null where no sentence is being typed at the end of a line. */
const typedAt = (editable) => {
  const selection = getSelection();
  if (!selection.isCollapsed || !editable.contains(selection.focusNode)) return null;
  const { before, after } = aroundCaret(editable);
  if (!/^[ \t]*(\n|$)/.test(after)) return null;
  const lines = before.split("\n");
  const line = unmarked(lines.pop());
  return line.trim().length < LEAST ? null : { line, above: unmarked(lines.pop() ?? "") };
};

// The one whose grey text is on the page.
let shown = null;
addEventListener("resize", () => shown?.clear());
document.addEventListener("selectionchange", () => shown?.follow());

class Completion {
  constructor(editable, address) {
    this.editable = editable;
    this.address = address;
    this.ghost = document.createElement("div");
    this.ghost.className = "ghost";
    this.ghost.hidden = true;
    this.ghost.setAttribute("aria-hidden", "true");
    this.ghost.append(document.createElement("span"));
    this.said = document.createElement("p");
    this.said.className = "visually-hidden";
    this.said.setAttribute("role", "status");
    editable.after(this.ghost, this.said);
    this.listen();
  }

  listen() {
    this.editable.addEventListener("input", (event) => this.typed(event));
    this.editable.addEventListener("keydown", (event) => this.key(event));
    this.editable.addEventListener("blur", () => this.clear());
  }

  typed(event) {
    const at = typedAt(this.editable);
    const follows = at && this.rest && at.line.startsWith(this.line) && (this.line + this.rest).startsWith(at.line);
    if (follows && at.line.length < (this.line + this.rest).length) {
      this.show(at.line, this.rest.slice(at.line.length - this.line.length));
      return;
    }
    this.clear();
    if (!at || isOff() || event.isComposing || !event.inputType?.startsWith("insert")) return;
    this.timer = setTimeout(() => this.ask(at), QUIET);
  }

  async ask({ line, above }) {
    this.asking = new AbortController();
    let completion = "";
    try {
      const fields = { typed: line.slice(-MOST), above: above.slice(-MOST) };
      const answer = await post(this.address, fields, { signal: this.asking.signal });
      if (answer.status === 200) ({ completion } = await answer.json());
    } catch {
      return; // a suggestion that does not come is not missed
    }
    if (completion && typedAt(this.editable)?.line === line) this.show(line, completion);
  }

  show(line, rest) {
    shown = this;
    this.line = line;
    this.rest = rest;
    this.ghost.firstChild.textContent = rest;
    this.ghost.hidden = false;
    this.place();
    this.said.textContent = `Suggestion: ${rest.trim()}. Tab takes it.`;
  }

  /** The grey text begins at the caret and wraps like the text under it. */
  place() {
    const caret = getSelection().getRangeAt(0).getClientRects()[0];
    const style = getComputedStyle(this.editable);
    const frame = this.editable.getBoundingClientRect();
    const parent = this.ghost.offsetParent.getBoundingClientRect();
    const start = frame.left + parseFloat(style.borderLeftWidth) + parseFloat(style.paddingLeft);
    const height = parseFloat(style.lineHeight);
    this.ghost.style.insetInlineStart = `${start - parent.left}px`;
    this.ghost.style.insetBlockStart = `${caret.top - (height - caret.height) / 2 - parent.top}px`;
    this.ghost.style.inlineSize = `${this.editable.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)}px`;
    this.ghost.style.textIndent = `${caret.left - start}px`;
  }

  key(event) {
    if (!this.rest || event.isComposing) return;
    const isPlain = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
    if (isPlain && event.key === "Tab") {
      event.preventDefault();
      const taken = this.rest;
      this.clear();
      document.execCommand("insertText", false, taken);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.clear();
    }
  }

  /** The caret went elsewhere. */
  follow() {
    if (typedAt(this.editable)?.line !== this.line) this.clear();
  }

  clear() {
    if (shown === this) shown = null;
    clearTimeout(this.timer);
    this.asking?.abort();
    this.rest = this.line = "";
    this.ghost.hidden = true;
    this.said.textContent = "";
  }
}

const watched = new WeakSet();

/** The switch holds for this browser, in every section. */
const watchSwitch = (box) => {
  box.checked = !isOff();
  box.addEventListener("change", () => localStorage.setItem(OFF, box.checked ? "0" : "1"));
};

export const watchCompletion = (page) => {
  for (const form of page.querySelectorAll("form[data-complete]")) {
    const editable = form.querySelector(".editable");
    if (!editable || watched.has(editable)) continue;
    watched.add(editable);
    new Completion(editable, form.dataset.complete);
    watchSwitch(form.querySelector("[data-completion-switch]"));
  }
};
