// Sends several files one after the other and says how far it is; keeps the form of what is pasted.
"use strict";
{
  const MOST_HTML = 700000; // characters; the words come along anyhow
  const form = document.querySelector(".import-start");
  const files = form.querySelector("[type=file]");
  const told = form.querySelector(".import-told");
  const bar = form.querySelector("progress");
  const problems = form.querySelector(".import-problems");
  const drop = form.querySelector(".import-drop");

  form.elements.text.addEventListener("paste", (event) => {
    const html = event.clipboardData.getData("text/html");
    const isWhole = form.elements.text.value.trim() === "";
    form.elements.pasted_html.value = isWhole && html.length < MOST_HTML ? html : "";
  });
  const MOST_TEXT = 1024 * 1024; // characters; the server's limit is as many bytes
  form.elements.text.addEventListener("input", () => {
    const isTooLong = form.elements.text.value.length > MOST_TEXT;
    form.elements.text.setCustomValidity(isTooLong ? form.dataset.tooLong : "");
  });
  // Words that were changed after the paste are no longer those of its HTML.
  form.elements.text.addEventListener("input", (event) => {
    if (event.inputType !== "insertFromPaste") {
      form.elements.pasted_html.value = "";
    }
  });

  for (const name of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("is-over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files.length) {
        files.files = event.dataTransfer.files;
      }
    });
  }

  const say = (words, name, number, count) =>
    words.replace("%(name)s", name).replace("%(number)s", number).replace("%(count)s", count);

  const send = (file, number, count) =>
    new Promise((resolve) => {
      const data = new FormData(form);
      data.delete("document");
      data.append("document", file);
      data.set("text", "");
      data.set("pasted_html", "");
      const request = new XMLHttpRequest();
      request.open("POST", location.pathname);
      request.setRequestHeader("Accept", "application/json");
      request.upload.addEventListener("progress", (event) => {
        bar.value = event.lengthComputable ? event.loaded / event.total : 0;
      });
      request.upload.addEventListener("load", () => {
        told.textContent = say(form.dataset.reading, file.name, number, count);
      });
      request.addEventListener("loadend", () => {
        try {
          resolve(JSON.parse(request.responseText));
        } catch {
          resolve({ problem: `${file.name}: ${form.dataset.lost}` });
        }
      });
      told.textContent = say(form.dataset.sending, file.name, number, count);
      request.send(data);
    });

  form.addEventListener("submit", async (event) => {
    const chosen = [...files.files];
    if (!chosen.length || form.elements.text.value.trim()) {
      return; // a paste goes the plain way
    }
    event.preventDefault();
    problems.replaceChildren();
    bar.hidden = false;
    const read = [];
    for (const [index, file] of chosen.entries()) {
      const answer = await send(file, index + 1, chosen.length);
      if (answer.url) {
        read.push(answer.url);
      } else {
        const item = document.createElement("li");
        item.textContent = answer.problem;
        problems.append(item);
      }
    }
    bar.hidden = true;
    told.textContent = "";
    if (!problems.children.length) {
      location.assign(read.length === 1 ? read[0] : location.pathname);
    }
  });
}
