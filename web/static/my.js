// Somebody's own page: opens the same conversation in the chat window, in this tab.
// The secret never stands in the address of the chat, so no link from elsewhere can put one there.

for (const link of document.querySelectorAll("[data-open-chat]")) {
  link.addEventListener("click", () => {
    const secret = JSON.stringify(link.dataset.openChat);
    try {
      if (localStorage.getItem("sala-chat") === null) localStorage.setItem("sala-chat", secret);
      else if (localStorage.getItem("sala-chat") !== secret) sessionStorage.setItem("sala-chat", secret);
    } catch {
      // Without storage the chat begins anew; this page still shows everything.
    }
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
  });
}
