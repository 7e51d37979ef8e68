// SPDX-FileCopyrightText: Mati contributors
// SPDX-License-Identifier: AGPL-3.0-or-later

// The totals of the what-if table run along while one types; satang as whole numbers, so that no sum is rounded.

const form = document.querySelector("[data-what-if]");

function satang(typed) {
  const arabic = typed.replace(/[๐-๙]/g, (digit) => "๐๑๒๓๔๕๖๗๘๙".indexOf(digit)).replace(/[,\s]|บาท|฿/g, "");
  const match = /^(\d+)(?:\.(\d{1,2}))?$/.exec(arabic);
  return match && BigInt(match[1]) * 100n + BigInt((match[2] ?? "").padEnd(2, "0"));
}

function written(sum) {
  const [sign, size] = sum < 0n ? ["-", -sum] : ["", sum];
  const rest = size % 100n;
  return sign + (size / 100n).toLocaleString("en") + (rest ? `.${String(rest).padStart(2, "0")}` : "");
}

function addUp(row) {
  let sum = 0n;
  for (const field of form.querySelectorAll(`[data-of="${row.dataset.year}"] input`)) {
    const amount = satang(field.value);
    if (amount === null) return null;
    sum += amount;
  }
  return sum;
}

form?.addEventListener("input", () => {
  for (const row of form.querySelectorAll("[data-year]")) {
    const sum = addUp(row);
    const left = row.querySelector("[data-left]");
    row.querySelector("[data-tried]").textContent = sum === null ? "–" : written(sum);
    if (!row.dataset.ceiling || sum === null) continue;
    const below = satang(row.dataset.ceiling) - sum;
    left.textContent = written(below);
    left.classList.toggle("what-if__over", below < 0n);
  }
});
