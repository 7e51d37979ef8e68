# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The holidays that the service is delivered with: those of the Thai government for the years it has been told of.

Restated from announcements of the cabinet; each row names its source, and stands here only where two reports of it
agree. Regional holidays are left out, since they close the offices of one region only. So are the days of which we are
not sure (``DOUBTED``): an administrator adds them, and every later year, on the page of holidays.
"""

from collections.abc import Collection, Iterator
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
    2023: "03-06 makha, 05-17 ploughing, 06-03 queen+visakha, 08-01 asanha, 08-02 lent",
    2024: "02-24 makha, 05-10 ploughing, 05-22 visakha, 07-20 asanha, 07-21 lent",
    2025: "02-12 makha, 05-09 ploughing, 05-11 visakha, 07-10 asanha, 07-11 lent",
    2026: "03-03 makha, 05-31 visakha, 07-29 asanha, 07-30 lent",
}
LEFT_OUT = {"2020-04-13", "2020-04-14", "2020-04-15", "2026-08-12"}  # Songkran was put off in 2563
DOUBTED = (  # not in the table, since no two sources agree: the day where one is known, the year, and which
    ("2025-04-16", 2025, "songkran"),
    ("2026-08-12", 2026, "mother"),
    ("", 2026, "ploughing"),
)
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
    "2023-01-02": ("new_year", WHEN_ON_A_WEEKEND),
    "2023-04-17": ("songkran", WHEN_ON_A_WEEKEND),
    "2023-06-05": ("queen+visakha", WHEN_ON_A_WEEKEND),
    "2023-08-14": ("mother", WHEN_ON_A_WEEKEND),
    "2023-12-11": ("constitution", WHEN_ON_A_WEEKEND),
    "2023-12-29": ("year_end", "มติคณะรัฐมนตรี 24 ตุลาคม 2566 (เลื่อนจาก 2 มกราคม 2567)"),
    "2024-02-26": ("makha", WHEN_ON_A_WEEKEND),
    "2024-04-08": ("chakri", WHEN_ON_A_WEEKEND),
    "2024-04-16": ("songkran", WHEN_ON_A_WEEKEND),
    "2024-05-06": ("coronation", WHEN_ON_A_WEEKEND),
    "2024-07-22": ("asanha", WHEN_ON_A_WEEKEND),
    "2024-07-29": ("king", WHEN_ON_A_WEEKEND),
    "2024-10-14": ("rama9", WHEN_ON_A_WEEKEND),
    "2025-04-07": ("chakri", WHEN_ON_A_WEEKEND),
    "2025-05-05": ("coronation", WHEN_ON_A_WEEKEND),
    "2025-05-12": ("visakha", WHEN_ON_A_WEEKEND),
    "2026-06-01": ("visakha", WHEN_ON_A_WEEKEND),
    "2026-12-07": ("father", WHEN_ON_A_WEEKEND),
}
SPECIAL = {  # by which resolution: days
    "มติคณะรัฐมนตรี 22 กันยายน 2563": "2020-11-19 2020-11-20",
    "มติคณะรัฐมนตรี 29 ธันวาคม 2563": "2021-02-12 2021-04-12 2021-07-27 2021-09-24",
    "มติคณะรัฐมนตรี 4 พฤศจิกายน 2564": "2022-07-15 2022-07-29 2022-10-14 2022-12-30",
    "มติคณะรัฐมนตรี 10 มกราคม 2566": "2023-05-05",
    "มติคณะรัฐมนตรี กรกฎาคม 2566 (เพิ่มเติม)": "2023-07-31",
    "มติคณะรัฐมนตรี 13 กุมภาพันธ์ 2567": "2024-04-12",
    "มติคณะรัฐมนตรี 24 ตุลาคม 2566": "2024-12-30",
    "มติคณะรัฐมนตรี 12 พฤศจิกายน 2567": "2025-06-02 2025-08-11",
    "มติคณะรัฐมนตรี ตามที่สำนักเลขาธิการคณะรัฐมนตรียืนยัน พฤศจิกายน 2568": "2026-01-02",
}


def official_holidays() -> Iterator[dict[str, Any]]:
    """Every row of the table as ``Holiday``'s fields."""
    for year, moving in MOVING.items():
        days = {f"{year}-{day}": name for day, name in map(str.split, f"{FIXED}, {moving}".split(", "))}
        for day in sorted(days.keys() - LEFT_OUT):
            yield _row(day, "public", *_names(days[day]), ANNOUNCED)
    for day, (name, source) in SUBSTITUTED.items():
        thai, english = _names(name)
        yield _row(day, "substitution", f"วันหยุดชดเชย{thai}", f"Substitution for {english}", source)
    for source, specials in SPECIAL.items():
        for day in specials.split():
            yield _row(day, "special", "วันหยุดราชการเพิ่มเป็นกรณีพิเศษ", "Special holiday", source)


def _names(of: str) -> tuple[str, str]:
    """The Thai and the English name of a day, or of two that fall together: ``"queen+visakha"``."""
    thai, english = zip(*(NAMES[name] for name in of.split("+")), strict=True)
    return "และ".join(thai), " and ".join(english)


def _row(day: str, kind: str, name_th: str, name_en: str, source: str) -> dict[str, Any]:
    return {
        "day": date.fromisoformat(day),
        "kind": kind,
        "name_th": name_th,
        "name_en": name_en,
        "source": source,
    }


def doubted_in(year: int, held: Collection[date]) -> list[tuple[date | None, str, str]]:
    """The days of a year that may be holidays, where the table does not hold them: day, Thai and English name."""
    found = [(date.fromisoformat(day) if day else None, *_names(of)) for day, of_year, of in DOUBTED if of_year == year]
    return [(day, thai, english) for day, thai, english in found if day not in held]
