// "Sources" opens and closes the labels of all lines of a section; the link beside the text those of all sections.

const origins = (part) => [...part.querySelectorAll(".origin")];

const setOpen = (part, isOpen) => {
  for (const origin of origins(part)) origin.open = isOpen;
};

const wireSection = (button) => {
  const section = button.closest(".section");
  button.hidden = false;
  const show = () => button.setAttribute("aria-pressed", String(origins(section).every((origin) => origin.open)));
  show();
  button.addEventListener("click", () => setOpen(section, button.getAttribute("aria-pressed") !== "true"));
  // "toggle" does not bubble, so it is caught on its way down.
  section.addEventListener("toggle", show, true);
};

const wireAll = (link) => {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const isOpen = link.dataset.allSources === "hidden";
    setOpen(document.getElementById("editor"), isOpen);
    link.dataset.allSources = isOpen ? "shown" : "hidden";
    link.textContent = isOpen ? "Hide all sources" : "Show all sources";
  });
};

const once = (elements, wire) => {
  for (const element of elements) {
    if (element.dataset.wired) continue;
    element.dataset.wired = "true";
    wire(element);
  }
};

export const watchSources = (page) => {
  once(page.querySelectorAll("[data-sources]"), wireSection);
  once(page.querySelectorAll("[data-all-sources]"), wireAll);
};
