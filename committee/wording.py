# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The official wording in which a resolution is first drafted: Thai whatever the reader's language.

Source: มติที่ประชุม as minutes under the Saraban Rule 2526 word it.
"""

import re
from decimal import Decimal

from budget_review.models import IntegrationProject
from committee.models import AgendaItem
from committee.states import Verb
from papers.thai import arabic_digits, format_baht

WORDINGS = {
    Verb.ENDORSE: "เห็นชอบโครงการ{title} วงเงิน {amount} บาท ตามที่ฝ่ายเลขานุการเสนอ",
    Verb.ENDORSE_IN_PRINCIPLE: "เห็นชอบในหลักการโครงการ{title} วงเงิน {amount} บาท โดยให้เสนอรายละเอียดตามที่ที่ประชุมกำหนด",
    Verb.ENDORSE_WITH_CONDITIONS: "เห็นชอบโครงการ{title} วงเงิน {amount} บาท โดยมีเงื่อนไขตามที่ที่ประชุมกำหนด",
    Verb.APPROVE: "อนุมัติโครงการ{title} วงเงิน {amount} บาท ตามที่ฝ่ายเลขานุการเสนอ",
    Verb.NOT_ENDORSE: "ไม่เห็นชอบโครงการ{title}",
    Verb.NOT_APPROVE: "ไม่อนุมัติโครงการ{title}",
    Verb.DEFER: "ให้เลื่อนการพิจารณาโครงการ{title} ไปในการประชุมครั้งต่อไป",
    Verb.RETURN: "ให้นำโครงการ{title} กลับไปทบทวนและปรับปรุง แล้วเสนอใหม่",
    Verb.WITHDRAW: "ให้ถอนเรื่องโครงการ{title} ออกจากการพิจารณา",
}
ON_MATTERS = {
    Verb.ENDORSE: "เห็นชอบเรื่อง {title} ตามที่ฝ่ายเลขานุการเสนอ",
    Verb.ENDORSE_IN_PRINCIPLE: "เห็นชอบในหลักการเรื่อง {title} โดยให้เสนอรายละเอียดตามที่ที่ประชุมกำหนด",
    Verb.ENDORSE_WITH_CONDITIONS: "เห็นชอบเรื่อง {title} โดยมีเงื่อนไขตามที่ที่ประชุมกำหนด",
    Verb.APPROVE: "อนุมัติเรื่อง {title} ตามที่ฝ่ายเลขานุการเสนอ",
    Verb.NOT_ENDORSE: "ไม่เห็นชอบเรื่อง {title}",
    Verb.NOT_APPROVE: "ไม่อนุมัติเรื่อง {title}",
    Verb.TAKE_NOTE: "รับทราบเรื่อง {title}",
    Verb.DEFER: "ให้เลื่อนการพิจารณาเรื่อง {title} ไปในการประชุมครั้งต่อไป",
    Verb.RETURN: "ให้นำเรื่อง {title} กลับไปทบทวนและปรับปรุง แล้วเสนอใหม่",
    Verb.WITHDRAW: "ให้ถอนเรื่อง {title} ออกจากการพิจารณา",
}


def draft_text_on(item: AgendaItem, verb: Verb, total_baht: Decimal) -> str:
    """The text with which the draft on a matter begins: of its project and the money, or of its own title."""
    if item.project is not None:
        return draft_text(item.project, verb, total_baht)
    return ON_MATTERS[verb].format(title=_ASKED.sub("", item.title).strip())


def draft_text(project: IntegrationProject, verb: Verb, total_baht: Decimal) -> str:
    """The text with which the draft of a resolution on this project begins."""
    title = project.title.removeprefix("โครงการ").strip()
    return WORDINGS[verb].format(title=title, amount=format_baht(total_baht))


def amounts_named(text: str) -> list[Decimal]:
    """Every amount that a text gives as its วงเงิน … บาท, in baht."""
    return [Decimal(named.replace(",", "")) for named in re.findall(_NAMED, arabic_digits(text), re.ASCII)]


_ASKED = re.compile("^(?:เรื่อง|ขอความเห็นชอบ|ขออนุมัติ|ขอให้พิจารณา|เสนอ)+")  # what a title asks, a resolution grants
_NAMED = r"วงเงิน(?:รวม)?\s*(\d[\d,]*(?:\.\d{1,2})?)\s*บาท"
