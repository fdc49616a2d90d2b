// For pages opened inside LINE or Telegram: says who the reader is, and closes the window again.
// Telegram hands its proof over behind the #, so that no script of anybody else is needed here.
const KEPT = "sala inside";
const TELEGRAM_WEB = "https://web.telegram.org";
const TIME_TO_READ = 4000;

export async function prove(messenger, proof) {
  const answer = await fetch(`/identity/${messenger}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ proof }),
  });
  return answer.ok;
}

export function remember(messenger) {
  try { sessionStorage.setItem(KEPT, messenger); } catch { /* Without storage the window is closed by hand. */ }
}

function remembered() {
  try { return sessionStorage.getItem(KEPT); } catch { return null; }
}

function tellTelegram(eventType) {
  const event = JSON.stringify({ eventType, eventData: {} });
  if (window.TelegramWebviewProxy) window.TelegramWebviewProxy.postEvent(eventType, "{}");
  else if (window.external && "notify" in window.external) window.external.notify(event);
  else if (window.parent !== window) window.parent.postMessage(event, TELEGRAM_WEB);
}

function closeWindow() {
  if (remembered() === "telegram") tellTelegram("web_app_close");
  if (remembered() === "line") location.replace("/inside/close");
}

function offerClosing(part) {
  part.hidden = false;
  part.querySelector("button")?.addEventListener("click", closeWindow);
  if (part.dataset.closeWindow === "soon") setTimeout(closeWindow, TIME_TO_READ);
}

function comeInFromTelegram() {
  const proof = new URLSearchParams(location.hash.slice(1)).get("tgWebAppData");
  if (!proof) return;
  remember("telegram");
  history.replaceState(null, "", location.pathname + location.search);
  tellTelegram("web_app_ready");
  tellTelegram("web_app_expand");
  prove("telegram", proof).catch(() => {});
}

comeInFromTelegram();
if (remembered()) document.querySelectorAll("[data-close-window]").forEach(offerClosing);
