# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The decision sheet of one project: what the meeting decides on, on one page, drawn from the project's own sheet.

What would not fit is told shorter, by as little as is needed, and the sheet says where the rest stands: the project's
sheet behind it says all of it. Which of the ways fits is found by laying them out (papers.pack.layout).
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from papers.thai import excerpt

YEARS = 2  # that have columns of their own; where there are more, all but the first stand together
LETTERS_OF_A_CALL = 120  # where the title is said again
ALL = 10**6


@dataclass(frozen=True)
class Measure:
    """How much the sheet tells: rows of agencies, letters of the opinion, earlier resolutions and letters of each,
    experts, and whether everything is set smaller.
    """

    agencies: int
    opinion: int
    resolutions: int
    words: int
    experts: int = ALL
    is_small: bool = False


MEASURES = (  # from all to least: this is the order in which things are shortened and left to the project's sheet
    Measure(22, 1200, 6, 240),
    Measure(12, 600, 4, 160),
    Measure(8, 420, 3, 120),
    Measure(6, 300, 2, 90),
    Measure(4, 200, 1, 70, experts=4),
    Measure(3, 110, 1, 40, experts=3),
    Measure(12, 420, 3, 120, experts=8, is_small=True),
    Measure(8, 300, 2, 90, experts=6, is_small=True),
    Measure(5, 200, 1, 70, experts=4, is_small=True),
    Measure(3, 110, 1, 40, experts=2, is_small=True),
    Measure(2, 0, 0, 0, experts=0, is_small=True),
)
# About how much a page holds. Only where to begin is taken from it, so it is rather generous.
LINES_OF_A_PAGE = {False: 23, True: 48}
LETTERS_OF_A_LINE = 62  # across the page
LETTERS_OF_A_HEADING = 48
LETTERS_OF_A_NAME = {True: 19, False: 44}  # in the column of agencies: beside the years, and of one year alone
BOX = 5  # letters that the box before an option and the space behind it take


def decision_of(project: Mapping[str, Any]) -> dict[str, Any]:
    """What the sheet prints, as ``decisions_of`` has it first: the others are only made where it takes too much."""
    for measure in MEASURES:
        told = _told(project, measure)
        if _is_likely(told):
            return told
    return decisions_of(project)[0]


def decisions_of(project: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the sheet prints, and what it prints instead where that takes more than a page, each shorter than before.

    ``{"years", "later", "rows": [{"agency", "role", "years", "proposed_baht", "screened_baht"}], "rest": null or the
    same with "count", "total", "screening", "experts", "experts_more", "earlier", "earlier_more", "earlier_cut",
    "is_tight", …}`` beside the project's own names; amounts are strings of baht.
    """
    ways: list[dict[str, Any]] = []
    for measure in MEASURES:
        told = _told(project, measure)
        if told not in ways:
            ways.append(told)
    likely = (at for at, told in enumerate(ways) if _is_likely(told))
    return ways[next(likely, len(ways) - 1) :]


def _told(project: Mapping[str, Any], measure: Measure) -> dict[str, Any]:
    years = sorted({line["fiscal_year"] for line in project["lines"]}) or [project["fiscal_year"]]
    shown = years if len(years) <= YEARS else years[:1]
    later = years[len(shown) :]
    rows = [_row(part, project["lines"], shown) for part in project["participants"]]
    rows.sort(key=lambda row: (row["role"] != "lead", -Decimal(row["proposed_baht"])))
    is_long = len(rows) > measure.agencies
    kept, rest = (rows[: measure.agencies - 1], rows[measure.agencies - 1 :]) if is_long else (rows, [])
    screening = project["screening"] or {}
    said = " ".join((screening.get("opinion") or "").split())
    opinion = excerpt(said, measure.opinion) if measure.opinion else ""
    before = list(project["earlier"])[::-1]
    earlier = [one | {"text": excerpt(one["text"], measure.words)} for one in before[: measure.resolutions]]
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
            "opinion": opinion, "is_cut": opinion != said,
        } if screening else None,
        "experts": [
            {name: one[name] for name in ("field", "advice")} for one in project["opinions"][: measure.experts]
        ],
        "experts_more": max(len(project["opinions"]) - measure.experts, 0),
        "earlier": earlier,
        "earlier_more": len(before) - len(earlier),
        "earlier_cut": any(len(" ".join(one["text"].split())) > measure.words for one in before[: len(earlier)]),
        "draft_resolution": project["draft_resolution"],
        "is_tight": measure.is_small,
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


def _is_likely(told: Mapping[str, Any]) -> bool:
    """Whether it may well be one page."""
    return _lines(told) <= LINES_OF_A_PAGE[told["is_tight"]]


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
    return len(text) - sum(map(_is_mark, text))


@cache
def _is_mark(letter: str) -> bool:
    """Whether it stands above or below another."""
    return unicodedata.category(letter) == "Mn"
