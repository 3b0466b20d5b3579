// The editor page: one module a topic, wired here. Everything also works without this file, with full pages.
import { watchAutosave } from "./js/autosave.js";
import { watchCompletion } from "./js/completion.js";
import { watchCopy } from "./js/copy.js";
import { watchFocus } from "./js/focus.js";
import { watchPresence } from "./js/presence.js";
import { watchRun } from "./js/run.js";
import { watchSources } from "./js/sources.js";

// HTMX replaces parts of the page; each topic wires what is new in them.
const whenShown = (wire) => {
  wire(document);
  document.addEventListener("htmx:afterSettle", () => wire(document));
};

watchFocus();
whenShown(watchAutosave);
whenShown(watchCompletion);
whenShown(watchCopy);
whenShown(watchSources);
whenShown(watchRun);
whenShown(watchPresence);
