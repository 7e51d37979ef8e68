// SPDX-FileCopyrightText: Mati contributors
// SPDX-License-Identifier: AGPL-3.0-or-later

// The draft of a resolution: only what the chosen word needs is shown, the text follows it and the total until somebody
// has written, and the total runs along. Without this script the whole form stands there and works.

function setUp(form) {
  const text = form.elements.text;
  const suggestions = new Map(
    [...form.querySelectorAll("[data-suggestion]")].map((one) => [one.dataset.suggestion, one.content.textContent]),
  );

  function chosen() {
    return form.elements.verb.value;
  }

  function showWhatIsNeeded() {
    for (const part of form.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(chosen());
  }

  function isStillSuggested() {
    return !text.value.trim() || [...suggestions.values()].includes(text.value);
  }

  // Satang as whole numbers, so that no sum is rounded; null for what is not an amount.
  function satang(typed) {
    const arabic = typed.replace(/[๐-๙]/g, (digit) => "๐๑๒๓๔๕๖๗๘๙".indexOf(digit)).replace(/[,\s]|บาท|฿/g, "");
    const match = /^(\d+)(?:\.(\d{1,2}))?$/.exec(arabic);
    return match && BigInt(match[1]) * 100n + BigInt((match[2] ?? "").padEnd(2, "0"));
  }

  function written(sum) {
    const rest = sum % 100n;
    return (sum / 100n).toLocaleString("en") + (rest ? `.${String(rest).padStart(2, "0")}` : "");
  }

  function addUp() {
    let sum = 0n;
    for (const field of form.querySelectorAll('[name^="amount_"]')) {
      const amount = satang(field.value);
      if (amount === null) return "–";
      sum += amount;
    }
    return written(sum);
  }

  form.addEventListener("change", ({ target }) => {
    if (target.name !== "verb") return;
    if (isStillSuggested()) text.value = suggestions.get(chosen());
    showWhatIsNeeded();
  });

  // The suggestions name the total too.
  function sayTotal(total) {
    const followed = isStillSuggested();
    for (const [verb, said] of suggestions) suggestions.set(verb, said.replace(/วงเงิน [\d,.]+ บาท/, `วงเงิน ${total} บาท`));
    if (followed) text.value = suggestions.get(chosen());
  }

  form.addEventListener("input", ({ target }) => {
    if (!target.name.startsWith("amount_")) return;
    const total = addUp();
    form.querySelector("[data-total]").textContent = total;
    if (total !== "–") sayTotal(total);
  });

  showWhatIsNeeded();
}

function begin() {
  for (const form of document.querySelectorAll("[data-draft]:not([data-set-up])")) {
    form.dataset.setUp = "";
    setUp(form);
  }
}

document.addEventListener("console:shown", begin);
begin();
