// The page of a case while it is open: says that something is new, who else is here, and keeps
// what somebody was typing when the page is loaded again. Without it everything works as well.

const head = document.querySelector("[data-case]");
const address = head.dataset.case;
const here = document.querySelector("[data-here]");
const news = document.querySelector("[data-news]");
const STILL_HERE = 20000;
const boxes = [...document.querySelectorAll("form textarea[name]")];
let typed = 0;

function tell(state) {
  const body = new URLSearchParams({ form_token: head.dataset.token, state });
  navigator.sendBeacon(`${address}/here`, body);
}

function beat() {
  if (!document.hidden) tell(Date.now() - typed < STILL_HERE ? "typing" : "open");
}

const keyOf = (box) => `sala-draft ${address} ${box.id}`;

for (const box of boxes) {
  if (!box.value) box.value = sessionStorage.getItem(keyOf(box)) ?? "";
  if (box.value && box.closest("details")) box.closest("details").open = true;
  box.addEventListener("input", () => {
    const first = Date.now() - typed >= STILL_HERE;
    typed = Date.now();
    sessionStorage.setItem(keyOf(box), box.value);
    if (first) beat();
  });
  box.form.addEventListener("submit", () => sessionStorage.removeItem(keyOf(box)));
}

const source = new EventSource(`${address}/live?mark=${encodeURIComponent(head.dataset.mark)}`);
source.addEventListener("news", () => {
  news.querySelector("a").search = `?new=${Date.now()}`; // else the browser only scrolls
  news.hidden = false;
});
source.addEventListener("here", (event) => {
  here.textContent = JSON.parse(event.data);
  here.hidden = here.textContent === "";
});
source.addEventListener("end", () => source.close());

setInterval(beat, STILL_HERE);
beat();
addEventListener("pagehide", () => { source.close(); tell("gone"); });
