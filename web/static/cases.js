// Keys for the list of cases: j and k go down and up, enter opens, x ticks, / goes to the search.

const rows = [...document.querySelectorAll(".case-row")];
let here = -1;

function go(step) {
  here = Math.min(Math.max(here + step, 0), rows.length - 1);
  rows.forEach((row, at) => row.classList.toggle("here", at === here));
  rows[here]?.focus();
}

function typing(target) {
  return target.matches("input:not([type=checkbox]), textarea, select");
}

document.addEventListener("keydown", (event) => {
  if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  const steps = { j: 1, k: -1 };
  if (event.key in steps) go(steps[event.key]);
  else if (event.key === "x") rows[here]?.parentElement.querySelector(".tick input")?.click();
  else if (event.key === "/") document.getElementById("text").focus();
  else return;
  event.preventDefault();
});
