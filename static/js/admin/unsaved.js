// Asks before a page with unsaved text is left.
"use strict";
{
  let isChanged = false;

  document.addEventListener("input", (event) => {
    isChanged = isChanged || Boolean(event.target.closest("#article_form"));
  });
  document.addEventListener("submit", (event) => {
    isChanged = isChanged && event.target.id !== "article_form"; // any other form on the page saves none of it
  });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) {
      event.preventDefault();
    }
  });
}
