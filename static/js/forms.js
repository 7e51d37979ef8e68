// SPDX-FileCopyrightText: Mati contributors
// SPDX-License-Identifier: AGPL-3.0-or-later

// What only the browser can do for forms: keep what was typed from being lost, stop a second press, go to the errors.

const changed = new Set();
const strokes = new WeakMap(); // how often a form was typed into, and how often when it was last sent in the background
const sent = new WeakMap();

document.addEventListener("input", ({ target }) => {
  const form = target.closest("form[data-keep]");
  if (form) changed.add(form), strokes.set(form, (strokes.get(form) ?? 0) + 1);
});

// A form that is posted in the background as one goes (hx-post on it): its one line #saved says how that went.
document.addEventListener("htmx:beforeRequest", ({ target }) => sent.set(target, strokes.get(target)));

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const form = detail.requestConfig.elt;
  if (!form.matches("form[data-unsaved]")) return;
  if (!detail.serverResponse.includes('id="saved"')) unsaved(form), (detail.shouldSwap = false);
  else if (detail.serverResponse.includes("data-saved") && sent.get(form) === strokes.get(form)) changed.delete(form);
});

document.addEventListener("htmx:sendError", ({ target }) => unsaved(target));

function unsaved(form) {
  const line = form.querySelector?.("#saved");
  if (line && form.dataset.unsaved) line.textContent = form.dataset.unsaved;
}

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
