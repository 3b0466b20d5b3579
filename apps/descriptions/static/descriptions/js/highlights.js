// Marks findings in the text by the CSS Custom Highlight API: the text itself stays as it is, so that caret, selection,
// scrolling and undo know nothing of it. The ranges are live: what is typed elsewhere moves them along.
import { hashOf } from "./hash.js";
import { mapHeading, mapText, mapTitle } from "./text_map.js";

const canMark = typeof Highlight !== "undefined" && "highlights" in CSS;
const SEVERITIES = ["note", "warning", "error"]; // the later lies over the earlier
const ranges = new Map();

const isFresh = (section, map, panel) => panel.dataset.hashes.split(" ").includes(`${section.dataset.section}:${hashOf(map.text)}`);

/** The place of a finding in the page, if it has one there now. */
export const rangeOf = (item) => {
  const range = ranges.get(item.id);
  return range?.startContainer.isConnected && !range.collapsed ? range : null;
};

const findRange = (item, maps) => {
  const { part, start, end, text } = item.dataset;
  if (part === "title") return mapTitle().range(+start, +end, text);
  const section = document.getElementById(`section-${item.dataset.in}`);
  if (!section) return null;
  if (part === "heading") return section.querySelector("form[data-autosave]") ? null : mapHeading(section).range(+start, +end, text);
  if (!maps.has(section)) {
    const map = mapText(section);
    maps.set(section, map && isFresh(section, map, item.closest(".findings")) ? map : null);
  }
  return maps.get(section)?.range(+start, +end, text) ?? null;
};

const mark = (name, marked, priority) => {
  if (!canMark) return;
  const highlight = new Highlight(...marked);
  highlight.priority = priority;
  CSS.highlights.set(name, highlight);
};

/** While the text is newer than the list, a place that still reads the same is still the place. */
const stillThere = (range, words) => (range?.startContainer.isConnected && range.toString() === words ? range : null);

/** Draw the marks of all findings of the list. */
export const paint = (panel) => {
  const maps = new Map();
  const before = new Map(ranges);
  ranges.clear();
  for (const item of panel.querySelectorAll(".finding:not([data-part=whole])")) {
    const range = findRange(item, maps) ?? stillThere(before.get(item.id), item.dataset.text);
    if (range) ranges.set(item.id, range);
  }
  SEVERITIES.forEach((severity, priority) => {
    const items = panel.querySelectorAll(`.finding[data-severity=${severity}]`);
    mark(`finding-${severity}`, [...items].map(rangeOf).filter(Boolean), priority);
  });
  paintCurrent(panel.querySelector("[aria-current]"));
};

export const paintCurrent = (item) => {
  const range = item && rangeOf(item);
  mark("finding-current", range ? [range] : [], SEVERITIES.length);
};

/** After parts of the page were replaced: a range ends with the text it lay over. */
export const repaint = () => {
  const panel = document.getElementById("findings");
  if (panel) paint(panel);
};

/** The finding whose mark lies at this place of the page. */
export const itemAt = (node, offset) => {
  const inside = [...ranges].filter(([, range]) => range.startContainer.isConnected && range.isPointInRange(node, offset));
  const length = ([, range]) => range.toString().length;
  inside.sort((one, other) => length(one) - length(other));
  return inside.length ? document.getElementById(inside[0][0]) : null;
};
