// Puts a round chat button on another web site of the office. One line there is enough:
// <script src="https://desk.example/embed.js" async></script>
((settings) => {
  const desk = new URL(document.currentScript.src).origin;
  const language = /^en/i.test(document.documentElement.lang) ? "en" : "th";
  const words = settings.words[language];

  const LOOK = `
    :host { all: initial; }
    button { font: 700 1.0625rem/1.3 Sarabun, "Noto Sans Thai", Thonburi, system-ui, sans-serif; cursor: pointer; }
    button:focus-visible, iframe:focus-visible { outline: 3px solid #1d4fd7; outline-offset: 3px; box-shadow: 0 0 0 6px #fff; }
    .open { position: fixed; inset-inline-end: 1rem; bottom: 1rem; z-index: 2147483000; min-height: 3.75rem;
      padding: 0.5rem 1.25rem 0.5rem 1rem; display: flex; align-items: center; gap: 0.625rem; border: 2px solid #fff; border-radius: 999px;
      background: #0c5c4b; color: #fff; box-shadow: 0 6px 20px rgb(0 0 0 / 28%); }
    .open:hover { background: #08473a; }
    .panel { position: fixed; inset-inline-end: 1rem; bottom: 1rem; z-index: 2147483001; width: min(26rem, calc(100vw - 2rem));
      height: min(44rem, calc(100vh - 2rem)); display: flex; flex-direction: column; overflow: hidden;
      border: 1px solid #0b4a3d; border-radius: 1rem; background: #0b4a3d; box-shadow: 0 10px 40px rgb(0 0 0 / 35%); }
    .close { align-self: flex-end; min-height: 3rem; padding: 0 1.25rem; border: 0; background: none; color: #fff; }
    .close:focus-visible { outline-color: #ffd166; outline-offset: -4px; box-shadow: none; }
    iframe { flex: 1; width: 100%; border: 0; background: #faf8f3; }
    [hidden] { display: none !important; }
    @media (max-width: 30rem) { .panel { inset: 0; width: auto; height: auto; border-radius: 0; border: 0; } }
    @media print { :host { display: none; } }`;

  const PICTURE = "M8.5 42 6 56l13-6.5A28 21 0 1 0 8.5 42z";

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function bubble() {
    const space = "http://www.w3.org/2000/svg";
    const picture = document.createElementNS(space, "svg");
    const path = document.createElementNS(space, "path");
    for (const [key, value] of [["viewBox", "0 0 64 64"], ["width", "30"], ["height", "30"], ["aria-hidden", "true"]]) picture.setAttribute(key, value);
    path.setAttribute("d", PICTURE);
    path.setAttribute("fill", "#f0a34b");
    picture.append(path);
    return picture;
  }

  // Style sheets made by script are allowed where a site's policy forbids inline styles.
  function dress(root) {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(LOOK);
      root.adoptedStyleSheets = [sheet];
    } catch {
      root.append(element("style", {}, LOOK));
    }
  }

  function start() {
    const host = element("div", { lang: language });
    const root = host.attachShadow({ mode: "open" });
    dress(root);
    const open = element("button", { class: "open", type: "button", "aria-expanded": "false", "aria-haspopup": "dialog" }, bubble(), words.open);
    const close = element("button", { class: "close", type: "button" }, `✕ ${words.close}`);
    const panel = element("div", { class: "panel", role: "dialog", "aria-label": words.title, hidden: "" }, close);
    let frame = null;

    function show() {
      frame ??= element("iframe", { title: words.title, allow: "geolocation; camera", src: `${desk}/chat?embed=1&lang=${language}` });
      if (!frame.isConnected) panel.append(frame);
      panel.hidden = false;
      open.hidden = true;
      open.setAttribute("aria-expanded", "true");
      frame.focus();
    }

    function hide() {
      panel.hidden = true;
      open.hidden = false;
      open.setAttribute("aria-expanded", "false");
      open.focus();
    }

    open.addEventListener("click", show);
    close.addEventListener("click", hide);
    panel.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
    addEventListener("message", (event) => {
      if (event.origin === desk && event.data === "sala-close" && !panel.hidden) hide();
    });
    root.append(open, panel);
    document.body.append(host);
  }

  if (document.body) start();
  else addEventListener("DOMContentLoaded", start);
})(/* settings */);
