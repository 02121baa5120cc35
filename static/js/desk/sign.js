// Signs the statement with a passkey: asks the device, puts its answer into the form, and sends the form.
"use strict";

(() => {
  const form = document.querySelector("form[data-passkey]");
  if (!form) return;
  const complaint = form.querySelector("[data-failed]");
  const button = form.querySelector("button");
  const options = JSON.parse(document.getElementById("passkey-options").textContent);

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (character) => character.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const complain = (sentence) => {
    complaint.textContent = sentence;
    complaint.hidden = false;
    button.disabled = false;
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!window.PublicKeyCredential) {
      complain(complaint.dataset.missing);
      return;
    }
    complaint.hidden = true;
    button.disabled = true;
    try {
      const answer = await navigator.credentials.get({
        publicKey: {
          ...options,
          challenge: bytes(options.challenge),
          allowCredentials: options.allowCredentials.map((each) => ({ ...each, id: bytes(each.id) })),
        },
      });
      form.elements.credential.value = JSON.stringify({
        id: text(answer.rawId),
        response: {
          clientDataJSON: text(answer.response.clientDataJSON),
          authenticatorData: text(answer.response.authenticatorData),
          signature: text(answer.response.signature),
        },
      });
    } catch {
      complain(complaint.dataset.failed);
      return;
    }
    form.submit();
  });
})();
