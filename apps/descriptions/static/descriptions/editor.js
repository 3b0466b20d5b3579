// The editor page: one module a topic, wired here. Everything also works without this file, with full pages.
import { watchAutosave } from "./js/autosave.js";
import { watchCompletion } from "./js/completion.js";
import { watchCopy } from "./js/copy.js";
import { watchDecisions } from "./js/decide.js";
import { watchFindings } from "./js/findings.js";
import { watchFocus } from "./js/focus.js";
import { repaint } from "./js/highlights.js";
import { watchKeys } from "./js/keys.js";
import { watchMentions } from "./js/mentions.js";
import { watchPresence } from "./js/presence.js";
import { watchRun } from "./js/run.js";
import { watchSources } from "./js/sources.js";
import { watchTitle } from "./js/title.js";
import { watchWordings } from "./js/wordings.js";

// HTMX replaces parts of the page; each topic wires what is new in them.
const whenShown = (wire) => {
  wire(document);
  document.addEventListener("htmx:afterSettle", () => wire(document));
};

watchFocus();
watchFindings();
watchDecisions();
watchKeys();
watchMentions();
watchTitle();
watchWordings();
whenShown(watchAutosave);
whenShown(watchCompletion);
whenShown(watchCopy);
whenShown(watchSources);
whenShown(watchRun);
whenShown(watchPresence);
whenShown(repaint); // last: the marks lie over what the others have wired
