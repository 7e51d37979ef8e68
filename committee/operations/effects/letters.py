# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens when the letters of a resolution are sent: each gets its number, its content and its token."""

from typing import Any

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from agencies.roles import day_of
from committee.letters import recipients_of, snapshot_of
from committee.lifecycle import ResolutionLifecycle
from committee.models import DecisionLetter, LetterPattern, Mandate, Resolution
from committee.permissions import mandate_to_sign
from committee.queries.letters import is_number_used
from committee.states import LetterState, Urgency
from papers.codes import in_groups, new_code
from papers.packs import check_letter
from papers.printing import fit_to_print
from papers.thai import buddhist_year, normalise
from workflows.engine import begin, follow
from workflows.lifecycle import Attempt, effect
from workflows.records import canonical_json, digest
from workflows.refusals import GuardsUnmet, NotPermitted

LONGEST = 80
FOR_THE_COMMITTEE = "ปฏิบัติการแทนคณะกรรมการ"


@effect(ResolutionLifecycle.communicate)
def send_letters(resolution: Resolution, attempt: Attempt) -> dict[str, Any]:
    """Send one letter to each agency concerned, in one series, or under a number that was typed by hand.

    ``{"pattern": 3, "letter_number": "", "urgency": "normal"}`` → ``{"letters": {"dga": "สพร ๐๑/๑๒"}}``; raises
    GuardsUnmet. Where no letter goes out, the committee's secretary gives the reason instead: ``{"no_letter": "…"}``,
    which stays in the record; of a holder of a mandate it raises NotPermitted.
    """
    agencies = recipients_of(resolution)
    mandate = mandate_to_sign(resolution, attempt)
    by = {"mandate": mandate.order_number} if mandate is not None else {}
    why_none = normalise(str(attempt.facts.get("no_letter") or "")).strip()
    if why_none:
        if mandate is not None:  # the mandate lets its holder send letters; that none goes out is for the secretariat
            raise NotPermitted(_("That no letter is sent, the committee's secretary says."))
        return {"letters": {}, "no_letter": why_none}
    if not agencies:
        raise GuardsUnmet(_("No agency is concerned. Say why no letter is sent."))
    pattern = _pattern(resolution, attempt)
    urgency = str(attempt.facts.get("urgency") or Urgency.NORMAL.value)
    if urgency not in Urgency.values:
        raise GuardsUnmet(_("The urgency is one of those that the Saraban Rule knows."))
    year = buddhist_year(day_of(attempt.at))
    typed = normalise(str(attempt.facts.get("letter_number") or "")).strip()
    if typed:
        _refuse_taken(resolution, typed, year)
    follows = attempt.caused_by(resolution, resolution.version + 1)
    sent, running = {}, None
    for agency in agencies:
        if not typed and (running is None or not pattern.is_circular):
            running = _next(pattern, year)
        number = typed or pattern.numbered(running or 0)
        token = new_code()
        with translation.override("th"):
            snapshot = snapshot_of(
                resolution,
                agency,
                pattern=pattern,
                number=number,
                urgency=urgency,
                at=attempt.at,
                verify_url=settings.SITE_URL + reverse("verify_letter", args=[token]),
                verify_code=in_groups(token),
                made_by=_made_by(attempt, mandate),
            )
        with fit_to_print():
            check_letter("pack/decision_letter.html", snapshot)
        letter = DecisionLetter(
            resolution=resolution,
            agency=agency,
            pattern=pattern,
            be_year=year,
            running=None if typed else running,
            shares_number=pattern.is_circular,
            letter_number=number,
            urgency=urgency,
            snapshot=snapshot,
            sha256=digest(canonical_json(snapshot)),
            token=token,
            sent_at=attempt.at,
        )
        begin(letter, follows, key=f"letter/{agency.pk}")
        sent[agency.code] = number
    return {"letters": sent, **by}


@effect(ResolutionLifecycle.give_way)
def recall_letters(resolution: Resolution, attempt: Attempt) -> dict[str, Any]:
    """Its letters hold no longer: the correction sends its own. Returns ``{"letters_recalled": 3}``."""
    standing = resolution.letters.exclude(state=LetterState.SUPERSEDED).order_by("pk")
    follows = attempt.caused_by(resolution, resolution.version + 1)
    recalled = [follow(letter, "fall_away", follows) for letter in standing]
    return {"letters_recalled": len(recalled)} if recalled else {}


def _pattern(resolution: Resolution, attempt: Attempt) -> LetterPattern:
    """The series that is named, locked: one number at a time."""
    named = str(attempt.facts.get("pattern") or "")
    mine = LetterPattern.objects.select_for_update().filter(committee=resolution.committee_id, is_active=True)
    pattern = mine.filter(pk=named).first() if named.isdecimal() and len(named) < 19 else None
    if pattern is None:
        raise GuardsUnmet(_("The series of letters must be named, one that the committee uses."))
    return pattern


def _next(pattern: LetterPattern, year: int) -> int:
    """The next number of the year; one that was typed by hand before is passed over."""
    taken = DecisionLetter.objects.filter(pattern=pattern, be_year=year)
    running: int = (taken.aggregate(last=Max("running"))["last"] or 0) + 1
    while is_number_used(pattern.committee_id, pattern.numbered(running), year):
        running += 1
    return running


def _refuse_taken(resolution: Resolution, typed: str, year: int) -> None:
    if len(typed) > LONGEST:
        raise GuardsUnmet(_("A letter number has at most %(most)s characters.") % {"most": LONGEST})
    if is_number_used(resolution.committee_id, typed, year):
        raise GuardsUnmet(_("This letter number has been used this year."))


def _made_by(attempt: Attempt, mandate: Mandate | None) -> str:
    """By which order somebody acted for another, or for the committee; nothing where they act for themselves."""
    if mandate is not None:
        return f"{attempt.actor} {FOR_THE_COMMITTEE} ตามคำสั่งที่ {mandate.order_number}"
    used = attempt.authority
    return f"{attempt.actor} {used.words_of_signing} ตามคำสั่งที่ {used.order_number}" if used else ""
