# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The decision sheet of one project: what the meeting decides on, on one page, drawn from the project's own sheet.

What would not fit is told shorter, by as little as is needed; the project's sheet behind it says all of it.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from papers.thai import excerpt

YEARS = 2  # that have columns of their own; where there are more, all but the first stand together
LINES_OF_A_PAGE = 22  # at the sheet's size of type, without what always stands there
LETTERS_OF_A_LINE = 62  # across the page
LETTERS_OF_A_HEADING = 48
LETTERS_OF_A_CALL = 120  # where the title is said again
LETTERS_OF_A_NAME = {True: 19, False: 44}  # in the column of agencies: beside the years, and of one year alone
# How much is told, from all to least: agencies, letters of the opinion, earlier resolutions, letters of each of them
MEASURES = ((22, 1200, 6, 240), (12, 600, 4, 160), (8, 420, 3, 120), (6, 300, 2, 90), (4, 200, 1, 70), (3, 110, 1, 40))
BOX = 5  # letters that the box before an option and the space behind it take


def decision_of(project: Mapping[str, Any]) -> dict[str, Any]:
    """What the sheet prints: ``{"years", "later", "rows": [{"agency", "role", "years", "proposed_baht",
    "screened_baht"}], "rest": null or the same with "count", "total", "score", "verdicts", "opinion", "opinion_cut",
    "experts", "earlier", "earlier_more", …}`` beside the project's own names; amounts are strings of baht.
    """
    for measure in MEASURES:
        told = _told(project, *measure)
        if _lines(told) <= LINES_OF_A_PAGE:
            break
    return told | {"is_tight": _lines(told) > LINES_OF_A_PAGE}  # then everything is set smaller


def _told(project: Mapping[str, Any], agencies: int, opinion: int, resolutions: int, words: int) -> dict[str, Any]:
    years = sorted({line["fiscal_year"] for line in project["lines"]}) or [project["fiscal_year"]]
    shown = years if len(years) <= YEARS else years[:1]
    later = years[len(shown) :]
    rows = [_row(part, project["lines"], shown) for part in project["participants"]]
    rows.sort(key=lambda row: (row["role"] != "lead", -Decimal(row["proposed_baht"])))
    is_long = len(rows) > agencies
    kept, rest = (rows[: agencies - 1], rows[agencies - 1 :]) if is_long else (rows, [])
    screening = project["screening"] or {}
    said = " ".join((screening.get("opinion") or "").split())
    earlier = list(project["earlier"])[::-1]
    verdicts = [finding["verdict"] for finding in screening.get("findings") or ()]
    return {
        **{name: project[name] for name in NAMES if name in project},
        "agencies": len(project["participants"]),
        "years": shown,
        "later": bool(later),
        "has_years": len(years) > 1,
        "rows": kept,
        "rest": {"count": len(rest), **_sums(rest, len(shown))} if rest else None,
        "total": _sums(rows, len(shown)),
        "called": excerpt(project["title"], LETTERS_OF_A_CALL),
        **_share(project["total_proposed_baht"], project["total_screened_baht"]),
        "screening": {
            "score": screening.get("score"), "out_of": screening.get("out_of"), "by": screening.get("officer_unit"),
            "verdicts": {name: verdicts.count(name) for name in ("met", "partly", "not_met")} if verdicts else None,
            "opinion": excerpt(said, opinion), "is_cut": excerpt(said, opinion) != said,
        } if screening else None,
        "experts": [{name: one[name] for name in ("field", "advice")} for one in project["opinions"]],
        "earlier": [one | {"text": excerpt(one["text"], words)} for one in earlier[:resolutions]],
        "earlier_more": max(len(earlier) - resolutions, 0),
        "draft_resolution": project["draft_resolution"],
    }  # fmt: skip


NAMES = (
    "code", "title", "lead", "ministry", "fiscal_year", "example", "tier", "dga_takes_part", "total_proposed_baht",
    "total_screened_baht",
)  # fmt: skip


def _row(part: Mapping[str, Any], lines: Iterable[Mapping[str, Any]], years: Sequence[Any]) -> dict[str, Any]:
    own = [line for line in lines if line["agency"] == part["agency"]]
    by_year = [_sum(line["proposed_baht"] for line in own if line["fiscal_year"] == year) for year in years]
    after = _sum(line["proposed_baht"] for line in own if line["fiscal_year"] not in years)
    names = {name: part[name] for name in ("agency", "role", "proposed_baht", "screened_baht")}
    return {**names, "years": by_year, "later": after}


def _sums(rows: Sequence[Mapping[str, Any]], years: int) -> dict[str, Any]:
    return {
        "years": [_sum(row["years"][at] for row in rows) for at in range(years)],
        **{name: _sum(row[name] for row in rows) for name in ("later", "proposed_baht", "screened_baht")},
    }


def _share(proposed: str, screened: str) -> dict[str, str]:
    """Per cent of the request that passed, and how long its bar is; nothing where nothing was asked for."""
    if not Decimal(proposed):
        return {}
    share = Decimal(screened) / Decimal(proposed) * 100
    return {"share": f"{share:.1f}", "bar": f"{min(share, Decimal(100)):.1f}"}


def _sum(amounts: Iterable[str]) -> str:
    return f"{sum(map(Decimal, amounts), Decimal(0)):.2f}"


def _lines(told: Mapping[str, Any]) -> int:
    """About how many lines it takes; rather more than fewer."""
    draft = told["draft_resolution"]
    letters = LETTERS_OF_A_NAME[told["has_years"]]
    money = sum(_of(row["agency"], letters) for row in told["rows"]) + bool(told["rest"]) + 2
    heading = 2 * _of(told["title"], LETTERS_OF_A_HEADING) - 1  # larger, and set wider
    texts = [told["called"] + " " * 90, draft["text"]]
    texts += [one["meeting"] + one["verb"] + one["text"] for one in told["earlier"]]
    texts += [one["field"] + one["advice"] + " " * 4 for one in told["experts"]]
    texts += [told["screening"]["opinion"] + " " * 40] if told["screening"] else []
    texts += [" " * sum(_wide(option) + BOX for option in draft["options"])]
    return heading + money + sum(_of(text, LETTERS_OF_A_LINE) for text in texts)


def _of(text: str, letters: int) -> int:
    return max(1, -(-_wide(text) // letters))


def _wide(text: str) -> int:
    return sum(unicodedata.category(letter) != "Mn" for letter in text)  # marks stand above and below
