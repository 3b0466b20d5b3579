// @ in a comment offers people; arrows choose, Enter or Tab takes, Escape closes. Without this file the name is typed.
const QUIET = 120;
const BEGUN = /(?:^|[^\w@.])@([\w.+-]*)$/;
let field;
let list;
let timer;
let asking;
const said = Object.assign(document.createElement("p"), { className: "visually-hidden" });

const begun = () => BEGUN.exec(field.value.slice(0, field.selectionStart))?.[1];

const close = () => {
  clearTimeout(timer);
  asking?.abort();
  list?.remove();
  list = undefined;
  said.textContent = "";
  for (const name of ["aria-controls", "aria-activedescendant", "aria-autocomplete"]) field?.removeAttribute(name);
};

const select = (item) => {
  list.querySelector("[aria-selected=true]")?.removeAttribute("aria-selected");
  item.setAttribute("aria-selected", "true");
  item.scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", item.id);
};

const move = (by) => {
  const items = [...list.children];
  const at = items.findIndex((item) => item.hasAttribute("aria-selected"));
  select(items[(at + by + items.length) % items.length]);
};

/** The name in the place of what was typed of it, through the browser's own undo where it has one. */
const take = (username) => {
  const end = field.selectionStart;
  const name = `${username} `;
  field.setSelectionRange(end - begun().length, end);
  if (!document.execCommand("insertText", false, name)) field.setRangeText(name, field.selectionStart, end, "end");
  close();
};

const option = ({ username, name, about }, number) => {
  const item = document.createElement("li");
  item.id = `mention-${number}`;
  item.setAttribute("role", "option");
  item.dataset.username = username;
  item.append(name, Object.assign(document.createElement("span"), { className: "muted small", textContent: about }));
  return item;
};

const show = (found) => {
  list?.remove();
  if (!found.length) return close();
  list = Object.assign(document.createElement("ul"), { id: "mention-list", className: "mention-list" });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "People to mention");
  list.append(...found.map(option));
  list.addEventListener("mousedown", (event) => {
    event.preventDefault(); // the field keeps the focus
    const item = event.target.closest("[role=option]");
    if (item) take(item.dataset.username);
  });
  field.closest(".field").after(list);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  select(list.firstElementChild);
  said.textContent = `${found.length} ${found.length === 1 ? "person" : "people"} to mention`;
};

const ask = async (typed) => {
  asking?.abort();
  asking = new AbortController();
  try {
    const headers = { Accept: "application/json", "HX-Request": "true" };
    const answer = await fetch(`${field.dataset.people}?q=${encodeURIComponent(typed)}`, { headers, signal: asking.signal });
    if (answer.status === 200 && begun() === typed) show((await answer.json()).found);
  } catch {
    // away, or asked anew: the name can be typed
  }
};

const KEYS = {
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  Enter: () => take(list.querySelector("[aria-selected=true]").dataset.username),
  Tab: () => take(list.querySelector("[aria-selected=true]").dataset.username),
  Escape: close,
};

export const watchMentions = () => {
  said.setAttribute("role", "status");
  document.body.append(said);
  document.addEventListener("input", (event) => {
    if (!event.target.matches?.("textarea[data-people]")) return;
    field = event.target;
    const typed = begun();
    if (typed === undefined) return close();
    clearTimeout(timer);
    timer = setTimeout(() => ask(typed), QUIET);
  });
  document.addEventListener("keydown", (event) => {
    const isPlain = !event.isComposing && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (!list || event.target !== field || !isPlain || !(event.key in KEYS)) return;
    event.preventDefault();
    event.stopPropagation();
    KEYS[event.key]();
  }, true);
  document.addEventListener("focusout", (event) => {
    if (list && event.target === field) close();
  });
};
