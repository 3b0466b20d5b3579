// A text area becomes text edited in place: plain text only, native undo, posted under the text area's name.
// Changes go through execCommand, the only way that keeps the browser's undo; the DOM of the focused text is never rewritten,
// and the text area not before it is posted: writing a value into it ends the run of typing that one undo takes back.

const MARK = /^[ \t]*(?:[-*•–·▪◦]\s+|•|o\t)?[ \t]*/;
const BULLET = "• ";

/** The bullet of a line, with the spaces around it. */
export const markOf = (line) => line.match(MARK)[0];

/** A line without its bullet. */
export const unmarked = (line) => line.slice(markOf(line).length);

const lines = (text) => text.replace(/\r\n?/g, "\n").split("\n").map((line) => unmarked(line).trimEnd());

/** What the server makes of a text: no bullets, no empty lines. */
export const plain = (text) => lines(text).filter((line) => line.trim()).join("\n");

const bulleted = (text) => lines(text).filter((line) => line.trim()).map((line) => BULLET + line).join("\n") || BULLET;

/** The text before and after the caret, line by line: the browser puts typed lines into <div>s, or ends them with <br>. */
export const aroundCaret = (editable) => {
  const { focusNode, focusOffset } = getSelection();
  let text = "";
  let before = null;
  const read = (node) => {
    if (node.nodeName === "BR" || (node.nodeName === "DIV" && node !== editable && text)) text += "\n";
    node.childNodes.forEach((child, place) => {
      if (node === focusNode && place === focusOffset) before = text;
      read(child);
    });
    if (node === focusNode) before ??= node.data === undefined ? text : text + node.data.slice(0, focusOffset);
    text += node.data ?? "";
  };
  read(editable);
  before ??= text;
  return { before, after: text.slice(before.length) };
};

const insert = (text) => document.execCommand("insertText", false, text);

const typeBullets = (editable) => {
  editable.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && insert(`\n${BULLET}`)) event.preventDefault();
    if (event.key === "Backspace" && selectBulletBefore(editable)) {
      event.preventDefault();
      document.execCommand("delete");
    }
  });
  editable.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    if (!text.includes("\n")) return;
    const [first, ...rest] = plain(text).split("\n");
    if (insert([first, ...rest.map((line) => BULLET + line)].join("\n"))) event.preventDefault();
  });
};

/** With the caret behind the bullet of a line, select the bullet and the line break before it. */
const selectBulletBefore = (editable) => {
  const selection = getSelection();
  if (!selection.isCollapsed) return false;
  if (!aroundCaret(editable).before.endsWith(`\n${BULLET}`)) return false;
  for (let step = 0; step < 3; step += 1) selection.modify("extend", "backward", "character");
  return true;
};

const build = (area, text) => {
  const editable = document.createElement("div");
  editable.className = "editable";
  editable.setAttribute("contenteditable", "plaintext-only");
  editable.setAttribute("role", "textbox");
  editable.setAttribute("aria-multiline", "true");
  editable.setAttribute("aria-labelledby", `${area.id}-label`);
  editable.lang = area.lang;
  editable.spellcheck = true;
  editable.textContent = text;
  return editable;
};

/** Where the browser cannot edit plain text in place, the text area stays. */
export const editInPlace = (area, { hasBullets }) => {
  const probe = document.createElement("div");
  probe.setAttribute("contenteditable", "plaintext-only");
  if (probe.contentEditable !== "plaintext-only") return { element: area, text: () => area.value, put: (text) => { area.value = text; } };
  const editable = build(area, hasBullets ? bulleted(area.value) : area.value);
  const hadFocus = document.activeElement === area;
  editable.toggleAttribute("data-focus", "focus" in area.dataset); // hidden, the text area can no longer be given the focus
  area.removeAttribute("data-focus");
  area.hidden = true;
  area.before(editable);
  if (hasBullets) typeBullets(editable);
  const text = () => (hasBullets ? plain(editable.innerText) : editable.innerText);
  area.form.addEventListener("formdata", (event) => event.formData.set(area.name, text()));
  if (hadFocus) editable.focus();
  const put = (newText) => {
    editable.focus();
    getSelection().selectAllChildren(editable);
    insert(hasBullets ? bulleted(newText) : newText);
  };
  return { element: editable, text, put };
};
