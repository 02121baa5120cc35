// Keeps on this device what is typed into the forms marked data-keep="PERSON:EDITION:FORM", so that nothing is lost when
// the connection drops. It is forgotten once the server confirms, on signing out, and after a day.
"use strict";
{
  const prefix = "kept:";
  const longest = 24 * 60 * 60 * 1000; // milliseconds
  const patience = { ask: 8000, send: 30000 }; // milliseconds; a ward's network can be slow
  const own = document.currentScript.src;
  const secret = /^(password|.*code.*|.*otp.*)$/i;

  // Some browsers have no storage, or throw when it is touched (private mode, blocked by policy, full).
  const attempt = (deed) => {
    try {
      return deed(window.localStorage);
    } catch {
      return null;
    }
  };
  const names = () => attempt((store) => Object.keys(store).filter((name) => name.startsWith(prefix))) || [];
  const forget = (chosen) => names().filter(chosen).forEach((name) => attempt((store) => store.removeItem(name)));
  const keptUnder = (form) => attempt((store) => JSON.parse(store.getItem(prefix + form.dataset.keep)));

  const isKept = (field) =>
    field.name && !field.disabled && !["hidden", "password", "file", "submit", "button"].includes(field.type)
    && !/one-time-code|password/.test(field.autocomplete || "") && !secret.test(field.name);
  const isTick = (field) => ["radio", "checkbox"].includes(field.type);
  const fields = (form) => [...form.elements].filter(isKept);

  const keep = (form) => {
    const values = fields(form)
      .filter((field) => (isTick(field) ? field.checked : field.value))
      .map((field) => [field.name, field.value]);
    attempt((store) => store.setItem(prefix + form.dataset.keep, JSON.stringify({ at: Date.now(), values })));
  };

  // Puts back what was typed; true if that changed anything.
  const restore = (form, values) => {
    let isChanged = false;
    fields(form).forEach((field) => {
      const given = values.filter(([name]) => name === field.name).map(([, value]) => value);
      if (isTick(field)) {
        const checked = given.includes(field.value);
        isChanged = isChanged || checked !== field.checked;
        field.checked = checked;
      } else if (given.length && given[0] !== field.value) {
        field.value = given[0];
        isChanged = true;
      }
    });
    return isChanged;
  };

  // A line in front of a form or at its end, with a button if it has one.
  const line = (text, role, button, pressed) => {
    const box = document.createElement("div");
    box.className = role ? "desk-kept" : "desk-hint";
    if (role) {
      box.setAttribute("role", role);
    }
    const words = document.createElement("p");
    words.textContent = text;
    box.append(words);
    if (button) {
      const element = document.createElement("button");
      element.type = "button";
      element.className = "button desk-button-second";
      element.textContent = button;
      element.addEventListener("click", pressed);
      box.append(element);
    }
    return box;
  };

  const say = (form, text, words) => {
    form.querySelector(".desk-kept-problem")?.remove();
    const box = line(text, "alert", words.again, () => form.requestSubmit());
    box.classList.add("desk-kept-problem");
    form.append(box);
    box.scrollIntoView({ block: "center" });
  };

  const within = (time, address, options) =>
    fetch(address, { credentials: "same-origin", ...options, signal: AbortSignal.timeout?.(time) });

  // Whether the server can be reached, found out without sending anything of the form.
  const isConnected = async () => {
    if (!navigator.onLine) {
      return false;
    }
    try {
      return (await within(patience.ask, own, { method: "HEAD", cache: "no-store" })).ok;
    } catch {
      return false;
    }
  };

  const passing = new WeakSet();
  const sending = new WeakSet();

  // Lets the browser send the form as it would without this script.
  const pass = (form, button) => {
    passing.add(form);
    form.requestSubmit ? form.requestSubmit(button) : form.submit();
  };

  const send = async (form, button, words) => {
    const body = new FormData(form, button);
    keep(form);
    if (!(await isConnected())) {
      return say(form, words.offline, words);
    }
    let answer;
    try {
      answer = await within(patience.send, form.action, { method: "POST", body, headers: { "X-Kept": "1" } });
    } catch {
      return say(form, words.dropped, words);
    }
    const to = answer.status === 204 && answer.headers.get("X-Kept-To");
    if (to) {
      location.assign(to);
      return undefined;
    }
    return pass(form, button); // it was refused, and nothing was changed: sent once more, the browser shows why
  };

  const start = (words) => {
    forget((name) => {
      const kept = attempt((store) => JSON.parse(store.getItem(name)));
      return !kept || Date.now() - kept.at > longest;
    });
    document.querySelectorAll("[data-kept-done]").forEach((done) => {
      forget((name) => name.startsWith(`${prefix}${done.dataset.keptDone}:`));
    });
    document.querySelectorAll("form[data-keep]").forEach((form) => {
      const kept = keptUnder(form);
      if (kept && restore(form, kept.values)) {
        const box = line(words.restored, "status", words.clear, () => {
          forget((name) => name === prefix + form.dataset.keep);
          form.reset();
          box.remove();
        });
        form.before(box);
      }
      if (attempt((store) => store.length >= 0)) {
        form.append(line(words.device));
      }
    });
  };

  const ofForm = (event) => event.target.closest && event.target.closest("form[data-keep]");
  ["input", "change"].forEach((kind) => {
    document.addEventListener(kind, (event) => ofForm(event) && keep(ofForm(event)));
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-keep-forget]")) {
      forget(() => true);
    }
    const words = document.querySelector("#keep-words");
    if (!form.matches("form[data-keep]") || !words || passing.delete(form)) {
      return;
    }
    event.preventDefault();
    if (sending.has(form)) {
      return; // a second tap while the first is on its way
    }
    sending.add(form);
    form.setAttribute("aria-busy", "true");
    const done = () => {
      sending.delete(form);
      form.removeAttribute("aria-busy");
    };
    send(form, event.submitter, words.dataset).catch(() => pass(form, event.submitter)).finally(done);
  });

  document.addEventListener("DOMContentLoaded", () => {
    const words = document.querySelector("#keep-words");
    if (document.querySelector("[data-keep-forget]:not(form)")) {
      forget(() => true);
    }
    if (words) {
      start(words.dataset);
    }
  });
}
