# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The Digital Government Development Plan B.E. 2566–2570."""

from datetime import date
from typing import Any

from digital_plan.reference.items import items

_STRATEGIES = (
    (
        "1",
        "ยกระดับการเปลี่ยนผ่านดิจิทัลภาครัฐ เพื่อการบริหารงานที่ยืดหยุ่น คล่องตัว และขยายสู่หน่วยงานภาครัฐระดับท้องถิ่น",
        "Digital transition for agile administration, down to local government",
    ),
    ("2", "พัฒนาบริการที่สะดวกและเข้าถึงง่าย", "Convenient and accessible services"),
    ("3", "สร้างมูลค่าเพิ่มและอำนวยความสะดวกแก่ภาคธุรกิจ", "Added value and ease for business"),
    ("4", "ส่งเสริมการมีส่วนร่วมของประชาชน และเปิดเผยข้อมูลเปิดภาครัฐ", "Participation and open government data"),
)
_FOCUS = (
    ("การศึกษา", "Education"),
    ("สุขภาพและการแพทย์", "Health and medicine"),
    ("การเกษตร", "Agriculture"),
    ("ความเหลื่อมล้ำทางสิทธิสวัสดิการ", "Inequality of rights and welfare"),
    ("การมีส่วนร่วม โปร่งใส ตรวจสอบได้", "Participation, transparency and accountability"),
    ("วิสาหกิจขนาดกลางและขนาดย่อม (SMEs)", "Small and medium enterprises"),
    ("สิ่งแวดล้อม", "Environment"),
    ("แรงงาน", "Labour"),
    ("ท่องเที่ยว", "Tourism"),
    ("ยุติธรรม", "Justice"),
)
_KEY_PROJECTS = (
    ("1.1", "พัฒนาบริการและเครื่องมือกลางดิจิทัลภาครัฐ (UC, Saraban as a Service, Digital ID, Microservices)", "สพร."),
    ("1.2", "พัฒนาศูนย์แลกเปลี่ยนข้อมูลกลางภาครัฐ (Government Data Exchange)", "สพร."),
    ("1.3", "พัฒนาบริการดิจิทัลสาธารณะต้นแบบ (Digital Service)", "สพร."),
    ("1.4", "พัฒนากรอบขีดความสามารถเชิงดิจิทัลของบุคลากรภาครัฐ (Digital Capabilities)", "ก.พ./สพร./สคช./สดช."),
    ("1.5", "ยกระดับความสามารถและสร้างความพร้อมของบุคลากร (Government Digital Skills)", "สพร. (TDGA)"),
    ("1.6", "พัฒนาเครือข่ายอาสาสมัครดิจิทัล (อสด.)", "สดช."),
    ("1.7", "ศูนย์เทคโนโลยีและนวัตกรรมดิจิทัลภาครัฐ (DGTi)", "สพร."),
    ("1.8", "มาตรฐานเชื่อมโยงแพลตฟอร์มภาครัฐ (Interoperable Services thru Digital Standard)", "สพร."),
    (
        "1.9",
        "แนวทางปรับปรุงกระบวนการให้บริการผ่านระบบดิจิทัล (Government-Digitalization Process Guideline)",
        "สพร./สพธอ./ก.พ.ร./กฤษฎีกา",
    ),
    ("1.10", "ส่งเสริมการจัดทำธรรมาภิบาลข้อมูลภาครัฐในระดับหน่วยงาน", "สพร."),
    ("1.11", "ระบบคลาวด์กลางภาครัฐ (GDCC)", "สดช."),
    ("1.12", "ศึกษาแนวทางปรับปรุงโครงสร้างส่วนราชการและการจ้างงานรูปแบบใหม่", "ก.พ./ก.พ.ร."),
    ("1.13", "โครงสร้างพื้นฐานดิจิทัลภาครัฐที่มีความมั่นคงปลอดภัย (GIN, GSI)", "สพร."),
    ("1.14", "ศูนย์ประสานการรักษาความมั่นคงปลอดภัยระบบคอมพิวเตอร์ภาครัฐ (G-CERT type)", "สพร."),
    ("2.1", "ระบบให้บริการดิจิทัลสำหรับสิทธิสวัสดิการ", "พม., ดย., สพร."),
    ("2.2", "ระบบบูรณาการข้อมูลสิทธิสวัสดิการ", "พม. และกระทรวงที่เกี่ยวข้อง"),
    ("2.3", "E-Workforce Ecosystem", "สคช."),
    ("2.4", "ธนาคารสะสมผลการเรียนรู้ (Credit Bank)", "สกศ./ศธ./อว. ฯ"),
    ("2.5", "e-Education Hub", "สป.ศธ./สป.อว."),
    ("2.6", "National Digital Health Platform", "สธ."),
    ("2.7", "ฐานข้อมูลทรัพยากรธรรมชาติฯ เพื่อ BCG", "สป.ทส."),
    ("2.8", "แผนที่สิ่งแวดล้อม (Environmental Map)", "สผ./สส."),
    ("3.1", "One Identification: ID One SMEs", "สสว./สพร."),
    ("3.2", "ระบบฐานข้อมูลการเกษตร", "สศก./NECTEC"),
    ("3.3", "THAGRI (Thailand Agricultural Data Collaboration Platform)", "สศก./พด./NECTEC/GBDI"),
    ("3.4", "Labour Big Data Analytics", "สป.แรงงาน"),
    ("3.5", "Tourism Intelligence Center (AI)", "สป.กก./ททท."),
    ("3.6", "Tourism Supply Management", "กรมการท่องเที่ยว"),
    ("3.7", "Amazing Thailand Metaverse", "ททท."),
    ("4.1", "New e-Budgeting", "สงป. และ กค., บก., สศช."),
    ("4.2", "ระบบจัดการเรื่องราวร้องทุกข์", "สปน./สป.มท."),
    ("4.3", "Law Portal", "กฤษฎีกา/สพร."),
    ("4.4", "ภาษีไปไหน", "สพร./บก./สถ./ACT/สงป."),
    ("4.5", "Anti Corruption Risk Mapping", "ป.ป.ช."),
    ("4.6", "ศูนย์กลางข้อมูลเปิดภาครัฐ (Open Data)", "สพร."),
    ("4.7", "e-Justice Case Management and Tracking", "สกธ./ศาล/อส./ตร."),
    ("4.8", "Big Data and AI Analytics for Crime Prevention", "สกธ./ตร."),
    ("4.9", "Data Exchange Center (DXC) กระบวนการยุติธรรม", "สกธ."),
)

_SIZES = {"1": 14, "2": 8, "3": 7, "4": 9}
_MECHANISMS = (
    ("กลไกเชิงนโยบาย", "Policy"),
    ("กลไกการทำงานร่วมกัน", "Working together"),
    ("กลไกด้านงบประมาณ", "Budget"),
    ("กลไกการมีส่วนร่วมจากหน่วยงานภาคีและภาคเอกชน", "Participation of partner agencies and the private sector"),
    ("กลไกด้านบุคลากรภาครัฐ", "Personnel of the State"),
    ("กลไกการติดตามและประเมินผล", "Monitoring and evaluation"),
    ("กลไกรัฐบาลท้องถิ่น", "Local government"),
)

PLAN: dict[str, Any] = {
    "code": "66-70",
    "name_th": "แผนพัฒนารัฐบาลดิจิทัลของประเทศไทย พ.ศ. 2566–2570",
    "name_en": "Digital Government Development Plan 2023–2027 (B.E. 2566–2570)",
    "first_year": 2566,
    "last_year": 2570,
    "cabinet_on": date(2023, 2, 28),
    "gazette": "เล่ม 140 ตอนพิเศษ 84 ง 10 เมษายน 2566",
    "in_force_from": date(2023, 4, 10),
    "source": (
        "ประกาศคณะกรรมการพัฒนารัฐบาลดิจิทัล เรื่อง แผนพัฒนารัฐบาลดิจิทัลของประเทศไทย พ.ศ. 2566–2570 "
        "ราชกิจจานุเบกษา เล่ม 140 ตอนพิเศษ 84 ง 10 เมษายน 2566"
    ),
    "lacks": "หน่วยงานหลักอ่านจากแผนภูมิและภาคผนวก ควรตรวจทานกับประกาศ",
}
ITEMS = items(
    "66-70", strategies=_STRATEGIES, sizes=_SIZES, focus=_FOCUS, mechanisms=_MECHANISMS,
    key_projects=[(number, number, name, lead) for number, name, lead in _KEY_PROJECTS],
)  # fmt: skip
