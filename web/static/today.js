// Keys on a keyboard: a digit opens a number of Today, a letter a section. Nothing else needs them.

const PLACES = { c: "/console/cases", q: "/console/queue", t: "/console" };
const TYPING = "input, textarea, select, [contenteditable]";

function placeOf(key) {
  if (/^[1-9]$/.test(key)) return document.querySelectorAll(".tile")[key - 1]?.href;
  return PLACES[key];
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(TYPING)) return;
  const place = placeOf(event.key);
  if (place) location.assign(place);
});
