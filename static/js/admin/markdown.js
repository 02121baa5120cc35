// The Markdown fields of the editor's screens: a preview on demand, and images by button, drop or paste.
// Everything is delegated from the document, so that rows added later work like the others, and Tab is left alone.
"use strict";
{
  const pause = 400;
  const timers = new WeakMap();

  const parts = (inside) => {
    const box = inside.closest(".markdownx");
    return box && {
      editor: box.querySelector(".markdownx-editor"),
      button: box.querySelector(".markdown-show"),
      preview: box.querySelector(".markdownx-preview"),
      status: box.querySelector(".markdown-status"),
    };
  };

  const send = (address, values) => {
    const form = new FormData();
    form.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    Object.entries(values).forEach(([name, value]) => form.append(name, value));
    return fetch(address, { method: "POST", body: form, credentials: "same-origin" });
  };

  const show = async ({ editor, preview, status }) => {
    const text = editor.value;
    try {
      const answer = await send(editor.dataset.markdownxUrlsPath, { content: text });
      if (!answer.ok) {
        throw new Error((await answer.json()).error);
      }
      const html = await answer.text();
      if (text !== editor.value) {
        return;
      }
      preview.innerHTML = html; // the server's sanitiser made it, as it makes the page
      status.textContent = text.trim() ? "" : status.dataset.empty;
    } catch (problem) {
      status.textContent = `${status.dataset.failed} ${problem.message}`;
    }
  };

  const insert = ({ editor, status }, code) => {
    const start = editor.selectionStart;
    editor.setRangeText(code, start, editor.selectionEnd, "end");
    editor.focus();
    editor.setSelectionRange(start + 2, start + 2); // between the brackets of ![](...)
    editor.dispatchEvent(new Event("input", { bubbles: true }));
    status.textContent = status.dataset.added;
  };

  const upload = async (field, file) => {
    const { editor, status } = field;
    status.textContent = status.dataset.sending;
    try {
      const answer = await send(editor.dataset.markdownxUploadUrlsPath, { image: file });
      const said = await answer.json();
      if (!answer.ok) {
        throw new Error(said.error);
      }
      insert(field, said.image_code);
    } catch (problem) {
      status.textContent = `${status.dataset.refused} ${problem.message}`;
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".markdown-show");
    if (!button) {
      return;
    }
    const field = parts(button);
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    field.preview.hidden = !open;
    field.status.textContent = "";
    if (open) {
      show(field);
    }
  });

  document.addEventListener("input", (event) => {
    const field = event.target.matches(".markdownx-editor") && parts(event.target);
    if (field && !field.preview.hidden) {
      clearTimeout(timers.get(field.editor));
      timers.set(field.editor, setTimeout(() => show(field), pause));
    }
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches(".markdown-image input") && event.target.files.length) {
      upload(parts(event.target), event.target.files[0]);
      event.target.value = "";
    }
  });

  document.addEventListener("dragover", (event) => {
    if (event.target.matches(".markdownx-editor") && [...event.dataTransfer.types].includes("Files")) {
      event.preventDefault();
    }
  });

  document.addEventListener("drop", (event) => {
    if (event.target.matches(".markdownx-editor") && event.dataTransfer.files.length) {
      event.preventDefault(); // else the browser would leave the page to show the file
      upload(parts(event.target), event.dataTransfer.files[0]);
    }
  });

  document.addEventListener("paste", (event) => {
    const pasted = event.clipboardData;
    if (event.target.matches(".markdownx-editor") && pasted.files.length && !pasted.types.includes("text/plain")) {
      event.preventDefault();
      upload(parts(event.target), pasted.files[0]);
    }
  });
}
