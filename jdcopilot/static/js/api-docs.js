// The routes of the API, to be read and tried out. Everything comes from this server, nothing is kept.
(() => {
  "use strict";

  const place = document.getElementById("api-docs");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const shade = () => document.documentElement.classList.toggle("dark-mode", dark.matches);

  shade();
  dark.addEventListener("change", shade);
  window.SwaggerUIBundle({
    url: place.dataset.schema,
    domNode: place,
    deepLinking: true,
    defaultModelsExpandDepth: -1,
    docExpansion: "list",
    displayRequestDuration: true,
    persistAuthorization: false,
    validatorUrl: null,
  });
})();
