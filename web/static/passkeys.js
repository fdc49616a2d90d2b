// Passkeys: asks this device for a finger or a face, and sends its answer with an ordinary form.
const supported = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;

async function ask(form) {
  const sent = await fetch(form.dataset.passkeyOptions, {
    method: "POST",
    body: new URLSearchParams({ form_token: form.elements.form_token.value }),
  });
  if (!sent.ok) throw new Error("no options");
  const options = await sent.json();
  if (form.dataset.passkey === "make") {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    return navigator.credentials.create({ publicKey });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

async function press(event) {
  const form = event.target;
  if (form.elements.answer.value) return;
  event.preventDefault();
  const failed = form.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  try {
    form.elements.answer.value = JSON.stringify((await ask(form)).toJSON());
    form.submit();
  } catch {
    failed.hidden = false;
  }
}

for (const form of document.querySelectorAll("[data-passkey]")) {
  form.hidden = !supported;
  form.addEventListener("submit", press);
}
