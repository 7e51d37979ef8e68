# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The 22 agencies of the FY2565 Digital Government workplan, and the two bodies that decide and audit.

Names and ministries as the FY2565 budget books print them (the books' volume suffixes to a ministry left off). Short
names are those in common use; the units of DGA and of the Budget Bureau are example data.
"""

from project.demo.shapes import Agency, Unit

_PRIME_MINISTER = ("สำนักนายกรัฐมนตรี", "Office of the Prime Minister")
_FINANCE = ("กระทรวงการคลัง", "Ministry of Finance")
_TOURISM = ("กระทรวงการท่องเที่ยวและกีฬา", "Ministry of Tourism and Sports")
_SCIENCE = (
    "กระทรวงการอุดมศึกษา วิทยาศาสตร์ วิจัยและนวัตกรรม",
    "Ministry of Higher Education, Science, Research and Innovation",
)
_FARMING = ("กระทรวงเกษตรและสหกรณ์", "Ministry of Agriculture and Cooperatives")
_ENVIRONMENT = ("กระทรวงทรัพยากรธรรมชาติและสิ่งแวดล้อม", "Ministry of Natural Resources and Environment")
_COMMERCE = ("กระทรวงพาณิชย์", "Ministry of Commerce")
_JUSTICE = ("กระทรวงยุติธรรม", "Ministry of Justice")
_LABOUR = ("กระทรวงแรงงาน", "Ministry of Labour")
_HEALTH = ("กระทรวงสาธารณสุข", "Ministry of Public Health")
_INDUSTRY = ("กระทรวงอุตสาหกรรม", "Ministry of Industry")
_UNDER_PRIME_MINISTER = (
    "ส่วนราชการไม่สังกัดสำนักนายกรัฐมนตรี กระทรวง หรือทบวง และหน่วยงานภายใต้การควบคุมดูแลของนายกรัฐมนตรี",
    "Agencies not attached to a ministry, under the Prime Minister",
)
_INDEPENDENT = ("หน่วยงานขององค์กรอิสระและองค์กรอัยการ", "Independent bodies and the public prosecutor")

DGA_DRIVING = Unit(key="driving", name_th="ฝ่ายขับเคลื่อนรัฐบาลดิจิทัล", name_en="Digital Government Driving Division")
DGA_SCREENING_1 = Unit(key="screening_1", name_th="ฝ่ายกลั่นกรองโครงการ 1", name_en="Project Screening Division 1")
DGA_SCREENING_2 = Unit(key="screening_2", name_th="ฝ่ายกลั่นกรองโครงการ 2", name_en="Project Screening Division 2")
DGA_SECRETARIAT = Unit(key="secretariat", name_th="ฝ่ายเลขานุการ", name_en="Secretariat Division")


def _agency(
    key: str,
    ministry: tuple[str, str],
    name_th: str,
    name_en: str,
    short_th: str = "",
    short_en: str = "",
    units: tuple[Unit, ...] = (),
) -> Agency:
    return Agency(
        key=key,
        name_th=name_th,
        name_en=name_en,
        ministry_th=ministry[0],
        ministry_en=ministry[1],
        short_th=short_th,
        short_en=short_en,
        units=units,
    )


WORKPLAN_AGENCIES = (
    _agency(
        "dga",
        _PRIME_MINISTER,
        "สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)",
        "Digital Government Development Agency (Public Organization)",
        "สพร.",
        "DGA",
        units=(DGA_DRIVING, DGA_SCREENING_1, DGA_SCREENING_2, DGA_SECRETARIAT),
    ),
    _agency(
        "ocpb",
        _PRIME_MINISTER,
        "สำนักงานคณะกรรมการคุ้มครองผู้บริโภค",
        "Office of the Consumer Protection Board",
        "สคบ.",
        "OCPB",
    ),
    _agency(
        "opdc",
        _PRIME_MINISTER,
        "สำนักงานคณะกรรมการพัฒนาระบบราชการ",
        "Office of the Public Sector Development Commission",
        "สำนักงาน ก.พ.ร.",
        "OPDC",
    ),
    _agency(
        "nesdc",
        _PRIME_MINISTER,
        "สำนักงานสภาพัฒนาการเศรษฐกิจและสังคมแห่งชาติ",
        "Office of the National Economic and Social Development Council",
        "สศช.",
        "NESDC",
    ),
    _agency(
        "okmd",
        _PRIME_MINISTER,
        "สำนักงานบริหารและพัฒนาองค์ความรู้ (องค์การมหาชน)",
        "Office of Knowledge Management and Development (Public Organization)",
        "สบร.",
        "OKMD",
    ),
    _agency(
        "cea",
        _PRIME_MINISTER,
        "สำนักงานส่งเสริมเศรษฐกิจสร้างสรรค์ (องค์การมหาชน)",
        "Creative Economy Agency (Public Organization)",
        "สศส.",
        "CEA",
    ),
    _agency("treasury", _FINANCE, "กรมธนารักษ์", "Treasury Department"),
    _agency("revenue", _FINANCE, "กรมสรรพากร", "Revenue Department"),
    _agency("sports", _TOURISM, "กรมพลศึกษา", "Department of Physical Education"),
    _agency("nimt", _SCIENCE, "สถาบันมาตรวิทยาแห่งชาติ", "National Institute of Metrology", "มว.", "NIMT"),
    _agency(
        "hii",
        _SCIENCE,
        "สถาบันสารสนเทศทรัพยากรน้ำ (องค์การมหาชน)",
        "Hydro-Informatics Institute (Public Organization)",
        "สสน.",
        "HII",
    ),
    _agency(
        "nia",
        _SCIENCE,
        "สำนักงานนวัตกรรมแห่งชาติ (องค์การมหาชน)",
        "National Innovation Agency (Public Organization)",
        "สนช.",
        "NIA",
    ),
    _agency(
        "gistda",
        _SCIENCE,
        "สำนักงานพัฒนาเทคโนโลยีอวกาศและภูมิสารสนเทศ (องค์การมหาชน)",
        "Geo-Informatics and Space Technology Development Agency (Public Organization)",
        "สทอภ.",
        "GISTDA",
    ),
    _agency("oae", _FARMING, "สำนักงานเศรษฐกิจการเกษตร", "Office of Agricultural Economics", "สศก.", "OAE"),
    _agency(
        "deqp",
        _ENVIRONMENT,
        "กรมส่งเสริมคุณภาพสิ่งแวดล้อม",
        "Department of Environmental Quality Promotion",
        "สส.",
        "DEQP",
    ),
    _agency("dft", _COMMERCE, "กรมการค้าต่างประเทศ", "Department of Foreign Trade", "คต.", "DFT"),
    _agency("dbd", _COMMERCE, "กรมพัฒนาธุรกิจการค้า", "Department of Business Development", "พค.", "DBD"),
    _agency(
        "justice",
        _JUSTICE,
        "สำนักงานปลัดกระทรวงยุติธรรม",
        "Office of the Permanent Secretary, Ministry of Justice",
        "สป.ยธ.",
    ),
    _agency(
        "dlpw",
        _LABOUR,
        "กรมสวัสดิการและคุ้มครองแรงงาน",
        "Department of Labour Protection and Welfare",
        "กสร.",
        "DLPW",
    ),
    _agency("ddc", _HEALTH, "กรมควบคุมโรค", "Department of Disease Control", "คร.", "DDC"),
    _agency(
        "industry",
        _INDUSTRY,
        "สำนักงานปลัดกระทรวงอุตสาหกรรม",
        "Office of the Permanent Secretary, Ministry of Industry",
        "สป.อก.",
    ),
    _agency("police", _UNDER_PRIME_MINISTER, "สำนักงานตำรวจแห่งชาติ", "Royal Thai Police", "ตร.", "RTP"),
)

BUDGET_BUREAU = _agency("bureau", _PRIME_MINISTER, "สำนักงบประมาณ", "Budget Bureau", "สงป.", "BB")
STATE_AUDIT = _agency(
    "audit", _INDEPENDENT, "สำนักงานการตรวจเงินแผ่นดิน", "State Audit Office of the Kingdom of Thailand", "สตง.", "SAO"
)

AGENCIES = (*WORKPLAN_AGENCIES, BUDGET_BUREAU, STATE_AUDIT)
BY_KEY = {agency.key: agency for agency in AGENCIES}
