// SPDX-FileCopyrightText: Mati contributors
// SPDX-License-Identifier: AGPL-3.0-or-later

// Working down a list by keyboard: j and k, or the arrows, go from row to row of a [data-rows], x ticks the row; Escape
// closes a menu; a slash goes to the field in the bar. With Shift, J and K press the row's
// [data-move]. A letter presses the link that has it as its [data-key].

const LINKS = "[data-rows] a[data-row]";
const STEPS = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

function isTyping(target) {
  return target.closest?.("input, select, textarea, [contenteditable]");
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    const menu = event.target.closest?.("details.menu[open]");
    closeMenus();
    menu?.querySelector("summary").focus();
    return;
  }
  const field = document.querySelector("[data-find]");
  if (event.key === "/" && field?.offsetParent && !isTyping(event.target)) {
    event.preventDefault();
    field.focus();
    return;
  }
  const line = event.target.closest?.("[data-rows] tr, [data-rows] [data-line]");
  const tick = event.key === "x" && line?.querySelector("[type=checkbox]");
  if (tick && !isTyping(event.target)) {
    tick.click();
    return;
  }
  const move = { J: "down", K: "up" }[event.key];
  if (move && !isTyping(event.target)) {
    line?.querySelector(`[data-move="${move}"]`)?.click();
    return;
  }
  const way = /^[a-z]$/.test(event.key) && document.querySelector(`[data-key="${event.key}"]`);
  if (way && !isTyping(event.target)) {
    way.click();
    return;
  }
  const step = STEPS[event.key];
  if (!step || isTyping(event.target)) return;
  const links = [...document.querySelectorAll(LINKS)];
  const here = links.indexOf(document.activeElement);
  if (!links.length || (here < 0 && event.key.startsWith("Arrow"))) return;
  event.preventDefault();
  links[Math.min(Math.max(here + step, 0), links.length - 1)].focus();
});

document.addEventListener("click", ({ target }) => closeMenus(target.closest("details.menu")));

// The row whose project stands beside the list is marked; the list is the same one.
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target?.id !== "beside") return;
  for (const row of document.querySelectorAll("[data-beside] a[data-row]")) {
    const isHere = row === detail.requestConfig?.elt;
    row.closest("[data-line]").classList.toggle("is-here", isHere);
    isHere ? row.setAttribute("aria-current", "true") : row.removeAttribute("aria-current");
  }
});
