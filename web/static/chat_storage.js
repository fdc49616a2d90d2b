// What this browser remembers of the chat: the secret of the conversation and unsent words.
// Where a browser allows no storage (some do inside another site's page), memory has to do.

const memory = new Map();

// A tab that was opened from somebody's own page (my.js) shows that conversation and no other;
// what the browser remembers for its other tabs stays as it is.
function storage() {
  return sessionStorage.getItem("sala-chat") === null ? localStorage : sessionStorage;
}

export function remembered(name) {
  try {
    return JSON.parse(storage().getItem(`sala-${name}`)) ?? memory.get(name) ?? null;
  } catch {
    return memory.get(name) ?? null;
  }
}

export function remember(name, value) {
  memory.set(name, value);
  try {
    storage().setItem(`sala-${name}`, JSON.stringify(value));
  } catch {
    // Nothing is lost but the memory across reloads.
  }
}

export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
