// Says now and then that this page is open, and shows who else has it open. Nobody has asked for it, so that a failure
// is not worth a word, and a tab that nobody looks at says nothing.
import { post } from "./post.js";

const EVERY = 20000;

const sayHere = async (place) => {
  if (document.hidden) return;
  try {
    const answer = await post(place.dataset.presence, { shown: place.dataset.shown });
    if (answer.status !== 200) return;
    const { shown, words } = await answer.json();
    place.dataset.shown = shown;
    place.textContent = words;
  } catch {
    // the page or the connection is going away
  }
};

const watch = (place) => {
  place.dataset.shown = "";
  const timer = setInterval(() => (place.isConnected ? sayHere(place) : clearInterval(timer)), EVERY);
  sayHere(place);
};

export const watchPresence = (page) => {
  for (const place of page.querySelectorAll("[data-presence]:not([data-shown])")) watch(place);
};
