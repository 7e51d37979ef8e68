// SPDX-FileCopyrightText: Mati contributors
// SPDX-License-Identifier: AGPL-3.0-or-later

// What only the browser can do for forms: keep what was typed from being lost, stop a second press, go to the errors.

const changed = new Set();

document.addEventListener("input", ({ target }) => {
  const form = target.closest("form[data-keep]");
  if (form) changed.add(form);
});

document.addEventListener("submit", ({ target, submitter }) => {
  changed.delete(target);
  if (target.method === "post" && submitter?.matches(".btn")) {
    // After this turn, so that the pressed button's own value is still sent.
    setTimeout(() => submitter.setAttribute("disabled", ""));
  }
});

// Coming back by the browser's button shows the page as it was left: buttons must work again.
window.addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button.btn[disabled]")) button.removeAttribute("disabled");
});

window.addEventListener("beforeunload", (event) => {
  for (const form of changed) if (form.isConnected) event.preventDefault();
});

document.querySelector("[data-errors]")?.focus();
