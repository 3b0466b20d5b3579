// The title is changed where it stands: from the list of findings or by hand, each time as a version of the text.
import { announce } from "./focus.js";
import { check } from "./findings.js";
import { send } from "./send.js";

const heading = () => document.getElementById("title");
const form = () => document.querySelector("[data-retitle]");

export const showTitle = (title) => {
  document.title = document.title.replace(heading().textContent, title);
  heading().textContent = title;
  form().elements.title.value = title;
};

export const changeTitle = async (title) => {
  const answer = await send(form().action, { title });
  if (!answer) return false;
  showTitle((await answer.json()).title);
  check();
  return true;
};

export const watchTitle = () => {
  // "toggle" does not bubble, so it is caught on its way down.
  document.addEventListener("toggle", ({ target }) => target.matches?.(".retitle[open]") && target.querySelector("input[name=title]").select(), true);
  document.addEventListener("submit", async (event) => {
    if (!event.target.matches("[data-retitle]")) return;
    event.preventDefault();
    if (!(await changeTitle(event.target.elements.title.value))) return;
    event.target.closest("details").open = false;
    heading().focus({ preventScroll: true });
    announce("The title is saved.");
  });
};
