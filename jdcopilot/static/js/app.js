// What every page shares: CSRF, errors of HTMX requests, menus. Pages add their own file; nothing is inline.
(() => {
  "use strict";

  document.documentElement.classList.add("js");

  // The token changes at sign-in, also when that happens in another tab: the cookie is always the latest.
  const csrfToken = () => document.cookie.match(/(?:^|; )(?:__Host-csrf|csrftoken)=([^;]+)/)?.[1];

  const refreshCsrfField = (form) => {
    const field = form.elements.namedItem("csrfmiddlewaretoken");
    const token = csrfToken();
    if (field instanceof HTMLInputElement && token) field.value = token;
  };

  const showToast = (text) => {
    const toasts = document.getElementById("toasts");
    const same = [...toasts.children].find((toast) => toast.querySelector("p").textContent === text);
    if (same) return;
    const toast = document.getElementById("toast").content.firstElementChild.cloneNode(true);
    toast.querySelector("p").textContent = text;
    toasts.append(toast);
    setTimeout(() => toast.remove(), 12000);
  };

  const askToSignIn = (address) => {
    const dialog = document.getElementById("session-ended");
    const url = new URL(address, location.origin);
    url.searchParams.set("next", "/signed-in/");
    dialog.querySelector("[data-sign-in]").href = url.pathname + url.search;
    if (!dialog.open) dialog.showModal();
  };

  const REASONS = {
    403: "That was refused. Reload the page; if it is refused again, ask the owner or an admin.",
    404: "That is no longer there. Reload the page.",
    413: "That is too large to send.",
    429: "Too many requests at once. Wait a moment, then try again.",
  };

  document.addEventListener("submit", (event) => refreshCsrfField(event.target), true);

  document.addEventListener("htmx:configRequest", (event) => {
    const { formData, verb } = event.detail;
    if (verb === "get") for (const [name, value] of [...formData]) if (value === "") formData.delete(name); // short addresses
    const token = csrfToken();
    if (!token) return;
    event.detail.headers["X-CSRFToken"] = token;
    if (formData.has("csrfmiddlewaretoken")) formData.set("csrfmiddlewaretoken", token);
  });

  document.addEventListener("htmx:responseError", (event) => {
    const xhr = event.detail.xhr;
    const signIn = xhr.status === 401 && xhr.getResponseHeader("X-Sign-In");
    if (signIn) askToSignIn(signIn);
    else showToast(REASONS[xhr.status] ?? "Something went wrong on the server. Your text is still here; try again.");
  });
  document.addEventListener("htmx:sendError", () => showToast("No connection to the server. Your text is still here."));
  document.addEventListener("htmx:timeout", () => showToast("The server did not answer in time. Try again."));

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.matches("[data-dismiss]")) button.closest(".notice").remove();
    if (button?.matches("[data-close]")) button.closest("dialog").close();
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // For the scripts of pages.
  window.jd = { csrfToken, showToast, askToSignIn };
})();
