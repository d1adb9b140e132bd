// Starts Swagger UI, which is loaded before this; a file of its own, since no script within a page is let run.
window.SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#docs",
  deepLinking: true,
  // Keys stay in this tab, and are forgotten with it.
  persistAuthorization: false,
  validatorUrl: null,
});
