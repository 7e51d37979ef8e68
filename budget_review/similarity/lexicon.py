# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a work is about and what it makes: target groups, data, platforms and kinds of work, in the words of the lines.

``weight`` says how much it tells that two works share it: 1 for one register, 0.3 for a field as wide as tourism.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Matter:
    """A thing that works are about."""

    name: Any
    weight: float
    words: re.Pattern[str]


def _matter(name: Any, weight: float, words: str) -> Matter:
    return Matter(name, weight, re.compile(words))


MATTERS: dict[str, Matter] = {
    # people served
    "elderly": _matter(_("older people"), 0.4, "สูงอายุ|สูงวัย|ชราภาพ|วัยเกษียณ|การเกษียณ"),
    "farmers": _matter(_("farmers"), 0.5, "เกษตรกร"),
    "tourists": _matter(_("tourists"), 0.4, "นักท่องเที่ยว|ผู้มาเยือน"),
    "officials": _matter(_("government personnel"), 0.4, "บุคลากร|ข้าราชการ|เจ้าหน้าที่"),
    "workers": _matter(_("workers"), 0.4, "แรงงาน|วัยทำงาน"),
    "disabled": _matter(_("people with disabilities"), 0.8, "พิการ"),
    "children": _matter(_("children and pupils"), 0.6, "เด็ก|นักเรียน|เยาวชน"),
    "businesses": _matter(_("businesses"), 0.4,
        "ภาคธุรกิจ|ผู้ประกอบการ|นิติบุคคล"
        "|ธุรกิจการค้า|ข้อมูลธุรกิจ|ประกอบธุรกิจ|sme"),
    "communities": _matter(_("communities"), 0.3, "ชุมชน"),
    # data and what they are about
    "farmer-register": _matter(_("the farmers' register"), 1.0, "ทะเบียนเกษตรกร|ฐานข้อมูลเกษตรกร|ข้อมูลเกษตรกร"),
    "farming-data": _matter(_("agricultural data"), 0.7, "ข้อมูล.{0,14}เกษตร|เกษตร.{0,10}ข้อมูล"),
    "water": _matter(_("water"), 0.9, "ข้อมูลด้านน้ำ|ข้อมูลน้ำ|ทรัพยากรน้ำ|จัดการน้ำ|ด้านน้ำ|ชลประทาน|น้ำบาดาล"),
    "maps": _matter(_("spatial data"), 0.8, "ภูมิสารสนเทศ|เชิงพื้นที่|แผนที่|gis|ดาวเทียม"),
    "health-data": _matter(_("health data"), 1.0, "ข้อมูล.{0,6}สุขภาพ|ข้อมูล.{0,4}สาธารณสุข|เวชระเบียน"),
    "disease": _matter(_("surveillance of diseases"), 0.9, "โรคอุบัติ|โรคติดต่อ|เฝ้าระวัง.{0,16}โรค"),
    "business-data": _matter(_("data on businesses"), 1.0,
        "ข้อมูลธุรกิจ|ข้อมูลนิติบุคคล"
        "|ทะเบียนนิติบุคคล|พัฒนาธุรกิจการค้า"),
    "property": _matter(_("the register of property"), 1.0, "ทะเบียนทรัพย์สิน|ทะเบียนที่ดิน|ที่ราชพัสดุ"),
    "crime": _matter(_("crime"), 0.9, "อาชญาก|สากล i"),
    "green": _matter(_("green areas and environment"), 0.7, "สิ่งแวดล้อม|สีเขียว|กรีน"),
    "smoke": _matter(_("forest fires, haze and dust"), 1.0, "ไฟป่า|หมอกควัน|ฝุ่นละออง|pm2"),
    "consumers": _matter(_("consumer protection"), 0.9, "คุ้มครองผู้บริโภค|ผู้บริโภค"),
    "trade": _matter(_("certificates of origin"), 1.0, "ถิ่นกำเนิดสินค้า|c/o"),
    "library": _matter(_("libraries and bodies of knowledge"), 0.7, "ห้องสมุด|คลังความรู้"),
    "statistics": _matter(_("national accounts and indicators"), 0.9, "บัญชีประชาชาติ|เครื่องชี้วัด"),
    "labour-data": _matter(_("data on labour"), 0.9, "ข้อมูลแรงงาน|สำรวจข้อมูลแรงงาน"),
    # fields of work
    "elderly-care": _matter(_("care for older people"), 0.9,
        "ดูแล.{0,16}สูงอายุ|สูงอายุ.{0,16}(ดูแล|รักษา)"
        "|บริการสุขภาพผู้สูงอายุ|สุขภาพผู้สูงอายุ"),
    "elderly-work": _matter(_("work for older people"), 1.0,
        "(อาชีพ|มีงานทำ).{0,10}สูงอายุ"
        "|สูงอายุ.{0,30}อาชีพ"),
    "elderly-home": _matter(_("homes and places fit for older people"), 1.0,
        "บ้านผู้สูงอายุ"
        "|(สภาพแวดล้อม|ที่อยู่อาศัย).{0,24}สูงอายุ"),
    "ageing": _matter(_("preparing for an ageing society"), 0.8,
        "เตรียม.{0,32}(สูงอายุ|สูงวัย)"
        "|(สูงอายุ|สูงวัย).{0,10}เตรียม"),
    "dementia": _matter(_("dementia"), 1.0, "สมองเสื่อม"),
    "teeth": _matter(_("oral health"), 1.0, "ช่องปาก"),
    "falls": _matter(_("falls"), 1.0, "หกล้ม"),
    "mind": _matter(_("mental health"), 0.9, "สุขภาพจิต|ทางใจ"),
    "thai-medicine": _matter(_("Thai medicine and herbs"), 0.9, "สมุนไพร|แพทย์แผนไทย|แพทย์ผสมผสาน"),
    "integrity": _matter(_("assessment of integrity (ITA)"), 0.9,
        "ita|คุณธรรม.{0,4}ความโปร่งใส"
        "|ประเมินคุณธรรม|ประเมิน.{0,8}คุณธรรม"),
    "corruption": _matter(_("corruption"), 0.3, "ทุจริต"),
    "against-corruption": _matter(_("awareness against corruption"), 0.8,
        "(รณรงค์|รับรู้|จิตสำนึก|ตระหนัก|ประชาสัมพันธ์|เครือข่าย|ภาคประชาชน|ค่าย).{0,40}ทุจริต"),
    "tourism": _matter(_("tourism"), 0.25, "ท่องเที่ยว"),
    "tourist-safety": _matter(_("safety and help for tourists"), 1.0,
        "(ปลอดภัย|แก้ไขปัญหา|ช่วยเหลือ|แจ้งเหตุ).{0,40}ท่องเที่ยว"
        "|ท่องเที่ยว.{0,20}(ปลอดภัย|หลอกลวง)"),
    "health-tourism": _matter(_("health tourism"), 0.9, "ท่องเที่ยวเชิงสุขภาพ|ท่องเที่ยวกลุ่มสุขภาพ"),
    "sports-tourism": _matter(_("sports tourism"), 0.9,
        "(ท่องเที่ยว).{0,14}กีฬา"
        "|กีฬา.{0,24}ท่องเที่ยว|sportstourism"),
    "sports": _matter(_("sports"), 0.6, "กีฬา|sport"),
    "community-tourism": _matter(_("community tourism"), 0.9,
        "ท่องเที่ยว(โดย)?ชุมชน|ชุมชน.{0,14}ท่องเที่ยว"
        "|ท่องเที่ยว.{0,16}ชุมชน|วิถีชุมชน|วิถีถิ่น"),
    "culture-events": _matter(_("cultural events"), 0.6, "มหกรรมวัฒนธรรม|งานวัฒนธรรม|งานมหกรรม"),
    "creative-city": _matter(_("creative cities"), 0.9, "เมืองสร้างสรรค์|เมือง.{0,48}เชิงสร้างสรรค์"),
    "hot-springs": _matter(_("hot springs"), 1.0, "น้ำพุร้อน"),
    "museum": _matter(_("museums"), 0.8, "พิพิธภัณฑ์|หอศิลป"),
    "monuments": _matter(_("monuments"), 0.7, "โบราณ"),
    "sustainable-tourism": _matter(_("standards of sustainable tourism"), 0.9,
        "มาตรฐาน.{0,30}ท่องเที่ยว"
        "|ท่องเที่ยว.{0,30}มาตรฐาน"),
    "logistics": _matter(_("logistics"), 0.9, "โลจิสติกส์"),
    "robots": _matter(_("robots"), 0.9, "หุ่นยนต์|cobot"),
    "smart-farmer": _matter(_("smart farmers"), 0.9, "ปราดเปรื่อง|smartfarmer|smart farmer"),
    # platforms and standards that agencies can share
    "digital-skills": _matter(_("digital skills"), 1.0, "ทักษะ(ด้าน)?ดิจิทัล|ทักษะทางดิจิทัล"),
    "governance": _matter(_("data governance"), 1.0, "ธรรมาภิบาลข้อมูล"),
    "open-data": _matter(_("open data"), 0.8, "ข้อมูลเปิด|แบบเปิด|เปิดภาครัฐ|data.go.th"),
    "exchange": _matter(_("exchange of data"), 0.8, "แลกเปลี่ยน.{0,14}ข้อมูล|เชื่อมโยง.{0,14}ข้อมูล|gdx|linkage"),
    "one-stop": _matter(_("one-stop service"), 0.9, "เบ็ดเสร็จ|ครบวงจรแบบ|one stop|end-to-end"),
    "digital-id": _matter(_("digital identity"), 1.0, "digital id|ยืนยันตัวตน|พิสูจน์ตัวตน|thaid"),
    "e-office": _matter(_("office systems"), 0.9, "smart office|สารบรรณ|บริหารงาน.{0,10}ภาครัฐ"),
    "learning": _matter(_("online learning"), 0.8, "เรียนการสอนออนไลน์|เรียนรู้ออนไลน์|บทเรียนออนไลน์|e-learning"),
    "hotline": _matter(_("reports and complaints"), 0.8, "รับแจ้งเหตุ|ร้องเรียน|ร้องทุกข์"),
    "big-data": _matter(_("large data sets"), 0.6, "ข้อมูลมหภาค|ข้อมูลขนาดใหญ่|big data"),
    "cloud": _matter(_("cloud and data centres"), 0.8, "คลาวด์|cloud|gdcc|ศูนย์ข้อมูลกลาง|data center"),
    "cyber": _matter(_("cyber security"), 0.9, "ไซเบอร์|cyber|มั่นคงปลอดภัยสารสนเทศ"),
    "payment": _matter(_("electronic payment"), 0.9, "ชำระเงิน|e-payment|พร้อมเพย์"),
    "permits": _matter(_("electronic permits"), 0.8, "ใบอนุญาต|อนุมัติอนุญาต|คำขออนุญาต"),
    "welfare": _matter(_("welfare and rights"), 0.7, "สวัสดิการ|สิทธิประโยชน์|เบี้ยยังชีพ"),
    "education-data": _matter(_("records of education"), 0.9, "ประวัติการศึกษา|ข้อมูลการศึกษา|transcript|ข้อมูลนักเรียน"),
    "disaster": _matter(_("disasters and warning"), 0.9, "ภัยพิบัติ|เตือนภัย|สาธารณภัย|อุทกภัย"),
    "transport": _matter(_("transport"), 0.7, "ขนส่ง|จราจร|คมนาคม"),
    "justice": _matter(_("justice"), 0.7, "ยุติธรรม|ราชทัณฑ์|คดี"),
    "land": _matter(_("land"), 0.8, "ที่ดิน|แปลงที่ดิน|โฉนด"),
    "migrants": _matter(_("migrant workers"), 0.9, "แรงงานต่างด้าว|แรงงานข้ามชาติ"),
    "innovation": _matter(_("data on innovation"), 0.8, "ฐานข้อมูลนวัตกรรม|ข้อมูลนวัตกรรม"),
}  # fmt: skip

KINDS: dict[str, re.Pattern[str]] = {
    "training": re.compile("อบรม|สัมมนา|ทักษะ|หลักสูตร|บุคลากร|ชุดฝึก|ศักยภาพ"),
    "publicity": re.compile("ประชาสัมพันธ์|รณรงค์|เผยแพร่|รับรู้|โฆษณา|จิตสำนึก|สื่อสาร"),
    "survey": re.compile("สำรวจ|ศึกษา|วิจัย|ประเมิน|บัญชีประชาชาติ"),
    "building": re.compile("ก่อสร้าง|อาคาร|สิ่งก่อสร้าง|ภูมิทัศน์|โบราณสถาน|หอศิลป|ซ่อมแซม|ห้องน้ำ"),
    "vehicle": re.compile("รถบรรทุก|รถยนต์|รถตู้|รถโดยสาร|เรือ"),
    "event": re.compile("มหกรรม|จัดงาน|แข่งขัน|เทศกาล|festival"),
    "platform": re.compile("แพลตฟอร์ม|ระบบ|platform|ดิจิทัล|ออนไลน์|แอป"),
    "data": re.compile("ข้อมูล|ทะเบียน|data"),
}  # fmt: skip
DIGITAL = {"platform", "data"}
FITTING = {  # kinds of which one can use what the other makes
    frozenset({"platform", "data"}), frozenset({"survey", "data"}), frozenset({"survey", "platform"}),
    frozenset({"training", "platform"}), frozenset({"publicity", "event"}), frozenset({"training", "service"}),
}  # fmt: skip


def matters_in(text: str) -> frozenset[str]:
    """The matters that a folded text is about."""
    bare = text.replace(BREAK_SIGN, "")
    return frozenset(code for code, matter in MATTERS.items() if matter.words.search(bare))


def kinds_in(text: str) -> frozenset[str]:
    """The kinds of work that a folded text names."""
    bare = text.replace(BREAK_SIGN, "")
    return frozenset(kind for kind, words in KINDS.items() if words.search(bare))


BREAK_SIGN = "|"


@cache
def weight_of(code: str) -> float:
    """How much it tells to share this matter; nothing for one that is no longer known."""
    return MATTERS[code].weight if code in MATTERS else 0.0
