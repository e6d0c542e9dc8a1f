// The preview's own script: reloads what changed, keeps the place, and shows the editor's bar.
(() => {
  const own = "/_clairevoie/";
  const script = document.currentScript;
  const { path, seen, bare } = script.dataset;
  const query = `path=${encodeURIComponent(path)}`;
  const kept = `clairevoie:${path}`;

  // Scroll position and focus, over a reload.
  const wayTo = (element) => {
    const way = [];
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      if (at.id) return [`#${CSS.escape(at.id)}`, ...way];
      way.unshift(Array.prototype.indexOf.call(at.parentElement.children, at));
    }
    return ["body", ...way];
  };
  const follow = ([start, ...way]) => way.reduce((at, step) => at?.children[step], document.querySelector(start));
  const keep = () => {
    const focus = document.activeElement;
    const state = { x: scrollX, y: scrollY, focus: focus && focus !== document.body ? wayTo(focus) : null };
    sessionStorage.setItem(kept, JSON.stringify(state));
  };
  const restore = () => {
    const text = sessionStorage.getItem(kept);
    if (!text) return;
    sessionStorage.removeItem(kept);
    const { x, y, focus } = JSON.parse(text);
    if (focus) follow(focus)?.focus({ preventScroll: true });
    scrollTo({ left: x, top: y, behavior: "instant" });
  };
  const reload = () => {
    keep();
    location.reload();
  };
  restore();

  // The stylesheets of a page by their names without the hash.
  const restyle = (files) => {
    const stem = (address) => address.replace(/\.[0-9a-f]{8}(\.\w+)$/, "$1");
    for (const link of document.querySelectorAll("link[rel=stylesheet]")) {
      const now = files.find((file) => stem(file) === stem(link.getAttribute("href")));
      if (!now || now === link.getAttribute("href")) continue;
      const next = link.cloneNode();
      // The hash is that of the file before.
      next.removeAttribute("integrity");
      next.href = now;
      next.addEventListener("load", () => link.remove(), { once: true });
      link.after(next);
    }
  };

  // The bar lives in a shadow tree: the page's styles do not reach it, nor its own the page.
  let root = null;
  const part = (name) => root?.querySelector(name);
  const toggle = (name, button, shown) => {
    const element = part(name);
    if (!element) return;
    element.hidden = shown === undefined ? !element.hidden : !shown;
    part(button)?.setAttribute("aria-expanded", String(!element.hidden));
  };
  // Nothing is shown before its style is there, and the style stays when the bar is drawn again.
  const attach = () => {
    const host = document.createElement("clairevoie-bar");
    root = host.attachShadow({ mode: "open" });
    root.innerHTML = `<link rel="stylesheet" href="${own}preview.css"><div class="dock" hidden></div>`;
    const show = () => (part(".dock").hidden = false);
    part("link").addEventListener("load", show);
    part("link").addEventListener("error", show);
    document.body.append(host);
  };
  const draw = async (open) => {
    if (bare !== undefined || window.top !== window) return;
    const answer = await fetch(`${own}bar?${query}`);
    if (!answer.ok) return;
    const html = await answer.text();
    if (!root) attach();
    const shown = open ?? (part(".panel") ? !part(".panel").hidden : false);
    part(".dock").innerHTML = html;
    part(".toggle-panel").addEventListener("click", () => toggle(".panel", ".toggle-panel"));
    part(".toggle-keys").addEventListener("click", () => toggle(".keys", ".toggle-keys"));
    toggle(".panel", ".toggle-panel", shown);
  };

  const keys = {
    "?": () => toggle(".keys", ".toggle-keys"),
    d: () => toggle(".panel", ".toggle-panel"),
    e: () => part(".editor")?.click(),
    c: () => part(".beside")?.click(),
    s: () => part("a.sentences")?.click(),
    l: () => document.querySelector(".language-link, a[hreflang]")?.click(),
  };
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !root) return;
    if (event.key === "Escape") {
      toggle(".keys", ".toggle-keys", false);
      toggle(".panel", ".toggle-panel", false);
    }
    keys[event.key]?.();
  });

  let errors = -1;
  const events = new EventSource(`${own}events?${query}&seen=${encodeURIComponent(seen)}`);
  events.addEventListener("message", (message) => {
    const event = JSON.parse(message.data);
    if (event.kind === "report") {
      const had = errors;
      errors = event.errors;
      // Errors open the panel by themselves, and mending them closes it.
      draw(errors > 0 ? true : had > 0 ? false : undefined);
    }
    if (event.kind === "reload") reload();
    if (event.kind === "style") restyle(event.files);
    if (event.kind === "moved") location.replace(event.to);
    if (event.kind === "gone") draw().then(() => part(".gone") && (part(".gone").hidden = false));
  });
  addEventListener("pagehide", () => events.close());
})();
