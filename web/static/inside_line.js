// The page LINE opens first: proves who the reader is with LINE's own script, then goes on.
import { prove, remember } from "./inside.js";

const PATIENCE = 6000;
const page = document.getElementById("inside");

function goOn(address = page.dataset.wanted) {
  location.replace(address);
}

// LINE opens the page with the wanted address in `liff.state`, and its script goes there by itself.
function stated() {
  const state = new URLSearchParams(location.search).get("liff.state");
  if (!state) return "";
  const there = new URL(state, location.origin);
  return there.origin === location.origin ? there.pathname + there.search : "/";
}

async function comeIn() {
  const { liff } = window;
  await liff.init({ liffId: page.dataset.liffId });
  remember("line");
  if (page.dataset.closing) return liff.closeWindow();
  if (stated()) return setTimeout(() => goOn(stated()), PATIENCE);
  const proof = liff.isLoggedIn() ? liff.getIDToken() : null;
  if (proof) await prove("line", proof);
  return goOn();
}

// Without LINE the page is shown all the same: its address is secret enough for one form.
comeIn().catch(() => (page.dataset.closing ? null : goOn(stated() || undefined)));
