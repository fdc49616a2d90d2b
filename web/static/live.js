// Keeps a page fresh: asks for the same page every few seconds and puts in the parts that changed.
// The server answers “unchanged” in a few bytes as long as nothing has happened.

const EVERY = document.querySelector('meta[name="sala-live"]').content * 1000;
const PATIENCE = 4 * EVERY + 8000;
const lost = document.querySelector("[data-live-lost]");
let mark = "";
let seen = Date.now();
let timer;

function inUse(part) {
  const focused = document.activeElement;
  return part.querySelector("details[open]") !== null || (part.contains(focused) && focused !== part);
}

function putIn(fresh) {
  let waits = false;
  for (const part of document.querySelectorAll("[data-live]")) {
    const now = fresh.getElementById(part.id);
    if (!now || now.outerHTML === part.outerHTML) continue;
    if (inUse(part)) waits = true;
    else part.replaceWith(document.importNode(now, true));
  }
  document.title = fresh.title;
  document.dispatchEvent(new Event("sala:fresh"));
  return waits;
}

async function look() {
  const headers = { Accept: "text/html" };
  if (mark) headers["If-None-Match"] = mark;
  const answer = await fetch(location.href, { headers, cache: "no-store" });
  if (answer.redirected) return location.reload();
  if (answer.status === 429 || answer.status >= 500) return;
  seen = Date.now();
  if (answer.status !== 200) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!putIn(fresh)) mark = answer.headers.get("ETag") ?? "";
  if (!fresh.querySelector('meta[name="sala-live"]')) clearInterval(timer);
}

async function turn() {
  if (document.hidden) return;
  try {
    await look();
  } catch {
    // No network: the next turn tries again.
  }
  if (lost) lost.hidden = Date.now() - seen < PATIENCE;
}

timer = setInterval(turn, EVERY);
document.addEventListener("visibilitychange", turn);
