// Where the characters of a section's text stand on the page, whether it is read or edited. Nothing is changed in the page.
import { markOf } from "./editable.js";

const PAIRS = /[\ud800-\udfff]/;

/** The server counts code points, the page UTF-16 units. */
const unitsOf = (text, points) => (PAIRS.test(text) ? [...text].slice(0, points).join("").length : points);

class TextMap {
  raw = "";
  nodes = [];
  lines = [];

  add(node) {
    this.nodes.push({ node, at: this.raw.length });
    this.raw += node.data;
  }

  /** Cut what was added into the lines that count: without marks, without what is blank. */
  cut(markLength) {
    let at = 0;
    let begin = 0;
    for (const line of this.raw.split("\n")) {
      const mark = markLength(line);
      const words = line.slice(mark).trimEnd();
      if (words) {
        this.lines.push({ words, begin, at: at + mark, from: at });
        begin += words.length + 1;
      }
      at += line.length + 1;
    }
    this.text = this.lines.map((line) => line.words).join("\n");
    return this;
  }

  /** The place in the page of a place in `text`. */
  place(index, { isEnd }) {
    const line = this.lines.findLast(({ begin }) => begin <= index);
    const raw = line.at + index - line.begin;
    const holder = this.nodes.findLast(({ at }) => (isEnd ? at < raw : at <= raw)) ?? this.nodes[0];
    return [holder.node, Math.min(raw - holder.at, holder.node.data.length)];
  }

  /** The line in which this place of the raw text lies. */
  lineAt(raw) {
    return this.lines.findLast(({ from }) => from <= raw);
  }

  rangeOfLine({ begin, words }) {
    return this.#span(begin, begin + words.length);
  }

  #span(from, to) {
    const range = document.createRange();
    range.setStart(...this.place(from, { isEnd: false }));
    range.setEnd(...this.place(to, { isEnd: true }));
    return range;
  }

  /** The range from one code point to another; null where other words stand there now. */
  range(start, end, words) {
    const [from, to] = [unitsOf(this.text, start), unitsOf(this.text, end)];
    return this.text.slice(from, to) === words && from < to ? this.#span(from, to) : null;
  }
}

const addTexts = (map, element) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) map.add(walker.currentNode);
};

const mapEditable = (editable) => {
  const map = new TextMap();
  const read = (node) => {
    if (node.nodeName === "BR" || (node.nodeName === "DIV" && node !== editable && map.raw)) map.raw += "\n";
    if (node.nodeType === Node.TEXT_NODE) map.add(node);
    else node.childNodes.forEach(read);
  };
  read(editable);
  return map.cut((line) => markOf(line).length);
};

const mapRead = (elements) => {
  const map = new TextMap();
  for (const element of elements) {
    if (map.nodes.length) map.raw += "\n";
    addTexts(map, element);
  }
  return map.cut(() => 0);
};

export const editableOf = (section) => section.querySelector(".editable");

/** The map of a section's text; null where it is edited in a text area, which has no nodes to point to. */
export const mapText = (section) => {
  const editable = editableOf(section);
  if (editable) return mapEditable(editable);
  return section.querySelector("textarea[name=text]") ? null : mapRead(section.querySelectorAll(".line-text"));
};

export const mapTitle = () => mapRead(document.querySelectorAll("#title"));

export const mapHeading = (section) => mapRead(section.querySelectorAll(".section-head h2"));
