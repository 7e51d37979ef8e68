# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The holidays that the service is delivered with: those of the Thai government for the years it has been told of.

Restated from announcements of the cabinet; each row names its source. Regional holidays are left out, since they close
the offices of one region only. So are, in 2569, the Royal Ploughing Ceremony and 12 August, of which we are not sure:
an administrator adds them, and every later year, on the page of holidays.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

ANNOUNCED = "ประกาศสำนักนายกรัฐมนตรี เรื่อง กำหนดเวลาทำงานและวันหยุดราชการ"
NAMES = {
    "new_year": ("วันขึ้นปีใหม่", "New Year's Day"),
    "makha": ("วันมาฆบูชา", "Makha Bucha Day"),
    "chakri": ("วันพระบาทสมเด็จพระพุทธยอดฟ้าจุฬาโลกมหาราชและวันที่ระลึกมหาจักรีบรมราชวงศ์", "Chakri Memorial Day"),
    "songkran": ("วันสงกรานต์", "Songkran Festival"),
    "coronation": ("วันฉัตรมงคล", "Coronation Day"),
    "ploughing": ("วันพระราชพิธีพืชมงคลจรดพระนังคัลแรกนาขวัญ", "Royal Ploughing Ceremony Day"),
    "visakha": ("วันวิสาขบูชา", "Visakha Bucha Day"),
    "queen": ("วันเฉลิมพระชนมพรรษาสมเด็จพระนางเจ้าฯ พระบรมราชินี", "Her Majesty the Queen's Birthday"),
    "asanha": ("วันอาสาฬหบูชา", "Asanha Bucha Day"),
    "lent": ("วันเข้าพรรษา", "Buddhist Lent Day"),
    "king": ("วันเฉลิมพระชนมพรรษาพระบาทสมเด็จพระเจ้าอยู่หัว", "His Majesty the King's Birthday"),
    "mother": ("วันเฉลิมพระชนมพรรษาสมเด็จพระบรมราชชนนีพันปีหลวงและวันแม่แห่งชาติ", "Queen Mother's Birthday, Mother's Day"),
    "rama9": ("วันคล้ายวันสวรรคตพระบาทสมเด็จพระบรมชนกาธิเบศร มหาภูมิพลอดุลยเดชมหาราช", "King Bhumibol Memorial Day"),
    "chulalongkorn": ("วันปิยมหาราช", "King Chulalongkorn Memorial Day"),
    "father": ("วันชาติและวันพ่อแห่งชาติ", "National Day, Father's Day"),
    "constitution": ("วันรัฐธรรมนูญ", "Constitution Day"),
    "year_end": ("วันสิ้นปี", "New Year's Eve"),
}
FIXED = (
    "01-01 new_year, 04-06 chakri, 04-13 songkran, 04-14 songkran, 04-15 songkran, 05-04 coronation, 06-03 queen, "
    "07-28 king, 08-12 mother, 10-13 rama9, 10-23 chulalongkorn, 12-05 father, 12-10 constitution, 12-31 year_end"
)
MOVING = {
    2020: "02-08 makha, 05-06 visakha, 05-11 ploughing, 07-05 asanha, 07-06 lent",
    2021: "02-26 makha, 05-10 ploughing, 05-26 visakha, 07-24 asanha, 07-25 lent",
    2022: "02-16 makha, 05-13 ploughing, 05-15 visakha, 07-13 asanha, 07-14 lent",
    2026: "03-03 makha, 05-31 visakha, 07-29 asanha, 07-30 lent",
}
LEFT_OUT = {"2020-04-13", "2020-04-14", "2020-04-15", "2026-08-12"}  # Songkran was put off in 2563
WHEN_ON_A_WEEKEND = "หลักเกณฑ์วันหยุดชดเชยของคณะรัฐมนตรี"
SUBSTITUTED = {  # day: (for which, by which resolution)
    "2020-02-10": ("makha", WHEN_ON_A_WEEKEND),
    "2020-07-07": ("asanha", WHEN_ON_A_WEEKEND),
    "2020-07-27": ("songkran", "มติคณะรัฐมนตรี 30 มิถุนายน 2563"),
    "2020-09-04": ("songkran", "มติคณะรัฐมนตรี 13 สิงหาคม 2563"),
    "2020-09-07": ("songkran", "มติคณะรัฐมนตรี 13 สิงหาคม 2563"),
    "2020-12-11": ("father", "มติคณะรัฐมนตรี 22 กันยายน 2563 (เลื่อนจาก 7 ธันวาคม 2563)"),
    "2021-07-26": ("asanha", WHEN_ON_A_WEEKEND),
    "2021-10-22": ("chulalongkorn", "มติคณะรัฐมนตรี 29 ธันวาคม 2563 (เลื่อนจาก 25 ตุลาคม 2564)"),
    "2021-12-06": ("father", WHEN_ON_A_WEEKEND),
    "2022-01-03": ("new_year", "มติคณะรัฐมนตรี 4 พฤศจิกายน 2564"),
    "2022-05-16": ("visakha", "มติคณะรัฐมนตรี 4 พฤศจิกายน 2564"),
    "2022-10-24": ("chulalongkorn", "มติคณะรัฐมนตรี 4 พฤศจิกายน 2564"),
    "2022-12-12": ("constitution", "มติคณะรัฐมนตรี 4 พฤศจิกายน 2564"),
    "2026-06-01": ("visakha", WHEN_ON_A_WEEKEND),
    "2026-12-07": ("father", WHEN_ON_A_WEEKEND),
}
SPECIAL = {  # by which resolution: days
    "มติคณะรัฐมนตรี 22 กันยายน 2563": "2020-11-19 2020-11-20",
    "มติคณะรัฐมนตรี 29 ธันวาคม 2563": "2021-02-12 2021-04-12 2021-07-27 2021-09-24",
    "มติคณะรัฐมนตรี 4 พฤศจิกายน 2564": "2022-07-15 2022-07-29 2022-10-14 2022-12-30",
    "มติคณะรัฐมนตรี ตามที่สำนักเลขาธิการคณะรัฐมนตรียืนยัน พฤศจิกายน 2568": "2026-01-02",
}


def official_holidays() -> Iterator[dict[str, Any]]:
    """Every row of the table as ``Holiday``'s fields."""
    for year, moving in MOVING.items():
        for of in f"{FIXED}, {moving}".split(", "):
            day, name = of.split()
            if f"{year}-{day}" not in LEFT_OUT:
                yield _row(f"{year}-{day}", "public", *NAMES[name], ANNOUNCED)
    for day, (name, source) in SUBSTITUTED.items():
        thai, english = NAMES[name]
        yield _row(day, "substitution", f"วันหยุดชดเชย{thai}", f"Substitution for {english}", source)
    for source, days in SPECIAL.items():
        for day in days.split():
            yield _row(day, "special", "วันหยุดราชการเพิ่มเป็นกรณีพิเศษ", "Special holiday", source)


def _row(day: str, kind: str, name_th: str, name_en: str, source: str) -> dict[str, Any]:
    return {
        "day": date.fromisoformat(day),
        "kind": kind,
        "name_th": name_th,
        "name_en": name_en,
        "source": source,
    }
