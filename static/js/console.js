// SPDX-FileCopyrightText: Mati contributors
// SPDX-License-Identifier: AGPL-3.0-or-later

// The console of a session. Every press goes into a queue that outlives the page, and is sent in its order with its
// request's id: without a connection it waits, and what is sent twice acts once. A part that changed is exchanged by
// its id; what was typed beside it stays. Without this script every form works by itself.

const RETRY = 3000;
const PULSE = 4000;
const root = document.getElementById("console");
const said = document.getElementById("console-said");
const kept = root.dataset.kept;

let queue = read();
let isSending = false;
let pulse = root.querySelector("[data-now]")?.dataset.now;
let moves = 0; // how often somebody went to another item

function read() {
  try {
    return JSON.parse(localStorage.getItem(kept)) ?? [];
  } catch {
    return [];
  }
}

function write() {
  localStorage.setItem(kept, JSON.stringify(queue));
  root.querySelector("[data-waiting]").hidden = !queue.length;
  root.querySelector("[data-waiting-count]").textContent = queue.length;
}

function connected(isOn) {
  root.querySelector('[data-connection="on"]').hidden = !isOn;
  root.querySelector('[data-connection="off"]').hidden = isOn;
}

// ── what is pressed ──

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!root.contains(form) || form.method !== "post") return;
  const button = event.submitter;
  if (button?.name === "more") return; // another row of a form is the server's to give
  event.preventDefault();
  const fields = [...new FormData(form).entries()].filter(([name]) => name !== "csrfmiddlewaretoken");
  if (button?.name) fields.push([button.name, button.value]);
  const isTwice = queue.some((one) => JSON.stringify(one.fields) === JSON.stringify(fields));
  if (isTwice) return;
  queue.push({ to: form.getAttribute("action"), fields, at: Date.now(), label: button?.textContent.trim() ?? "" });
  if (button) button.dataset.waits = "";
  delete form.dataset.changed;
  write();
  send();
});

function token() {
  return document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

async function send() {
  if (isSending) return;
  isSending = true;
  while (queue.length) {
    const one = queue[0];
    const body = new URLSearchParams(one.fields);
    const waited = Math.round((Date.now() - one.at) / 1000);
    if (waited > 2) body.set("waited", waited);
    let answer;
    try {
      answer = await fetch(one.to, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": token() },
        credentials: "same-origin",
      });
      if (answer.status >= 500) throw new Error(answer.status);
    } catch {
      connected(false);
      isSending = false;
      return;
    }
    connected(true);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    queue.shift();
    write();
    answer.ok ? said.replaceChildren() : refuse(one, page);
    await show("all", answer.ok ? one.to : "");
  }
  isSending = false;
}

// What was not taken stays before the person: why not, and what they had pressed or typed.
function refuse(one, page) {
  const why = page.querySelector(".notice, [role=alert]");
  const lost = document.getElementById("console-lost").content.cloneNode(true);
  const typed = one.fields.filter(([name, value]) => value && !/^(request_id|expected_version|item|round|press)$/.test(name));
  lost.querySelector("[data-typed]").textContent = [one.label, ...typed.map(([, value]) => value)].join(" · ");
  said.replaceChildren(...(why ? [document.importNode(why, true)] : []), lost);
  said.scrollIntoView({ block: "nearest" });
}

said.addEventListener("click", ({ target }) => target.closest("[data-put-away]") && said.replaceChildren());

// ── what is shown ──

function here() {
  return document.getElementById("console-item")?.dataset.item;
}

function address() {
  const base = root.dataset.console;
  return here() ? `${base}items/${here()}/` : base;
}

// What was asked for before the last move brings nobody back to the item they have left.
async function show(wanted, sentTo = "", from = address()) {
  const before = moves;
  let answer;
  try {
    answer = await fetch(from, { headers: { "X-Console": wanted }, credentials: "same-origin" });
  } catch {
    connected(false);
    return false;
  }
  if (!answer.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const open = [...root.querySelectorAll("details[open] > summary")].map((one) => one.textContent);
  const typed = unsent(sentTo);
  const { id: typing, value: focused } = document.activeElement ?? {};
  for (const id of ["console-strip", "console-agenda", "console-item"]) {
    const fresh = page.getElementById(id);
    if (fresh && (before === moves || id !== "console-item")) document.getElementById(id).replaceWith(document.importNode(fresh, true));
  }
  for (const one of root.querySelectorAll("details > summary")) one.parentElement.open ||= open.includes(one.textContent);
  putBack(typed);
  if (typing && document.activeElement === document.body) document.getElementById(typing)?.focus({ preventScroll: true });
  for (const one of root.querySelectorAll("button[name=press]")) if (focused && same(one.value, focused)) one.focus();
  pulse = root.querySelector("[data-now]")?.dataset.now ?? pulse;
  mark();
  document.dispatchEvent(new CustomEvent("console:shown"));
  return before === moves;
}

// A press and its counterpart are of the same member: "arrive:12:3", "depart:12:4".
function same(one, other) {
  return one.split(":")[1] === other.split(":")[1];
}

// Every field that was changed and not sent, by its form's address and its name.
function unsent(sentTo, within = root) {
  const found = [];
  for (const field of within.querySelectorAll("form :is(input, textarea, select)")) {
    if (field.type === "hidden" || field.form.getAttribute("action") === sentTo) continue;
    const isTicked = field.type === "checkbox" || field.type === "radio";
    const changed = isTicked
      ? field.checked !== field.defaultChecked
      : field.tagName === "SELECT"
        ? field.selectedOptions[0] && !field.selectedOptions[0].defaultSelected && field.selectedIndex > 0
        : field.value !== field.defaultValue;
    if (changed) found.push([field.form.getAttribute("action"), field.name, isTicked ? field.value : null, isTicked ? field.checked : field.value]);
  }
  return found;
}

function putBack(typed) {
  for (const [to, name, of, value] of typed) {
    for (const field of root.querySelectorAll(`form[action="${to}"] [name="${name}"]`)) {
      if (of === null) field.value = value;
      else if (field.value === of) field.checked = value;
    }
  }
}

// Items are gone through without loading the whole page; the address goes along.
document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[data-item]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  moves += 1;
  if (!(await show("item", "", link.href))) return;
  history.pushState({}, "", link.href);
  document.getElementById("console-item").focus({ preventScroll: true });
});

window.addEventListener("popstate", () => {
  moves += 1;
  show("item", "", location.href);
});

function mark() {
  for (const link of root.querySelectorAll("#console-agenda a[data-item]")) {
    const isHere = new URL(link.href).pathname === `${root.dataset.console}items/${here()}/`;
    isHere ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current");
  }
}

// ── somebody else ──

setInterval(async () => {
  if (queue.length) return send();
  if (document.hidden || isSending) return;
  try {
    const answer = await fetch(root.dataset.pulse, { credentials: "same-origin" });
    connected(true);
    if (answer.ok && (await answer.text()) !== pulse) await show(unsent("", document.getElementById("console-item")).length ? "around" : "all");
  } catch {
    connected(false);
  }
}, PULSE);

window.addEventListener("online", send);
window.addEventListener("offline", () => connected(false));
setInterval(() => queue.length && send(), RETRY);
write();
send();
