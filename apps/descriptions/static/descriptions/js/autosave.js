// Saves a section while its text is edited, says how that stands, and never loses what was typed:
// what is not on the server yet is kept in this tab, through reloads, ended sessions and lost connections.
import { editInPlace, plain } from "./editable.js";
import { put as keep, take as unkeep, ids as keptIds } from "./kept.js";
import { post } from "./post.js";

const QUIET = 900;
const RETRY = [2000, 5000, 10000, 30000];
const FINAL = {
  403: "Not saved: you may no longer change this text.",
  404: "Not saved: this section has been written anew. Copy your text, then reload the page.",
};

const clock = () => new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

class Autosave {
  constructor(form) {
    this.form = form;
    this.section = form.closest("[data-section]");
    this.id = this.section.dataset.section;
    this.said = form.querySelector("[data-save-state]");
    this.retry = form.querySelector("[data-retry]");
    this.place = form.querySelector("[data-conflict-place]");
    this.failures = 0;
    this.editor = editInPlace(form.elements.text, { hasBullets: "bullets" in form.dataset });
    this.saved = this.current();
    this.restore();
    this.listen();
  }

  current() {
    return `${this.form.elements.heading.value.trim()}\n${plain(this.editor.text())}`;
  }

  get isDirty() {
    return this.current() !== this.saved;
  }

  listen() {
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (event.submitter?.matches("[data-keep]")) this.keepMine();
      else this.done();
    });
    this.form.addEventListener("click", (event) => {
      if (!event.target.closest("[data-take]")) return;
      event.preventDefault();
      this.takeTheirs();
    });
    this.retry.addEventListener("click", () => this.save());
  }

  changed() {
    const { heading, version } = this.form.elements;
    keep(this.id, { text: this.editor.text(), heading: heading.value, version: version.value });
    if (this.conflict) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), QUIET);
  }

  /** What this tab still holds from before a reload goes back into the text, unless the server has it. */
  restore() {
    const kept = unkeep(this.id);
    const { heading, version } = this.form.elements;
    if (!kept || (plain(kept.text) === plain(this.editor.text()) && kept.heading === heading.value)) return;
    heading.value = kept.heading;
    this.editor.put(kept.text);
    version.value = kept.version;
    this.changed();
  }

  say(words, { mayRetry = false } = {}) {
    if (this.said.textContent !== words) this.said.textContent = words;
    this.retry.hidden = !mayRetry;
  }

  get conflict() {
    return this.place.querySelector(".conflict");
  }

  /** True once everything typed is on the server. One request at a time: the next one needs the version of the last. */
  async save() {
    clearTimeout(this.timer);
    await this.sending;
    if (!this.isDirty) return true;
    if (this.conflict) return false;
    this.sending = this.send();
    const isSaved = await this.sending;
    this.sending = null;
    return isSaved && (this.isDirty ? this.save() : true);
  }

  async send() {
    this.say("Saving…");
    const sent = this.current();
    try {
      return await this.settle(await this.post(), sent);
    } catch {
      return this.failed(navigator.onLine ? "Not saved: no answer from the server." : "Offline. Your text is kept in this tab.");
    }
  }

  post({ isLast = false } = {}) {
    return post(this.form.action, new FormData(this.form), { keepalive: isLast });
  }

  async settle(answer, sent) {
    if (answer.ok) return this.succeeded((await answer.json()).version, sent);
    if (answer.status === 401) return this.askToSignIn(answer);
    const isPage = answer.headers.get("Content-Type")?.startsWith("text/html");
    if (answer.status === 409 && isPage) return this.showConflict(await answer.text(), sent);
    if (!isPage && answer.status < 500) return this.refused((await answer.json()).error);
    if (answer.status in FINAL) return this.refused(FINAL[answer.status]);
    return this.failed("Not saved: the server had a problem.");
  }

  succeeded(version, sent) {
    this.form.elements.version.value = version;
    this.saved = sent;
    this.failures = 0;
    if (!this.isDirty) unkeep(this.id);
    this.say(`Saved ${clock()}`);
    return true;
  }

  failed(words) {
    this.say(words, { mayRetry: true });
    const wait = RETRY[Math.min(this.failures, RETRY.length - 1)];
    this.failures += 1;
    this.timer = setTimeout(() => this.save(), wait);
    return false;
  }

  refused(words) {
    this.say(words.startsWith("Not saved") ? words : `Not saved: ${words}`, { mayRetry: true });
    return false;
  }

  askToSignIn(answer) {
    this.say("Not saved: your session has ended. Sign in, then try again.", { mayRetry: true });
    window.jd.askToSignIn(answer.headers.get("X-Sign-In"));
    document.getElementById("session-ended").addEventListener("close", () => this.save(), { once: true });
    return false;
  }

  showConflict(html, sent) {
    const panel = new DOMParser().parseFromString(html, "text/html").querySelector(".conflict");
    const theirs = panel.querySelector("[data-theirs]").value;
    if (plain(theirs) === plain(this.editor.text())) return this.succeeded(panel.dataset.version, sent);
    this.place.replaceChildren(panel);
    this.say("Not saved: someone else changed this section.");
    // Who is typing goes on typing: the panel is announced, and the focus goes there only when nobody holds it.
    if (document.activeElement !== this.editor.element) panel.querySelector("[data-focus]").focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest" });
    return false;
  }

  closeConflict() {
    this.form.elements.version.value = this.conflict.dataset.version;
    this.place.replaceChildren();
    this.editor.element.focus();
  }

  keepMine() {
    this.closeConflict();
    this.save();
  }

  takeTheirs() {
    const theirs = this.conflict.querySelector("[data-theirs]").value;
    this.closeConflict();
    this.editor.put(theirs);
    this.saved = this.current();
    unkeep(this.id);
    this.say("This is their text now. Undo brings yours back.");
  }

  async done() {
    if (!(await this.save())) return;
    unkeep(this.id);
    await window.htmx.ajax("GET", this.form.dataset.view, { target: this.section, swap: "outerHTML" });
    window.htmx.trigger(document.body, "section-changed");
  }

  /** The page goes away: send what is left without waiting for the answer. */
  flush() {
    if (this.isDirty && !this.conflict && !this.sending) this.post({ isLast: true }).catch(() => {});
  }
}

const open = new Map();
const all = () => [...open].filter(([form]) => form.isConnected).map(([, autosave]) => autosave);

/** True once everything typed in all sections is on the server. */
export const saveAll = async () => (await Promise.all(all().map((autosave) => autosave.save()))).every(Boolean);

// What is done with the whole text, such as sending it for review, waits for what has just been typed.
document.addEventListener("htmx:confirm", async (event) => {
  const { verb, target, issueRequest } = event.detail;
  if (verb !== "post" || target.id !== "editor" || !all().some((autosave) => autosave.isDirty)) return;
  event.preventDefault();
  if (await saveAll()) issueRequest(true);
});
addEventListener("pagehide", () => all().forEach((autosave) => autosave.flush()));
addEventListener("online", () => all().forEach((autosave) => autosave.save()));
addEventListener("beforeunload", (event) => {
  if (all().some((autosave) => autosave.isDirty && (autosave.conflict || autosave.failures))) event.preventDefault();
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) all().forEach((autosave) => autosave.save());
});

/** Sections of which this tab still holds unsaved text are opened again. */
const reopenKept = () => {
  for (const id of keptIds()) {
    const section = document.getElementById(`section-${id}`);
    section?.querySelector("[data-edit]")?.click();
  }
};

let isFirst = true;
export const watchAutosave = (page) => {
  for (const form of page.querySelectorAll("form[data-autosave]")) {
    if (!open.has(form)) open.set(form, new Autosave(form));
  }
  for (const form of open.keys()) if (!form.isConnected) open.delete(form);
  if (isFirst) addEventListener("load", reopenKept, { once: true });
  isFirst = false;
};
