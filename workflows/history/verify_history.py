# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Prove an exported history by itself: no network, no database, nothing but Python's standard library.

    python3 verify_history.py history.jsonl
    python3 verify_history.py history.jsonl --anchor <hash as printed or published> --language en

Computes every hash anew, follows every chain and every state, and leads each chain to the anchor. Exit status: 0 it
stands, 1 it does not, 2 it cannot be read. A forger who writes the whole file anew can make it agree with itself; that
is what ``--anchor`` is for: give it an anchor's hash from a source of your own (a printed pack, a letter, a notice).
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import sys
from collections.abc import Iterable
from typing import Any

FORMAT = "mati-history/1"
FIRST = "0" * 64
Said = dict[str, Any]
Chain = tuple[str, int]  # kind and id of a subject

SAYINGS = {
    "unreadable": ("แถวที่ {line} อ่านไม่ได้", "Line {line} cannot be read."),
    "format": ("ไฟล์นี้ไม่ใช่ประวัติที่ส่งออกในรูปแบบ {format}", "This is not an exported history in the format {format}."),
    "cut": ("ไฟล์ถูกตัดท้าย: ไม่มีแถวปิดท้าย", "TRUNCATED: the file lacks its last line."),
    "file": ("ไฟล์ถูกแก้ไขหลังส่งออก: ค่าแฮชของทั้งไฟล์ไม่ตรง", "CHANGED: the file is not as it was exported; its own hash differs."),
    "changed": ("ถูกแก้ไข: บันทึก {name} ไม่ตรงกับค่าแฮชของตน", "CHANGED: record {name} no longer has its hash."),
    "text": ("ถูกแก้ไข: ข้อความของบันทึก {name} ไม่อยู่ในรูปแบบมาตรฐาน", "CHANGED: the text of record {name} is not canonical."),
    "removed": ("ถูกลบ: ไม่มีบันทึก {name}", "REMOVED: record {name} is missing."),
    "inserted": ("ถูกแทรก: บันทึก {name} ไม่ควรมี", "INSERTED: record {name} should not be there."),
    "reordered": ("ถูกสลับลำดับ: บันทึก {name} ไม่อยู่ในที่ของตน", "REORDERED: record {name} does not stand in its place."),
    "unchained": ("ห่วงโซ่ขาด: บันทึก {name} ไม่ต่อจากบันทึกก่อนหน้า", "UNCHAINED: record {name} does not continue the one before it."),
    "source": ("สถานะไม่ต่อเนื่อง: บันทึก {name} เริ่มจาก “{found}” แต่บันทึกก่อนหน้าจบที่ “{expected}”",
               "STATE: record {name} begins in “{found}”, where the one before ended in “{expected}”."),
    "move": ("ขั้นตอนที่ไม่มีในวงจร: บันทึก {name} ทำ “{step}” จาก “{source}” ไป “{target}”",
             "MOVE: record {name} makes “{step}” from “{source}” to “{target}”, which its lifecycle does not know."),
    "state": ("สถานะไม่ตรง: {name} อยู่ที่ “{found}” แต่บันทึกสุดท้ายนำไป “{expected}”",
              "STATE: {name} stands in “{found}”, where its last record led to “{expected}”."),
    "truncated": ("ถูกตัดท้าย: {name} มีบันทึกถึงลำดับที่ {found} แต่ควรมีถึง {expected}",
                  "TRUNCATED: {name} has records up to {found}, and should have up to {expected}."),
    "content": ("เนื้อหาถูกแก้ไข: ฉบับที่ {number} ไม่ตรงกับค่าแฮชที่บันทึกไว้", "CHANGED: version {number} of the content does not have the hash that was recorded."),
    "no_content": ("ถูกลบ: ไม่มีเนื้อหาฉบับที่ {number} ที่บันทึกอ้างถึง", "REMOVED: version {number} of the content, which a record names, is missing."),
    "anchor": ("ตราผนึกถูกแก้ไข: ตราผนึกที่ {number} ไม่ตรงกับค่าแฮชของตน", "ANCHOR CHANGED: anchor {number} no longer has its hash."),
    "anchors": ("ตราผนึกไม่ต่อเนื่อง: ตราผนึกที่ {number} ไม่ต่อจากตราก่อนหน้า", "ANCHOR SWAPPED: anchor {number} does not continue the one before it."),
    "proof": ("ตราผนึกถูกสับเปลี่ยน: หลักฐานของ {name} ไม่นำไปสู่ค่ารากของตราผนึก", "ANCHOR SWAPPED: the proof of {name} does not lead to the anchor's root."),
    "no_proof": ("ไม่มีหลักฐาน: {name} มีอยู่ก่อนตราผนึก แต่ไม่มีหลักฐานไปสู่ตราผนึก", "NO PROOF: {name} was there before the anchor, but nothing leads it there."),
    "since": ("ถูกแก้ไขหลังประทับตราผนึก: บันทึก {name} ไม่ใช่บันทึกที่ตราผนึกรับรอง", "CHANGED SINCE THE ANCHOR: record {name} is not the one that the anchor stands for."),
    "before": ("ถูกตัดท้าย: ตราผนึกรู้จัก {name} ถึงลำดับที่ {expected} แต่ไฟล์มีถึง {found}", "TRUNCATED: the anchor knows {name} up to {expected}, the file has up to {found}."),
    "other_anchor": ("ตราผนึกถูกสับเปลี่ยน: ไม่มีตราผนึกที่ท่านถืออยู่ ({hash}) ในไฟล์นี้", "ANCHOR SWAPPED: the anchor that you hold ({hash}) is not in this file."),
    "no_anchor": ("ไฟล์นี้ไม่มีตราผนึก จึงเทียบกับตราผนึกที่ท่านถืออยู่ไม่ได้", "NO ANCHOR: the file has none to hold yours against."),
    "stamp": ("ตราประทับเวลาไม่ใช่ของตราผนึกนี้", "TIME-STAMP SWAPPED: it is not over this anchor."),
}  # fmt: skip
NOTES = {
    "counts": ("บันทึก {records} รายการ ใน {chains} ห่วงโซ่", "{records} records in {chains} chains."),
    "anchor": ("ตราผนึกที่ {number} เมื่อ {at}: {hash}", "Anchor {number}, {at}: {hash}"),
    "after": ("บันทึก {number} รายการเกิดหลังตราผนึก จึงมีเพียงห่วงโซ่รับรอง", "{number} records came after the anchor; only the chain vouches for them."),
    "none": ("ยังไม่มีตราผนึก: พิสูจน์ได้เพียงว่าไฟล์สอดคล้องในตัวเอง", "There is no anchor yet: the file is proved to agree with itself, no more."),
    "held": ("ตรงกับตราผนึกที่ท่านถืออยู่", "It agrees with the anchor that you hold."),
    "compare": ("โปรดเทียบค่าแฮชของตราผนึกกับแหล่งของท่านเอง (--anchor)", "Compare the anchor's hash with a source of your own (--anchor)."),
    "stamp": ("ตราประทับเวลาของ {authority} เมื่อ {at}; ตรวจลายมือชื่อได้ด้วย --extract แล้ว openssl ts -verify",
              "Time-stamp of {authority}, {at}; its signature: --extract, then openssl ts -verify"),
    "stands": ("ผล: ประวัตินี้ครบถ้วนและไม่ถูกแก้ไข", "VERDICT: this history stands. Nothing was changed, removed, added or moved."),
    "falls": ("ผล: ประวัตินี้ไม่เป็นไปตามที่บันทึกไว้ พบ {number} ข้อ", "VERDICT: this history does not stand. Faults: {number}."),
}  # fmt: skip


def canonical(value: Any) -> str:
    """Write a value in the one way that is hashed."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


class History:
    """What the file says, by the sort of its lines, and the faults found so far."""

    def __init__(self) -> None:
        self.faults: list[tuple[str, Said]] = []
        self.notes: list[tuple[str, Said]] = []
        self.kinds: dict[str, Said] = {}
        self.subjects: dict[Chain, Said] = {}
        self.records: list[Record] = []
        self.chains: dict[Chain, list[Record]] = {}
        self.versions: dict[int, Said] = {}
        self.anchors: list[tuple[Said, Said]] = []  # what its text says, and its line
        self.proofs: dict[Chain, tuple[Said, Said]] = {}  # the head that its text says, and its line
        self.stamp: tuple[bytes, Said] | None = None

    def fault(self, saying: str, /, **words: Any) -> None:
        """Say once what is wrong."""
        if (saying, words) not in self.faults:
            self.faults.append((saying, words))

    def read(self, file: Iterable[bytes]) -> None:
        """Take in every line. Raises ValueError where the file is no export."""
        whole, count, ended = hashlib.sha256(), 0, None
        for number, raw in enumerate(file, 1):
            try:
                line = json.loads(raw.decode())
                if number == 1 and (line["line"], line["format"]) != ("export", FORMAT):
                    raise ValueError
                if ended is not None:
                    self.fault("file")
                if line["line"] == "end":
                    ended = line
                    continue
                self._take(line)
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                if number == 1:
                    raise ValueError from None
                self.fault("unreadable", line=number)
            whole.update(raw)
            count += 1
        if count == 0:
            raise ValueError
        if ended is None:
            self.fault("cut")
        elif (ended.get("lines"), ended.get("sha256")) != (count, whole.hexdigest()):
            self.fault("file")

    def _take(self, line: Said) -> None:
        """Keep a line by its sort; what the checks will read is touched here, so that a line without it is named."""
        sort = line["line"]
        if sort == "kind":
            line["initial"], line["states"].keys(), [step["moves"].keys() for step in line["steps"].values()]
            self.kinds[line["kind"]] = line
        elif sort == "subject":
            line["state"], line["version"] + 0
            self.subjects[line["kind"], line["id"]] = line
        elif sort == "record":
            record = Record(line)
            self.records.append(record)
            self.chains.setdefault(record.chain, []).append(record)
        elif sort == "version":
            line["content"], line["sha256"]
            self.versions[line["number"]] = line
        elif sort == "anchor":
            anchor, _hash = json.loads(line["canonical"]), line["hash"]
            anchor["root"], anchor["prev_hash"], anchor["at"], anchor["chain_count"]
            anchor["number"] + anchor["last_record"]
            self.anchors.append((anchor, line))
        elif sort == "proof":
            head = json.loads(line["head"])
            head["hash"], head["seq"] + line["place"] + line["count"], [bytes.fromhex(one) for one in line["path"]]
            self.proofs[head["subject_type"], head["subject_id"]] = (head, line)
        elif sort == "timestamp":
            line["authority"], line["stamped_at"]
            self.stamp = (base64.b64decode(line["token"]), line)

    def check(self, held: str = "") -> None:
        """Find everything that is wrong."""
        for record in self.records:
            if digest(record.text) != record.hash:
                self.fault("changed", name=record.name)
            elif canonical(record.said) != record.text:
                self.fault("text", name=record.name)
        self._check_order()
        for chain in {**self.subjects, **self.chains}:
            self._check_chain(chain)
        self._check_contents()
        self._check_anchors(held)

    def _check_order(self) -> None:
        """Records stand as they were written: by their ids, and each chain by its numbers."""
        last = 0
        highest: dict[Chain, int] = {}
        for record in self.records:
            if record.id <= last or record.seq < highest.get(record.chain, 0):
                self.fault("reordered", name=record.name)
            last = max(last, record.id)
            highest[record.chain] = max(record.seq, highest.get(record.chain, 0))

    def _check_chain(self, chain: Chain) -> None:
        name = "{}/{}".format(*chain)
        subject, records = self.subjects.get(chain), sorted(self.chains.get(chain, []), key=lambda one: one.seq)
        if subject is None:
            for record in records:
                self.fault("inserted", name=record.name)
            return
        by_seq: dict[int, Record] = {}
        for record in records:
            if record.seq in by_seq or not 1 <= record.seq <= subject["version"]:
                self.fault("inserted", name=record.name)
            by_seq.setdefault(record.seq, record)
        last = max(by_seq, default=0)
        for seq in range(1, last + 1):
            if seq not in by_seq:
                self.fault("removed", name=f"{name}/{seq}")
        if last < subject["version"]:
            self.fault("truncated", name=name, found=last, expected=subject["version"])
        self._check_links(chain, by_seq)
        if last == subject["version"] and by_seq and by_seq[last].said["target"] != subject["state"]:
            self.fault("state", name=name, found=subject["state"], expected=by_seq[last].said["target"])

    def _check_links(self, chain: Chain, by_seq: dict[int, Record]) -> None:
        kind = self.kinds.get(chain[0], {"initial": None, "steps": {}})
        for seq, record in sorted(by_seq.items()):
            said, before = record.said, by_seq.get(seq - 1)
            if seq == 1 or before:
                prev_hash, state = (before.hash, before.said["target"]) if before else (FIRST, kind["initial"])
                if said["prev_hash"] != prev_hash:
                    self.fault("unchained", name=record.name)
                if said["source"] != state:
                    self.fault("source", name=record.name, found=said["source"], expected=state)
            moves = kind["steps"].get(said["transition"], {"moves": {}})["moves"]
            if said["transition"] == kind.get("migrates_by"):  # brought under a newer table, in whichever state
                moves = {said["source"]: said["target"]} if said["target"] in kind["states"] else {}
            if said["transition"] in kind.get("stays_by", ()):  # a clock was stopped or went on: it stays where it is
                moves = {said["source"]: said["source"]}
            if moves.get(said["source"]) != said["target"] or (said["transition"] == "begin") != (seq == 1):
                words = {"step": said["transition"], "source": said["source"], "target": said["target"]}
                self.fault("move", name=record.name, **words)

    def _check_contents(self) -> None:
        """Each frozen content has its hash, and it is the one that the record of its freezing keeps."""
        for number, version in self.versions.items():
            if digest(canonical(version["content"])) != version["sha256"]:
                self.fault("content", number=number)
        for record in self.records:
            facts = record.said["facts"]
            if "content_version" in facts and "content_sha256" in facts:  # one alone is of what the file does not hold
                frozen = self.versions.get(facts["content_version"])
                if frozen is None:
                    self.fault("no_content", number=facts["content_version"])
                elif frozen["sha256"] != facts["content_sha256"]:
                    self.fault("content", number=facts["content_version"])

    def _check_anchors(self, held: str) -> None:
        before: tuple[Said, Said] | None = None
        for anchor, line in self.anchors:
            if digest(line["canonical"]) != line["hash"]:
                self.fault("anchor", number=anchor["number"])
            if before and (anchor["prev_hash"], anchor["number"]) != (before[1]["hash"], before[0]["number"] + 1):
                self.fault("anchors", number=anchor["number"])
            before = (anchor, line)
        if held:
            known = [line["hash"] for _anchor, line in self.anchors]
            if not known:
                self.fault("no_anchor")
            elif held not in known:
                self.fault("other_anchor", hash=held)
        if before is None:
            self.notes.append(("none", {}))
            return
        for chain in self.subjects:
            self._check_proof(chain, before[0])
        self._note_anchor(*before, held)

    def _check_proof(self, chain: Chain, anchor: Said) -> None:
        name, records = "{}/{}".format(*chain), {one.seq: one for one in self.chains.get(chain, [])}
        if chain not in self.proofs:
            if any(record.id <= anchor["last_record"] for record in records.values()):
                self.fault("no_proof", name=name)
            return
        head, line = self.proofs[chain]
        leaf = hashlib.sha256(b"\x00" + line["head"].encode()).digest()
        if line["count"] != anchor["chain_count"] or root_from(leaf, line) != anchor["root"]:
            self.fault("proof", name=name)
        elif max(records, default=0) < head["seq"]:
            self.fault("before", name=name, expected=head["seq"], found=max(records, default=0))
        elif head["seq"] in records and records[head["seq"]].hash != head["hash"]:
            self.fault("since", name=f"{name}/{head['seq']}")

    def _note_anchor(self, anchor: Said, line: Said, held: str) -> None:
        self.notes.append(("anchor", {"number": anchor["number"], "at": anchor["at"], "hash": line["hash"]}))
        after = sum(record.id > anchor["last_record"] for record in self.records)
        if after:
            self.notes.append(("after", {"number": after}))
        self.notes.append(("held" if held else "compare", {}))
        if self.stamp:
            token, said = self.stamp
            if bytes.fromhex(digest(line["canonical"])) not in token:
                self.fault("stamp")
            self.notes.append(("stamp", {"authority": said["authority"], "at": said["stamped_at"]}))


class Record:
    """One record as the file has it."""

    def __init__(self, line: Said) -> None:
        self.id, self.text, self.hash = line["id"], line["canonical"], line["hash"]
        self.said = json.loads(self.text)
        self.chain: Chain = (self.said["subject_type"], self.said["subject_id"])
        self.seq = self.said["seq"]
        self.name = "{}/{}/{}".format(*self.chain, self.seq)
        self.said["facts"].keys(), self.said["target"], self.said["source"], self.said["transition"]  # it has them all
        if not isinstance(self.id, int) or not isinstance(self.seq, int) or not isinstance(self.hash, str):
            raise ValueError


def root_from(leaf: bytes, line: Said) -> str | None:
    """The root to which a proof leads (RFC 6962); nothing where it has not the length it must have."""
    node, place, count, path = leaf, line["place"], line["count"], [bytes.fromhex(one) for one in line["path"]]
    if not 0 <= place < count:
        return None
    while count > 1:
        if place ^ 1 < count:
            if not path:
                return None
            other = path.pop(0)
            node = hashlib.sha256(b"\x01" + (other + node if place % 2 else node + other)).digest()
        place, count = place // 2, (count + 1) // 2
    return None if path else node.hex()


def extract(history: History, folder: str) -> str:
    """Write the anchor's text and its time-stamp where openssl can read them."""
    if history.stamp is None:
        return ""
    with open(f"{folder}/anchor.json", "w", encoding="utf-8", newline="") as file:
        file.write(history.anchors[-1][1]["canonical"])
    with open(f"{folder}/stamp.tsr", "wb") as file:
        file.write(history.stamp[0])
    return "openssl ts -verify -data anchor.json -in stamp.tsr -CAfile <authority.pem>"


def main() -> int:
    """Read, check, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", help="the export, history.jsonl")
    parser.add_argument("--anchor", default="", help="the hash of an anchor that you hold from elsewhere")
    parser.add_argument("--language", choices=("th", "en"), default="th")
    parser.add_argument("--extract", metavar="FOLDER", help="write the anchor and its time-stamp there, for openssl")
    asked = parser.parse_args()
    sys.stdout.reconfigure(  # type: ignore[union-attr]
        encoding="utf-8"
    )
    language = ("th", "en").index(asked.language)
    history = History()
    try:
        with open(asked.file, "rb") as file:
            history.read(file)
    except (OSError, ValueError):
        print(SAYINGS["format"][language].format(format=FORMAT))
        return 2
    history.check(asked.anchor.strip().lower())
    print(NOTES["counts"][language].format(records=len(history.records), chains=len(history.chains)))
    for name, words in history.notes:
        print(NOTES[name][language].format(**words))
    for name, words in history.faults:
        print("✗ " + SAYINGS[name][language].format(**words))
    if asked.extract and history.stamp:
        print(extract(history, asked.extract))
    falls = bool(history.faults)
    print(NOTES["falls" if falls else "stands"][language].format(number=len(history.faults)))
    return int(falls)


if __name__ == "__main__":
    sys.exit(main())
