# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The law by hand: who may make which step in which state, and what an act must bring. Not derived from the code."""

from typing import Any

OFFICERS = ("screener", "other_screener")  # of DGA; neither unit takes part in the world's project
May = dict[str, tuple[str, ...]]  # step → the persons who may make it
LEAVES: May = {"withdraw": ("head",)}

# state → step → the persons who may make it, in the world's project with nothing missing
PROJECT: dict[str, May] = {
    "draft": {"propose": ("officer",), **LEAVES},
    "confirming": {"take_back": ("officer",), **LEAVES},
    "agency_approval": {"hand_in": ("head",), "send_back": ("head",), **LEAVES},
    "submitted": {"take_up": OFFICERS, **LEAVES},
    "screening": {"return_for_revision": OFFICERS, **LEAVES},
    "returned": {"propose": ("officer",), "resubmit": ("officer",), **LEAVES},
    "recommended": {"reconsider": ("screening_head",), "pass_on": ("screening_head",), **LEAVES},
    "screened": LEAVES,
    "not_eligible": {"report_back": OFFICERS, "reopen_screening": ("screening_head",)},
    "queued": LEAVES,
    "in_committee": {},
    "deferred": LEAVES,
    "endorsed": {"forward": OFFICERS, **LEAVES},
    "conditional": LEAVES,
    "not_endorsed": {"report_back": OFFICERS},
    "forwarded": {"take_into_budget": ("budget",), **LEAVES},
    "budgeting": {"record_stage": ("budget",), "decide": ("budget",), "not_fund": ("budget",), **LEAVES},
    "decided": {"report_back": OFFICERS, "correct_decision": ("budget",)},
    "not_funded": {"report_back": OFFICERS},
    "reported_back": {"correct_decision": ("budget",), "record_allocation": ("budget",)},
    "withdrawn": {"begin_again": ("head",)},
}
# steps that start in the state, where in the world something is still missing: what the refusal says
LACKING: dict[tuple[str, str], list[str]] = {
    ("screening", "recommend"): [
        "Every criterion must have a finding.", "The opinion and the recommendation must be written.",
    ],
    ("recommended", "find_not_eligible"): ["The recommendation must be that the project is not eligible."],
    ("reported_back", "record_spending"): ["What was allocated must be recorded first."],
    ("conditional", "forward"): ["The conditions to be met before sending on must be met."],
}  # fmt: skip
PERMITTED_THOUGH_LACKING = {
    "recommend": OFFICERS,
    "find_not_eligible": ("screening_head",),
    "forward": OFFICERS,
    "record_spending": ("officer", "nora", "somsak"),
}

# the part of the agency "north": where the whole stands → where the part stands → step → who
PART: dict[str, tuple[str, May]] = {
    "draft": ("listed", {"leave": ("officer",)}),
    "confirming": ("asked", {"consent": ("nora",), "ask_changes": ("nora",), "decline": ("nora",)}),
    "agency_approval": ("consented", {}),
    "returned": ("consented", {"leave": ("officer",)}),
    "screening": ("consented", {}),
    "budgeting": ("consented", {}),
    "withdrawn": ("listed", {}),
}
OPINION: dict[str, May] = {
    "asked": {"give": ("expert",), "decline_to_advise": ("expert",), "ask_another": OFFICERS},
    "given": {},
    "declined": {"ask_another": OFFICERS, "do_without": ("screening_head",)},
}
INQUIRY: dict[str, May] = {  # a question to the lead agency
    "asked": {"answer": ("officer",), "withdraw_question": OFFICERS},
    "answered": {"ask_further": OFFICERS, "close": OFFICERS},
    "closed": {},
    "withdrawn": {},
    "ended": {},
}
CONDITION: dict[str, May] = {"open": {"meet": OFFICERS}, "met": {}}

NOTE = "เหตุผล"


def facts_for(name: str, amounts: dict[str, str]) -> dict[str, Any]:
    """What an act brings so that nothing it asks for is missing."""
    given: dict[str, dict[str, Any]] = {
        "consent_by_letter": {"letter_number": "1"},
        "hand_in": {"letter_number": "1"},
        "return_for_revision": {"sections": ["essentials"]},
        "forward": {"letter_number": "1"},
        "record_stage": {"stage": "bureau", "source": "เอกสาร", "amounts": amounts},
        "decide": {"source": "เอกสาร", "amounts": amounts},
        "not_fund": {"source": "เอกสาร"},
        "correct_decision": {"source": "เอกสาร", "amounts": dict.fromkeys(amounts, "5.00")},
        "record_allocation": {"source": "เอกสาร", "amounts": dict.fromkeys(amounts, "0.75")},
        "reopen_screening": {"letter_number": "1"},
        "report_back": {"letter_number": "1"},
        "give": {"advice": "support", "text": "เห็นด้วย"},
        "answer": {"text": "เพราะเชื่อมกับระบบกลางได้", "sections": ["money"]},
        "ask_further": {"text": "แล้วค่าใช้จ่ายรายปีเท่าใด"},
        "meet": {"evidence": "หนังสือ"},
    }
    return given.get(name, {})
