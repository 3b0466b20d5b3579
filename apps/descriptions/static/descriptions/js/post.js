// Posts fields and asks for JSON; the server takes it for a request of HTMX, whose sessions end and sign in again the same way.
export const post = (address, fields, options = {}) =>
  fetch(address, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: {
      Accept: "application/json",
      "HX-Request": "true",
      "HX-Current-URL": location.href,
      "X-CSRFToken": window.jd.csrfToken() ?? "",
    },
    ...options,
  });
