// SPDX-FileCopyrightText: Mati contributors
// SPDX-License-Identifier: AGPL-3.0-or-later
// Dragging a matter before another under its heading. The buttons beside it do the same by keyboard and without scripts.

const LIFTED = "agenda__item--lifted";
const TARGET = "agenda__item--target";
let lifted = null;

for (const row of document.querySelectorAll("[data-place]")) {
  row.draggable = true;
  row.addEventListener("dragstart", (event) => {
    lifted = row;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", row.dataset.place);
    row.classList.add(LIFTED);
  });
  row.addEventListener("dragend", () => {
    row.classList.remove(LIFTED);
    clear();
    lifted = null;
  });
  row.addEventListener("dragover", (event) => {
    if (!mayDrop(row)) return;
    event.preventDefault();
    clear();
    row.classList.add(TARGET);
  });
  row.addEventListener("drop", (event) => {
    if (!mayDrop(row)) return;
    event.preventDefault();
    place(row, isBelow(row, event) ? next(row) : row.dataset.place);
  });
}

// Only among those of the same heading that may be moved.
function mayDrop(row) {
  return lifted !== null && lifted !== row && lifted.parentElement === row.parentElement;
}

function isBelow(row, event) {
  const box = row.getBoundingClientRect();
  return event.clientY > box.top + box.height / 2;
}

// The id of the movable matter after this one, the lifted one left out; 0 is the end of the heading.
function next(row) {
  const rows = [...row.parentElement.querySelectorAll("[data-place]")].filter((one) => one !== lifted);
  return rows[rows.indexOf(row) + 1]?.dataset.place ?? "0";
}

function place(row, before) {
  const form = lifted.querySelector("[data-move]");
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "before";
  field.value = before;
  form.append(field);
  form.submit();
}

function clear() {
  for (const row of document.querySelectorAll(`.${TARGET}`)) row.classList.remove(TARGET);
}
