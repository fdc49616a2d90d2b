// The chat window: wires the page, the conversation and the desk together.

import { remember, remembered } from "./chat_storage.js";
import { Outbox } from "./chat_outbox.js";
import { Transport } from "./chat_transport.js";
import { View } from "./chat_view.js";

const LONGEST_PAUSE = 30_000;
const TYPING_AT_MOST = 20_000;

const settings = JSON.parse(document.getElementById("settings").textContent);
const words = settings.words;
const part = (name) => document.getElementById(name);
const [composer, text, file, camera] = ["composer", "words", "file", "camera"].map(part);

const transport = new Transport(settings.language, () => remember("chat-language", settings.language));
const view = new View(document, settings, press);
const outbox = new Outbox(transport, showOwn);
view.retry = () => outbox.hurry();

let newest = null;
let typingTimer = 0;

function showOwn(said, state, problem, chosen) {
  view.own(said, state, problem, chosen);
  if (state === "received") {
    waitForAnswer();
    followLanguage(said);
  }
  if (state === "waiting" && !navigator.onLine) view.connected(false);
}

function waitForAnswer() {
  view.busy(true);
  clearTimeout(typingTimer);
  typingTimer = setTimeout(() => view.busy(false), TYPING_AT_MOST);
}

// Show lines of the desk; return whether any was new.
function showLines(lines) {
  const follow = view.atTheEnd();
  const fresh = lines.filter((line) => view.line(line, (id) => transport.photo(id)));
  const heard = fresh.filter((line) => !line.mine);
  if (lines.length) newest = lines.at(-1).id > (newest ?? "") ? lines.at(-1).id : newest;
  if (heard.length) {
    clearTimeout(typingTimer);
    view.busy(false);
    offer(heard.at(-1));
  }
  if (fresh.length && follow) view.follow(view.drawn.get(fresh[0].id));
}

// Offer the device's own way to answer: its position, camera, files, calendar, number keys.
function offer({ wants, date = "" }) {
  part("give-place").hidden = wants !== "place" || !navigator.geolocation || !isSecureContext;
  part("take-photo").hidden = wants !== "photo" && wants !== "document";
  part("choose-photo").hidden = wants !== "photo";
  part("choose-file").hidden = wants !== "document";
  part("choose-day").hidden = wants !== "date" || !date;
  part("day").dataset.press = date;
  text.inputMode = wants === "phone" ? "tel" : "text";
}

// A chosen day goes the way of a pressed button.
function sendDay() {
  const day = part("day");
  if (!day.value || !day.reportValidity()) return;
  const shown = new Intl.DateTimeFormat(settings.language === "th" ? "th-TH" : "en-GB", { dateStyle: "long", timeZone: "UTC" });
  press(`${day.dataset.press}:${day.value}`, shown.format(new Date(day.value)));
  part("choose-day").hidden = true;
  day.value = "";
}

function press(value, label) {
  const said = outbox.say({ kind: "press", text: value, label });
  view.drawn.get(said.id).focus({ preventScroll: true });
}

function sayWords() {
  const typed = text.value.trim();
  if (!typed) return;
  outbox.say({ kind: "text", text: typed });
  text.value = "";
  grow();
  text.focus();
}

function sendFile(chooser) {
  const [chosen] = chooser.files;
  chooser.value = "";
  if (!chosen) return;
  if (chosen.size > settings.largestFile) {
    view.notice(words.tooLarge);
    return;
  }
  outbox.say({ kind: "file" }, chosen);
}

function givePlace() {
  const button = part("give-place");
  button.disabled = true;
  const found = view.notice(words.placeSearching);
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      found();
      button.disabled = false;
      const { latitude, longitude } = coords;
      outbox.say({ kind: "place", label: words.place, latitude, longitude });
    },
    () => {
      found();
      button.disabled = false;
      view.notice(words.placeUnknown);
      text.focus();
    },
    { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
  );
}

// The desk changed its language because a button said so: the window follows.
function followLanguage({ kind, text: value = "" }) {
  const [verb, code] = value.split(":");
  if (kind !== "press" || verb !== settings.languageVerb || code === settings.language) return;
  remember("chat-language", code);
  const address = new URL(location.href);
  address.searchParams.set("lang", code);
  location.assign(address);
}

// The reader chose another language in the header: the conversation follows.
function tellLanguage() {
  const spoken = remembered("chat-language");
  if (!spoken || spoken === settings.language) return;
  remember("chat-language", settings.language);
  press(`${settings.languageVerb}:${settings.language}`, part("language-name").dataset.name);
}

function beginWanted() {
  if (!settings.begin) return;
  const address = new URL(location.href);
  address.searchParams.delete("begin");
  history.replaceState(null, "", address);
  outbox.say({ kind: "press", text: settings.begin.value, label: settings.begin.label });
}

const visible = () => document.hidden
  ? new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }))
  : Promise.resolve();

const pause = (milliseconds) => new Promise((resolve) => {
  addEventListener("online", resolve, { once: true });
  setTimeout(resolve, milliseconds * (0.75 + Math.random() / 2));
});

async function listen() {
  let wait = 1000;
  for (;;) {
    await visible();
    try {
      showLines(await transport.lines(newest, newest !== null));
      view.connected(true);
      wait = 1000;
    } catch (problem) {
      view.connected(problem.status !== undefined && problem.status < 500);
      await pause(Math.max(wait, (problem.retryAfter ?? 0) * 1000));
      wait = Math.min(wait * 2, LONGEST_PAUSE);
    }
    if (newest === null) await pause(1000);
  }
}

async function open() {
  composer.hidden = false;
  part("otherwise").hidden = true;
  let earlier = [];
  for (let wait = 1000; ; wait = Math.min(wait * 2, LONGEST_PAUSE)) {
    try {
      await transport.begin();
      earlier = await transport.lines(null, false);
      break;
    } catch {
      view.connected(false);
      await pause(wait);
    }
  }
  view.connected(true);
  showLines(earlier);
  if (earlier.some(({ mine }) => mine)) view.follow();
  view.log.setAttribute("aria-live", "polite");
  outbox.resume(new Set(earlier.map(({ said }) => said)));
  tellLanguage();
  beginWanted();
  listen();
}

function grow() {
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight + 4}px`;
}

composer.addEventListener("submit", (event) => { event.preventDefault(); sayWords(); });
text.addEventListener("input", grow);
text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  sayWords();
});
part("attach").addEventListener("click", () => file.click());
part("choose-photo").addEventListener("click", () => file.click());
part("choose-file").addEventListener("click", () => file.click());
part("send-day").addEventListener("click", sendDay);
part("take-photo").addEventListener("click", () => camera.click());
part("give-place").addEventListener("click", givePlace);
file.addEventListener("change", () => sendFile(file));
camera.addEventListener("change", () => sendFile(camera));
addEventListener("offline", () => view.connected(false));
addEventListener("online", () => outbox.hurry());
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && parent !== window) parent.postMessage("sala-close", "*");
});

open();
