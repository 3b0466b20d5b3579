// Makes a part of the page like a newer one and touches only what differs, so that what stays keeps the keyboard, what is
// typed in it and its style, which the browser need not work out again.

/** Set by the person or the page, and no part of what the server says. */
const OURS = new Set(["open", "aria-current"]);

const patchAttributes = (old, fresh) => {
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  for (const { name } of [...old.attributes]) if (!OURS.has(name) && !fresh.hasAttribute(name)) old.removeAttribute(name);
};

const holdsWords = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

const isSame = (old, fresh) => Boolean(old) && old.nodeName === fresh.nodeName && old.id === fresh.id;

/** Elements are the same one by their id; those without, by their place. */
const patchChildren = (old, fresh) => {
  let place = old.firstElementChild;
  for (const child of [...fresh.children]) {
    const named = child.id && [...old.children].find((other) => other.id === child.id);
    const same = named || (isSame(place, child) ? place : null);
    if (!same) {
      old.insertBefore(child, place);
      continue;
    }
    if (same === place) place = place.nextElementSibling;
    else old.insertBefore(same, place);
    patch(same, child);
  }
  while (place) {
    const gone = place;
    place = place.nextElementSibling;
    gone.remove();
  }
};

export const patch = (old, fresh) => {
  if (old.isEqualNode(fresh)) return;
  patchAttributes(old, fresh);
  if (holdsWords(old) || holdsWords(fresh)) old.replaceChildren(...fresh.childNodes);
  else patchChildren(old, fresh);
};
