# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What each act will do, told before it is done."""

from typing import Any

from django.utils.translation import gettext_lazy as _

CONSEQUENCES: dict[str, Any] = {
    "propose": _(
        "The content below is frozen as a new version, and every partner whose word does not stand is asked "
        "to consent to it."
    ),
    "take_back": _("The proposal becomes a draft again and can be changed. Partners are no longer asked."),
    "hand_in": _(
        "DGA receives the proposal as its partners consented to it, and gives it a receipt number. It can no "
        "longer be changed unless DGA returns it."
    ),
    "send_back": _("The proposal becomes a draft again. Your officer reads the reason."),
    "take_up": _(
        "The screening begins. The bands of today settle how thoroughly, the service makes its own findings, and "
        "experts are asked where the review calls for them."
    ),
    "return_for_revision": _(
        "The lead agency's officer is asked to mend the sections that you name, and reads your reason."
    ),
    "resubmit": _(
        "The mended content is frozen as a new version, and the screening goes on. The consents stand, "
        "because no agency's part has changed."
    ),
    "recommend": _(
        "Your findings, opinion and screened amounts go to the head of screening, who decides. You can change "
        "them no longer unless you are asked to reconsider."
    ),
    "reconsider": _("The screening goes back to the officer with your reason."),
    "pass_on": _(
        "The project passes, and the screened amounts are written into its record. The secretary can put it "
        "on an agenda."
    ),
    "find_not_eligible": _(
        "The project ends here as not eligible. DGA reports the result to every agency that takes part, with "
        "your reason."
    ),
    "reopen_screening": _(
        "The screening goes on with the findings as they were, on account of the letter that you name. An officer "
        "recommends anew and a second person decides."
    ),
    "begin_again": _("The proposal becomes a draft again, and every partner is asked anew."),
    "correct_decision": _(
        "The amounts take the place of those decided before, which stay in the record with your reason. The result "
        "is then reported back again, by letters that replace the earlier ones."
    ),
    "forward": _("The Budget Bureau receives the project with the amounts that the committee endorsed."),
    "take_into_budget": _("The budget process begins. From now on you record what each stage gives."),
    "record_stage": _(
        "The amounts are added to the record of this stage. Earlier amounts are kept, and none is overwritten."
    ),
    "decide": _(
        "The amounts become the decided budget. No line below what was endorsed means “in full”, otherwise "
        "“in part”. DGA then reports the result back."
    ),
    "not_fund": _("Every line is decided at zero baht. DGA then reports the result back, with your reason."),
    "record_allocation": _(
        "The amounts are added to the record as allocated. None may be above what was decided; earlier ones are kept."
    ),
    "record_spending": _(
        "What your agency has disbursed until today is added to the record. None may be above what was allocated."
    ),
    "report_back": _("One result letter is issued to each agency that takes part, under this letter number."),
    "withdraw": _(
        "The project ends here; what has happened stays in the record. While the round is open, you can take it up "
        "again."
    ),
    "consent": _(
        "You confirm for your agency its contribution, its budget lines and its share in the KPIs, as they stand below."
    ),
    "consent_by_letter": _(
        "You record the letter by which this participant agrees to its part as it stands below. Attach the letter to "
        "the part while the proposal is a draft."
    ),
    "ask_changes": _("The proposal goes back to draft. The lead agency's officer reads your reason."),
    "decline": _(
        "Your agency does not take part as proposed. The proposal goes back to draft, and the lead agency's "
        "officer reads your reason."
    ),
    "leave": _(
        "The agency no longer takes part. Its lines and its shares in KPIs no longer count; it can be named again."
    ),
    "rejoin": _("The agency takes part again, with the contribution and the lines that it had."),
    "give": _(
        "Your opinion goes to the screening officer and stands in the project's record. It cannot be changed "
        "afterwards."
    ),
    "answer": _(
        "Whoever asked reads your answer, and their clock goes on. It cannot be changed afterwards; they may ask "
        "further."
    ),
    "ask_further": _("The agency is asked again in the same thread, and the clock stands still until it answers."),
    "close": _("The thread is over. What was asked and answered stays to be read."),
    "withdraw_question": _("The agency owes no answer any more, and the clock goes on."),
    "decline_to_advise": _(
        "The screening officer reads your reason and asks another expert. You are asked no more for this opinion."
    ),
    "ask_another": _("The opinion is asked of the expert whom you name, or of any expert, with its whole term anew."),
    "do_without": _("The screening goes on without this opinion. Your reason stays in the record."),
    "meet": _("The condition is marked as met, with the evidence that you name."),
}
