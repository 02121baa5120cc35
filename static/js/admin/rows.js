// The rows of an article's form: add one, move one, open them all, and find them as they were after a save.
"use strict";
{
  const place = `rows-open:${location.pathname}`;

  const add = (group) => {
    const template = group.querySelector("template");
    const total = group.querySelector("[name$='-TOTAL_FORMS']");
    const html = template.innerHTML.replaceAll("__prefix__", total.value);
    template.insertAdjacentHTML("beforebegin", html);
    total.value = Number(total.value) + 1;
    const row = template.previousElementSibling;
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true }));
    row.querySelector("input:not([type=hidden], [name$='-order']), select, textarea").focus();
  };

  const move = (button, isUp) => {
    const row = button.closest(".row");
    const other = isUp ? row.previousElementSibling : row.nextElementSibling;
    if (!other || !other.matches(".row")) {
      return;
    }
    other[isUp ? "before" : "after"](row);
    const rows = [...row.parentElement.querySelectorAll(".row")];
    rows.forEach((each, index) => {
      each.querySelector("[name$='-order']").value = index + 1;
    });
    button.focus();
    button.dispatchEvent(new Event("input", { bubbles: true }));
    const status = row.closest(".rows").querySelector("[role=status]");
    status.textContent = `${status.dataset.moved} ${rows.indexOf(row) + 1} / ${rows.length}`;
  };

  const open = (group) => {
    const all = [...group.querySelectorAll(".row-details")];
    const isOpen = all.every((each) => each.open);
    all.forEach((each) => {
      each.open = !isOpen;
    });
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".rows button");
    if (!button) {
      return;
    }
    if (button.matches(".rows-add")) {
      add(button.closest(".rows"));
    } else if (button.matches(".rows-open")) {
      open(button.closest(".rows"));
    } else if (button.matches(".row-up, .row-down")) {
      move(button, button.matches(".row-up"));
    }
  });

  const names = () => [...document.querySelectorAll(".row-details[open] .row-fields")].map((fields) => fields.id);

  document.addEventListener("submit", (event) => {
    if (event.target.matches("#article_form")) {
      sessionStorage.setItem(place, JSON.stringify({ names: names(), top: window.scrollY }));
    }
  });

  const kept = JSON.parse(sessionStorage.getItem(place) || "null");
  sessionStorage.removeItem(place);
  if (kept && !document.querySelector(".errornote")) {
    kept.names.forEach((name) => {
      const fields = document.getElementById(name);
      if (fields) {
        fields.closest("details").open = true;
      }
    });
    window.scrollTo(0, kept.top);
  }
}
