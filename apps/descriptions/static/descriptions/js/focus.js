// Where the keyboard goes, and what is said, after a part of the page was replaced.

export const announce = (text) => {
  const announcer = document.getElementById("announcer");
  if (announcer && text && announcer.textContent !== text) announcer.textContent = text;
};

const lost = () => !document.activeElement || document.activeElement === document.body;

const placeFocus = (part) => {
  const place = part.querySelector("[data-focus-first]") ?? part.querySelector("[data-focus]");
  place?.focus({ preventScroll: true });
  // The title of the page is no reason to take a reader away from where they are.
  if (place && place.tagName !== "H1") part.scrollIntoView({ block: "nearest" });
};

/** Which HTMX requests may move the focus: those a person caused, never a poll. */
const isFromPerson = (event) => {
  const cause = event.detail.requestConfig?.triggeringEvent;
  return Boolean(cause && ["click", "submit"].includes(cause.type));
};

export const watchFocus = () => {
  document.addEventListener("htmx:beforeRequest", (event) => {
    const menu = event.detail.elt.closest("details.menu");
    if (menu) menu.open = false;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const part = event.detail.elt;
    announce(part.dataset?.said ?? part.querySelector?.("[data-said]")?.dataset.said);
    if (!part.isConnected || part.closest(".toasts")) return;
    if (lost() || (isFromPerson(event) && !part.contains(document.activeElement))) {
      if (part.querySelector("[data-focus], [data-focus-first]")) placeFocus(part);
      else (part.querySelector("[data-edit]") ?? part.querySelector("h2[tabindex]"))?.focus({ preventScroll: true });
    }
  });
};
