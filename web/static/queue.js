// The queue's pages: sound and words for a new number, a machine that goes back by itself, one
// sending for each press, and a slip on paper. Without it everything still works, in silence.

const announcer = document.querySelector("[data-announce]");
const sound = document.querySelector("[data-sound]");
const called = () => [...document.querySelectorAll("[data-called]")];
let known = new Set(called().map((one) => one.dataset.called));
let said = document.querySelector("[data-say]")?.dataset.say ?? "";
let audio;

function tone(hertz, after) {
  const note = audio.createOscillator();
  const loudness = audio.createGain();
  const begin = audio.currentTime + after;
  note.frequency.value = hertz;
  loudness.gain.setValueAtTime(0.4, begin);
  loudness.gain.exponentialRampToValueAtTime(0.001, begin + 0.9);
  note.connect(loudness).connect(audio.destination);
  note.start(begin);
  note.stop(begin + 1);
}

function chime() {
  navigator.vibrate?.([300, 150, 300]);
  if (!audio || sound?.getAttribute("aria-pressed") !== "true") return;
  tone(880, 0);
  tone(659, 0.35);
}

document.addEventListener("sala:fresh", () => {
  const news = called().filter((one) => !known.has(one.dataset.called));
  known = new Set(called().map((one) => one.dataset.called));
  const words = news.map((one) => one.dataset.say).join(". ") || document.querySelector("[data-say]")?.dataset.say || "";
  if (announcer && (news.length || words !== said)) announcer.textContent = words;
  said = words;
  if (news.length) chime();
});

if (sound) {
  sound.hidden = false;
  sound.addEventListener("click", () => {
    audio ??= new AudioContext();
    const on = sound.getAttribute("aria-pressed") !== "true";
    sound.setAttribute("aria-pressed", String(on));
    if (on) chime();
  });
}

// A machine goes back to its first page when nobody has touched it for a while.
const returning = document.querySelector("[data-return]");
if (returning) {
  const goBack = () => location.replace(returning.dataset.returnTo);
  let timer = setTimeout(goBack, returning.dataset.return * 1000);
  for (const touch of ["pointerdown", "keydown"]) {
    document.addEventListener(touch, () => {
      clearTimeout(timer);
      timer = setTimeout(goBack, returning.dataset.return * 1000);
    });
  }
}

for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (sending) => {
    if (form.dataset.sent) sending.preventDefault();
    form.dataset.sent = "yes";
  });
  addEventListener("pageshow", () => delete form.dataset.sent);
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// A screen in the hall stays on.
if (document.body.classList.contains("hall")) {
  const stayAwake = () => document.hidden || navigator.wakeLock?.request("screen").catch(() => {});
  document.addEventListener("visibilitychange", stayAwake);
  stayAwake();
}
