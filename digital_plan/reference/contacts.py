# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The contact points of the slides, without the three personal numbers that stand there. Source: DGA slides 2564."""

MAILBOX, GROUP = "digitalgov_plan@dga.or.th", "Line Group: DGplan2563-2565"
CONTACTS: list[dict[str, str]] = [
    {"topic": "plan", "office": "สำนักงานพัฒนารัฐบาลดิจิทัล (สพร.) ส่วนนโยบายรัฐบาลดิจิทัล", "mailbox": MAILBOX,
     "post": "ฝ่ายขับเคลื่อนรัฐบาลดิจิทัล", "channel": GROUP, "source": "DGA slides 2564"},
    {"topic": "clinic", "office": "สำนักงานพัฒนารัฐบาลดิจิทัล (สพร.)", "mailbox": MAILBOX,
     "post": "คลินิกให้ความช่วยเหลือการจัดทำแผนปฏิบัติการ (ด้านดิจิทัล)", "channel": GROUP, "source": "DGA slides 2564"},
]  # fmt: skip
