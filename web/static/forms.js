// The form of a service with JavaScript: questions that come up appear at once, and each file goes
// as soon as it is chosen. Without JavaScript everything works with the button at the end.

const form = document.querySelector("[data-form]");
const words = form.dataset;
const PAUSE = 250;

const questions = () => [...form.querySelectorAll("[data-question]")];
const named = (name) => questions().find(({ dataset }) => dataset.question === name);

// Ask the desk what the page looks like with what is typed now.
async function look(data) {
  data.set("_step", "look");
  const response = await fetch(form.action, { method: "POST", body: data });
  if (!response.ok) throw new Error(String(response.status));
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

function typed() {
  const data = new FormData(form);
  for (const { name } of form.querySelectorAll("input[type=file]")) data.delete(name);
  return data;
}

// Bring in the questions that have come up and take out those that went; the others stay as
// they are, with the place where somebody is typing. `renewed` is shown anew.
function follow(page, renewed = "") {
  const wanted = [...page.querySelectorAll("[data-question]")];
  const names = new Set(wanted.map(({ dataset }) => dataset.question));
  for (const old of questions()) if (!names.has(old.dataset.question)) old.remove();
  let before = null;
  for (const fresh of wanted) {
    const name = fresh.dataset.question;
    const here = named(name);
    if (here && name !== renewed) {
      before = here;
      continue;
    }
    const shown = document.adoptNode(fresh);
    if (here) here.replaceWith(shown);
    else if (before) before.after(shown);
    else form.querySelector("#questions").prepend(shown);
    prepare(shown);
    before = shown;
  }
}

let timer = 0;
let asking = 0;

function askSoon() {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const mine = ++asking;
    try {
      const page = await look(typed());
      if (mine === asking) follow(page);
    } catch {
      // The button at the end asks again.
    }
  }, PAUSE);
}

// Send the chosen files of one question at once, and say how far it is.
function upload(input) {
  const question = input.closest("[data-question]");
  const progress = question.querySelector("[data-progress]");
  const [bar, told] = [progress.querySelector("progress"), progress.querySelector("[role=status]")];
  progress.hidden = false;
  if ([...input.files].some(({ size }) => size > Number(words.largest))) {
    input.value = "";
    bar.hidden = true;
    told.textContent = words.tooLarge;
    return;
  }
  bar.hidden = false;
  told.textContent = words.sending;
  const data = typed();
  for (const file of input.files) data.append(input.name, file, file.name);
  data.set("_step", "look");
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.responseType = "document";
  request.upload.onprogress = ({ loaded, total }) => { bar.value = (100 * loaded) / total; };
  request.onload = () => {
    if (request.status !== 200 && request.status !== 422) request.onerror();
    else {
      follow(request.responseXML, question.dataset.question);
      named(question.dataset.question)?.querySelector("input[type=file]")?.focus();
    }
    busy(-1);
  };
  request.onerror = () => {
    input.value = "";
    bar.hidden = true;
    told.textContent = words.notSent;
  };
  request.addEventListener("error", () => busy(-1));
  busy(1);
  request.send(data);
}

let sending = 0;

// A form is not sent while a file is on its way: it would come twice.
function busy(step) {
  sending += step;
  for (const button of form.querySelectorAll("[data-go]")) button.disabled = sending > 0;
}

function findPlace(button) {
  const question = button.closest("[data-question]");
  const told = question.querySelector("[data-place-found]");
  button.disabled = true;
  told.textContent = words.placing;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      question.querySelector("[data-latitude]").value = coords.latitude.toFixed(6);
      question.querySelector("[data-longitude]").value = coords.longitude.toFixed(6);
      told.textContent = words.placed;
      button.disabled = false;
    },
    () => {
      told.textContent = words.notPlaced;
      button.disabled = false;
    },
    { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
  );
}

function prepare(place) {
  for (const input of place.querySelectorAll("[data-upload]")) {
    input.addEventListener("change", () => { if (input.files.length) upload(input); });
  }
  for (const button of place.querySelectorAll("[data-find-place]")) {
    if (!navigator.geolocation || !isSecureContext) continue;
    button.hidden = false;
    button.closest("[data-place-ways]").hidden = false;
    button.addEventListener("click", () => findPlace(button));
  }
}

form.addEventListener("change", ({ target }) => {
  if (target.type !== "file") askSoon();
});

// A second press while the first is on its way would only make people wait longer.
form.addEventListener("submit", (event) => {
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
addEventListener("pageshow", () => { delete form.dataset.sent; });

prepare(form);
document.querySelector("#mistakes, #refusal, #more, #changed")?.focus();
