// SPDX-FileCopyrightText: Mati contributors
// SPDX-License-Identifier: AGPL-3.0-or-later

// The running total of a column of amounts. The server adds them up again; here the person only sees it coming.

const THAI_ZERO = "๐".codePointAt(0);

function satang(text) {
  const arabic = text.replace(/[๐-๙]/g, (digit) => String(digit.codePointAt(0) - THAI_ZERO));
  const match = /^(\d[\d,]*)(?:\.(\d{1,2}))?$/.exec(arabic.replace(/บาท|฿|\s/g, ""));
  return match ? BigInt(match[1].replaceAll(",", "") + (match[2] ?? "").padEnd(2, "0")) : null;
}

function written(total) {
  const baht = (total / 100n).toLocaleString("en");
  const rest = total % 100n;
  return rest ? `${baht}.${String(rest).padStart(2, "0")}` : baht;
}

function reckon(table) {
  const amounts = [...table.querySelectorAll("input[inputmode=decimal]")].map((input) => satang(input.value));
  const known = amounts.every((amount) => amount !== null);
  table.querySelector("[data-total]").textContent = known ? written(amounts.reduce((a, b) => a + b, 0n)) : "–";
}

for (const table of document.querySelectorAll("[data-sum]")) {
  reckon(table);
  table.addEventListener("input", () => reckon(table));
}
