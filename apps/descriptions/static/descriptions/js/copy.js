// "Copy for ATS": the text as HTML and as plain text on the clipboard, so that it can be pasted into any form.
import { announce } from "./focus.js";

const fetchText = async (address) => {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) throw new Error(`${answer.status} for ${address}`);
  return answer.text();
};

// The promise goes into the item: Safari forgets the click while we wait for the server.
const piece = (address, type) => fetchText(address).then((text) => new Blob([text], { type }));

const copy = async (button) => {
  const item = new ClipboardItem({
    "text/html": piece(button.dataset.copyHtml, "text/html"),
    "text/plain": piece(button.dataset.copyText, "text/plain"),
  });
  await navigator.clipboard.write([item]);
};

const wire = (button) => {
  const label = button.lastChild;
  const words = label.textContent;
  button.hidden = !navigator.clipboard?.write;
  button.addEventListener("click", async () => {
    try {
      await copy(button);
      label.textContent = "Copied";
      announce("Copied. Paste it into your applicant tracking system.");
      setTimeout(() => { label.textContent = words; }, 4000);
    } catch {
      window.jd.showToast("The text could not be copied. Download it as HTML or plain text instead.");
    }
  });
};

export const watchCopy = (page) => {
  for (const button of page.querySelectorAll("[data-copy-html]:not([data-wired])")) {
    button.dataset.wired = "true";
    wire(button);
  }
};
