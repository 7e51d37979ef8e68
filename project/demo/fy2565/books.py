# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a line is printed in the FY2565 budget books: expense category, sub-category, item, baht, volume and page."""

from decimal import Decimal

from project.demo.shapes import Line, budget_book

OPERATIONS = "operations"  # งบดำเนินงาน
INVESTMENT = "investment"  # งบลงทุน
SUBSIDY = "subsidy"  # งบเงินอุดหนุน: public organisations get everything here, even equipment
OTHER = "other"  # งบรายจ่ายอื่น

RUNNING = "เงินอุดหนุนทั่วไป"
SUBSIDISED_EQUIPMENT = "เงินอุดหนุนทั่วไป > ค่าครุภัณฑ์"
COMPUTERS = "ค่าครุภัณฑ์ ที่ดินและสิ่งก่อสร้าง > ค่าครุภัณฑ์ > ครุภัณฑ์คอมพิวเตอร์"
OTHER_EQUIPMENT = "ค่าครุภัณฑ์ ที่ดินและสิ่งก่อสร้าง > ค่าครุภัณฑ์ > ครุภัณฑ์อื่น ๆ"
EQUIPMENT = "ค่าครุภัณฑ์"
SERVICES = "ค่าตอบแทน ใช้สอยและวัสดุ"
PLAIN = ""  # the book gives no sub-category


def printed(agency: str, category: str, subcategory: str, item: str, amount_baht: int, volume: str, page: int) -> Line:
    """Restate one printed line."""
    return Line(
        agency=agency,
        item=item,
        category=category,
        subcategory=subcategory,
        amount_baht=Decimal(amount_baht),
        source=budget_book(volume, page),
    )
