// Reloads the page when the survey changed, and shows what is wrong while it cannot be made.
(() => {
  const script = document.currentScript;
  const mine = Number(script.dataset.version);
  const events = new URL("events", script.src).href;
  let source = null;
  let box = null;

  function show(error) {
    if (box) box.remove();
    box = null;
    if (!error) return;
    box = document.createElement("div");
    box.id = "review-error";
    box.setAttribute("role", "alert");
    box.style.cssText =
      "position:fixed;z-index:9999;left:0;right:0;bottom:0;max-height:50vh;overflow:auto;" +
      "box-sizing:border-box;padding:1rem 1.25rem;background:#7f1d1d;color:#fff;" +
      "font:16px/1.5 sans-serif;box-shadow:0 0 1rem rgba(0,0,0,.4)";
    const head = document.createElement("strong");
    head.textContent = "The survey cannot be made; this is the last good one.";
    const said = document.createElement("pre");
    said.style.cssText =
      "margin:.5rem 0 0;white-space:pre-wrap;overflow-wrap:anywhere;font:14px/1.5 monospace";
    said.textContent = error;
    box.append(head, said);
    document.body.append(box);
  }

  function listen() {
    if (source) return;
    source = new EventSource(events);
    source.onmessage = (event) => {
      const state = JSON.parse(event.data);
      if (state.version !== mine) location.reload();
      else show(state.error);
    };
  }

  function rest() {
    if (source) source.close();
    source = null;
  }

  // A browser has few connections to one server: a page that nobody sees gives its own back.
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  window.addEventListener("pagehide", rest);
  window.addEventListener("pageshow", () => document.hidden || listen());
  if (!document.hidden) listen();
})();
