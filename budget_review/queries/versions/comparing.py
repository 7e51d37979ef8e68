# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What changed between two frozen contents: texts run by run, agencies, KPIs with their weights, money with its sums.

Lines are told by their ids, agencies by theirs; a KPI has only its name, so that one that is written anew is matched
with the one that it resembles most.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from agencies.models import Agency, Unit
from budget_review.models import ProjectVersion
from budget_review.models.parts import Sector
from budget_review.queries.versions.changes import ADDED, CHANGED, MOVED, REMOVED, FieldChange, fields_between
from budget_review.queries.versions.papers import papers_between
from budget_review.queries.versions.words import (
    category_words,
    commitment_words,
    label_of,
    labels_of_essentials,
    price_words,
)
from budget_review.sections import BY_KEY, named, words_of
from papers.templatetags.thai import thai_date

ALIKE = 0.5  # share of letters in common from which a KPI is held to be the same, renamed
Content = dict[str, Any]


@dataclass(frozen=True)
class AgencyChange:
    """An agency that joined, left, or whose part says something else."""

    kind: str
    agency: Agency
    fields: list[FieldChange]


@dataclass(frozen=True)
class KpiChange:
    """A KPI that came, went, or says something else, and the weights in it that changed."""

    kind: str
    name: str
    fields: list[FieldChange]
    weights: list[FieldChange]


@dataclass(frozen=True)
class LineChange:
    """A budget line that came, went, changed, or stands under another agency now."""

    kind: str
    id: int
    agency: Agency
    item: str
    before_baht: Decimal
    after_baht: Decimal
    fields: list[FieldChange] = field(default_factory=list)

    @property
    def difference_baht(self) -> Decimal:
        """What it asks for more; less is negative."""
        return self.after_baht - self.before_baht


@dataclass(frozen=True)
class SumChange:
    """What one agency asks for in all."""

    agency: Agency
    before_baht: Decimal
    after_baht: Decimal

    @property
    def difference_baht(self) -> Decimal:
        """What it asks for more; less is negative."""
        return self.after_baht - self.before_baht


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two versions."""

    before: ProjectVersion
    after: ProjectVersion
    texts: list[FieldChange]
    agencies: list[AgencyChange]
    kpis: list[KpiChange]
    lines: list[LineChange]
    sums: list[SumChange]  # of every agency of either version, changed or not
    sections: list[FieldChange] = field(default_factory=list)
    papers: list[FieldChange] = field(default_factory=list)

    @property
    def before_baht(self) -> Decimal:
        """What everybody asked for."""
        return sum((one.before_baht for one in self.sums), Decimal(0))

    @property
    def after_baht(self) -> Decimal:
        """What everybody asks for."""
        return sum((one.after_baht for one in self.sums), Decimal(0))

    @property
    def difference_baht(self) -> Decimal:
        """How much more."""
        return self.after_baht - self.before_baht

    @property
    def is_empty(self) -> bool:
        """Whether the two say the same."""
        return not (self.texts or self.sections or self.papers or self.agencies or self.kpis or self.lines)


def compare(before: ProjectVersion, after: ProjectVersion) -> Comparison:
    """Compare two versions of a project, in the reader's language; two queries whatever their size."""
    old, new = before.content, after.content
    parts = [*old["parts"], *new["parts"]]
    agencies = Agency.objects.in_bulk({old["lead"], new["lead"], *(part["agency"] for part in parts)})
    units = Unit.objects.in_bulk({part["unit"] for part in parts if part["unit"]})
    return Comparison(
        before=before,
        after=after,
        texts=_texts(old, new, agencies),
        agencies=_agencies(old, new, agencies, units),
        kpis=_kpis(old, new, agencies),
        lines=_lines(old, new, agencies),
        sums=_sums(old, new, agencies),
        sections=_sections(old, new),
        papers=papers_between(old, new),
    )


def _texts(old: Content, new: Content, agencies: Mapping[int, Agency]) -> list[FieldChange]:
    labels = labels_of_essentials()
    whole = [("code", label_of("essentials", "code")), ("title", labels["title"])]
    pairs: list[tuple[str, str, Any, Any]] = [(name, label, old[name], new[name]) for name, label in whole]
    lead = label_of("essentials", "lead")
    pairs.append(("lead", lead, agencies[old["lead"]].name, agencies[new["lead"]].name))
    for name in dict.fromkeys([*old["essentials"], *new["essentials"]]):
        values = (old["essentials"].get(name), new["essentials"].get(name))
        shown = map(_day, values) if name in ("starts_on", "ends_on") else values
        pairs.append((name, labels.get(name, name), *shown))
    return fields_between(pairs)


def _sections(old: Content, new: Content) -> list[FieldChange]:
    """Versions frozen before there were sections have none."""
    before, after = (content.get("sections", {}) for content in (old, new))
    return fields_between(
        (key, str(named(key).label), _words(key, before.get(key)), _words(key, after.get(key)))
        for key in dict.fromkeys([*BY_KEY, *before, *after])
    )


def _words(key: str, held: Content | None) -> str:
    return words_of(named(key, held["rows"]), held["text"], held["rows"]) if held else ""


def _day(value: str | None) -> str:
    return str(thai_date(date.fromisoformat(value))) if value else ""


def _agencies(
    old: Content, new: Content, agencies: Mapping[int, Agency], units: Mapping[int, Unit]
) -> list[AgencyChange]:
    shown: dict[str, Callable[[Any], Any]] = {
        "unit": lambda unit: units[unit].name if unit else "",
        "sector": lambda sector: Sector(sector).label if sector in Sector.values else sector,
        "contribution": str,
    }
    found = []
    for pk, before, after in _matched(old["parts"], new["parts"], key=lambda part: part["agency"]):
        fields = fields_between(
            (name, label_of("part", name), before and show(before[name]), after and show(after[name]))
            for name, show in shown.items()
        )
        if not before or not after or fields:
            found.append(AgencyChange(_kind(before, after), agencies[pk], fields))
    return found


def _kind(before: Any, after: Any) -> str:
    return ADDED if not before else REMOVED if not after else CHANGED


def _matched(old: list[Any], new: list[Any], *, key: Callable[[Any], Any]) -> list[tuple[Any, Any, Any]]:
    """``(key, before, after)`` in the order of the old, then of what is new."""
    before, after = {key(one): one for one in old}, {key(one): one for one in new}
    return [(name, before.get(name), after.get(name)) for name in dict.fromkeys([*before, *after])]


def _kpis(old: Content, new: Content, agencies: Mapping[int, Agency]) -> list[KpiChange]:
    renamed = _renamed([kpi["name"] for kpi in old["kpis"]], [kpi["name"] for kpi in new["kpis"]])
    found = []
    matched = _matched(old["kpis"], new["kpis"], key=lambda kpi: renamed.get(kpi["name"], kpi["name"]))
    for name, before, after in matched:
        fields = fields_between(
            (one, label_of("kpi", one), before and before[one], after and after[one])
            for one in ("name", "unit", "baseline", "target")
        ) + _targets(before, after)
        weights = _weights(before and _shares(old, before["name"]), after and _shares(new, after["name"]), agencies)
        if fields or weights:
            found.append(KpiChange(_kind(before, after), name, fields, weights))
    return found


def _targets(before: Content | None, after: Content | None) -> list[FieldChange]:
    old, new = (kpi.get("targets", {}) if kpi else {} for kpi in (before, after))
    return fields_between(
        (f"targets/{year}", _("Target of %(year)s") % {"year": year}, old.get(year), new.get(year))
        for year in sorted({*old, *new})
    )


def _renamed(old: list[str], new: list[str]) -> dict[str, str]:
    """Which old name each new one resembles most, among those that have no namesake: ``{old: new}``."""
    left, fresh = [name for name in old if name not in new], [name for name in new if name not in old]
    alike = sorted(
        ((SequenceMatcher(None, one, other, autojunk=False).ratio(), one, other) for one in left for other in fresh),
        reverse=True,
    )
    found: dict[str, str] = {}
    for share, one, other in alike:
        if share >= ALIKE and one not in found and other not in found.values():
            found[one] = other
    return found


def _shares(content: Content, name: str) -> dict[int, str]:
    """``{agency: "60"}`` of one KPI."""
    return {
        part["agency"]: f"{Decimal(share['weight_percent']).normalize():f}"
        for part in content["parts"]
        for share in part["kpis"]
        if share["name"] == name
    }


def _weights(
    before: dict[int, str] | None, after: dict[int, str] | None, agencies: Mapping[int, Agency]
) -> list[FieldChange]:
    old, new = before or {}, after or {}
    return fields_between(
        (
            f"weight/{pk}",
            _("Weight of %(agency)s") % {"agency": agencies[pk].name},
            _percent(old, pk),
            _percent(new, pk),
        )
        for pk in dict.fromkeys([*old, *new])
    )


def _percent(shares: dict[int, str], pk: int) -> str:
    return f"{shares[pk]}%" if pk in shares else ""


def _lines(old: Content, new: Content, agencies: Mapping[int, Agency]) -> list[LineChange]:
    shown: dict[str, Callable[[Any], Any]] = {
        "item": str, "category": category_words, "subcategory": str, "fiscal_year": str,
        "commitments": commitment_words, "is_ict": lambda is_ict: _("Yes") if is_ict else "", "price": price_words,
    }  # fmt: skip
    found = []
    for pk, before, after in _matched(_with_agency(old), _with_agency(new), key=lambda pair: pair[1]["id"]):
        was, now = (before or after)[1], (after or before)[1]
        fields = fields_between(
            (name, label_of("line", name), show(was.get(name, "")), show(now.get(name, "")))
            for name, show in shown.items()
        )
        moved = bool(before and after and before[0] != after[0])
        if moved:
            label = label_of("part", "agency")
            fields.insert(0, FieldChange("agency", label, agencies[before[0]].name, agencies[after[0]].name))
        was_baht, now_baht = _amount(before), _amount(after)
        if fields or was_baht != now_baht:
            kind, agency = MOVED if moved else _kind(before, after), agencies[(after or before)[0]]
            found.append(LineChange(kind, pk, agency, now["item"], was_baht, now_baht, fields))
    return found


def _amount(line: tuple[int, dict[str, Any]] | None) -> Decimal:
    return Decimal(line[1]["amount_baht"]) if line else Decimal(0)


def _with_agency(content: Content) -> list[tuple[int, dict[str, Any]]]:
    return [(part["agency"], line) for part in content["parts"] for line in part["lines"]]


def _sums(old: Content, new: Content, agencies: Mapping[int, Agency]) -> list[SumChange]:
    return [
        SumChange(agencies[pk], _sum(before), _sum(after))
        for pk, before, after in _matched(old["parts"], new["parts"], key=lambda part: part["agency"])
    ]


def _sum(part: dict[str, Any] | None) -> Decimal:
    return sum((Decimal(line["amount_baht"]) for line in part["lines"]), Decimal(0)) if part else Decimal(0)
