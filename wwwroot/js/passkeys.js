// Passkeys: asks the server what a device is to sign, the device to sign it, and sends the answer with the form its button stands in.
const supported = isSecureContext && window.PublicKeyCredential?.parseRequestOptionsFromJSON;

async function answer(form) {
  const headers = { RequestVerificationToken: form.elements.__RequestVerificationToken.value };
  const asked = await fetch(new URL(form.dataset.options, document.baseURI), { method: "POST", headers });
  if (!asked.ok) throw new Error(`Asked for a challenge, and was answered ${asked.status}.`);
  const { options, state } = await asked.json();
  const publicKey = form.dataset.passkey === "create"
    ? PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(options))
    : PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(options));
  const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
  form.elements.credential.value = JSON.stringify(credential);
  form.elements.state.value = state;
  form.submit();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !supported;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const says = form.querySelector("[role=alert]");
    says.hidden = true;
    try {
      await answer(form);
    } catch {
      // Broken off by the person, or no device: which of them a browser does not tell.
      says.textContent = form.dataset.gone;
      says.hidden = false;
    }
  });
}

for (const without of document.querySelectorAll("[data-without-passkeys]")) without.hidden = Boolean(supported);
