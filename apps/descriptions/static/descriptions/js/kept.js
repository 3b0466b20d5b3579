// Unsaved texts of this tab, by section. The browser drops them with the tab.
const PREFIX = "jd-section-";

const quietly = (use) => {
  try {
    return use(sessionStorage);
  } catch {
    return undefined; // storage is switched off or full: the text is still on the page
  }
};

export const put = (id, text) => quietly((store) => store.setItem(PREFIX + id, JSON.stringify(text)));

export const take = (id) => quietly((store) => {
  const kept = store.getItem(PREFIX + id);
  store.removeItem(PREFIX + id);
  return kept && JSON.parse(kept);
});

export const ids = () => quietly((store) => Object.keys(store)
  .filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length))) ?? [];
