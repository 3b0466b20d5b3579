// On every page: Ctrl+K finds what can be done here and every job description, ? shows the keys.
const QUIET = 120;
const MOST = 8;
const palette = document.getElementById("palette");
const field = palette.querySelector("input");
const list = palette.querySelector("[role=listbox]");
const said = palette.querySelector("[role=status]");
const keys = document.getElementById("keys");
let actions = [];
let timer;
let asking;

const nameOf = (element) => {
  const copy = element.cloneNode(true);
  for (const extra of copy.querySelectorAll("kbd, small")) extra.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
};

/** Everything on the page that can be pressed, once each, by its own name. */
const collect = () => {
  const found = new Map();
  for (const element of document.querySelectorAll(".site-nav a, .site-account button, main a.button, main button, main .menu a, main summary.button")) {
    const isOut = element.hidden || element.disabled || element.matches("[data-copy-html][hidden]") || element.closest(".findings, .rating, dialog");
    const name = nameOf(element);
    if (!isOut && name && !found.has(name)) found.set(name, { name, run: () => press(element) });
  }
  return [...found.values()];
};

const press = (element) => {
  const menu = element.closest("details.menu");
  if (menu) menu.open = element.matches("summary");
  if (element.matches("summary")) element.focus();
  else element.click();
};

const matches = (name, words) => words.every((word) => name.toLowerCase().includes(word));

const option = ({ name, about, run }, number) => {
  const item = document.createElement("li");
  item.id = `palette-${number}`;
  item.setAttribute("role", "option");
  item.append(name);
  if (about) item.append(Object.assign(document.createElement("span"), { className: "muted small", textContent: about }));
  item.addEventListener("click", () => choose(run));
  return item;
};

const select = (item) => {
  list.querySelector("[aria-selected=true]")?.removeAttribute("aria-selected");
  item?.setAttribute("aria-selected", "true");
  item?.scrollIntoView({ block: "nearest" });
  if (item) field.setAttribute("aria-activedescendant", item.id);
  else field.removeAttribute("aria-activedescendant");
};

const render = (found, isAll) => {
  list.replaceChildren(...found.map(option));
  select(list.firstElementChild);
  said.textContent = found.length || !isAll ? "" : "Nothing here is called that.";
};

const choose = (run) => {
  palette.close();
  run();
};

const findDescriptions = async (words) => {
  asking?.abort();
  asking = new AbortController();
  const answer = await fetch(`${palette.dataset.find}?q=${encodeURIComponent(words)}`, {
    headers: { Accept: "application/json", "HX-Request": "true" },
    signal: asking.signal,
  });
  if (answer.status !== 200) return [];
  const { found } = await answer.json();
  return found.map(({ title, about, address }) => ({ name: title, about, run: () => location.assign(address) }));
};

const search = () => {
  clearTimeout(timer);
  const words = field.value.trim();
  const here = actions.filter(({ name }) => matches(name, words.toLowerCase().split(/\s+/))).slice(0, MOST);
  render(here, false);
  timer = setTimeout(async () => {
    try {
      const found = await findDescriptions(words);
      if (field.value.trim() === words) render([...here, ...found], true);
    } catch {
      // away, or asked anew: what can be done here stays
    }
  }, QUIET);
};

const openPalette = () => {
  actions = collect();
  field.value = "";
  palette.showModal();
  search();
};

const move = (by) => {
  const items = [...list.children];
  const at = items.findIndex((item) => item.hasAttribute("aria-selected"));
  select(items[(at + by + items.length) % items.length]);
};

const FIELD_KEYS = {
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  Enter: () => list.querySelector("[aria-selected=true]")?.click(),
  Escape: () => palette.close(), // a search field would only empty itself
};

field.addEventListener("input", search);
field.addEventListener("keydown", (event) => {
  if (event.isComposing || !(event.key in FIELD_KEYS)) return;
  event.preventDefault();
  FIELD_KEYS[event.key]();
});
palette.addEventListener("click", (event) => {
  if (event.target === palette) palette.close();
});

const openKeys = () => {
  keys.showModal();
  keys.querySelector("h2").focus();
};

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-keys]")) openKeys();
});
document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  const isK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
  const isField = event.target.closest?.("input, select, textarea, [contenteditable]");
  const isQuestion = event.key === "?" && !isField && document.body.dataset.singleKeys === "on";
  if (!isK && !isQuestion) return;
  event.preventDefault();
  if (isK) openPalette();
  else openKeys();
});

/** The switch holds for the person, wherever they sign in. */
keys.querySelector("[data-single-keys-form]").addEventListener("change", async (event) => {
  const form = event.target.form;
  document.body.dataset.singleKeys = event.target.checked ? "on" : "off";
  const headers = { "X-CSRFToken": window.jd.csrfToken() ?? "", "HX-Request": "true" };
  const answer = await fetch(form.action, { method: "POST", headers, body: new URLSearchParams(new FormData(form)) }).catch(() => null);
  if (!answer?.ok) window.jd.showToast("Not saved: the switch holds for this page only.");
});
