// Asks the browser for a passkey or hardware key and sends what it answers. Without it the page offers codes.
"use strict";
for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!webauthnJSON.supported()) {
    continue;
  }
  const problem = form.querySelector("[data-problem]");
  const button = form.querySelector("button");
  form.querySelector("[data-impossible]").hidden = true;
  button.hidden = false;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.hidden = true;
    button.disabled = true;
    try {
      const options = JSON.parse(form.dataset.options);
      const answer = await webauthnJSON[form.dataset.passkey](options);
      form.elements.credential.value = JSON.stringify(answer);
      form.submit();
    } catch {
      problem.hidden = false;
      button.disabled = false;
    }
  });
}
