# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two frozen versions of a project side by side: what changed between them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from agencies.models import Agency
from budget_review.models import Category, IntegrationProject, ProjectVersion
from papers.thai import format_baht


@dataclass(frozen=True)
class Change:
    """One thing that differs; an empty side was not there."""

    where: str
    before: str
    after: str


def changes_between(before: ProjectVersion, after: ProjectVersion) -> list[Change]:
    """Every difference in the content, in the order of the proposal."""
    names = Agency.objects.in_bulk({part["agency"] for version in (before, after) for part in version.content["parts"]})
    old, new = _flat(before.content, names), _flat(after.content, names)
    order = dict.fromkeys([*old, *new])
    return [Change(key[0], old.get(key, ""), new.get(key, "")) for key in order if old.get(key) != new.get(key)]


def labels_of_essentials() -> dict[str, str]:
    """What the essentials are called, as the models call them."""
    names = ("title", "objective", "rationale", "target_group", "starts_on", "ends_on")
    fields = {field.name: field for field in IntegrationProject._meta.concrete_fields}
    return {name: str(fields[name].verbose_name) for name in names}


def _flat(content: dict[str, Any], names: dict[int, Agency]) -> dict[tuple[str, str], str]:
    """Each text of a content by (label, key)."""
    labels = labels_of_essentials()
    flat = {(labels["title"], "title"): content["title"]}
    for name, value in content["essentials"].items():
        flat[(labels[name], name)] = value or ""
    for part in content["parts"]:
        agency = names[part["agency"]].name
        flat[(agency, f"part/{part['agency']}")] = part["contribution"] or "–"
        for line in part["lines"]:
            where = _("%(agency)s: budget line") % {"agency": agency}
            flat[(where, f"line/{line['id']}")] = line_words(line)
        for share in part["kpis"]:
            where = _("%(agency)s: weight in “%(kpi)s”") % {"agency": agency, "kpi": share["name"]}
            flat[(where, f"share/{part['agency']}/{share['name']}")] = (
                f"{Decimal(share['weight_percent']).normalize():f}%"
            )
    for kpi in content["kpis"]:
        flat[(_("KPI"), f"kpi/{kpi['name']}")] = " · ".join(_kpi_words(kpi))
    return flat


def line_words(line: dict[str, Any]) -> str:
    """A frozen line in one line of text."""
    category = Category(line["category"]).label if line["category"] in Category.values else line["category"]
    words = [line["item"], str(category), line["subcategory"], str(line["fiscal_year"]), line.get("source", "")]
    return " · ".join(
        [*filter(None, words), _("%(amount)s baht") % {"amount": format_baht(Decimal(line["amount_baht"]))}]
    )


def _kpi_words(kpi: dict[str, Any]) -> Iterable[str]:
    yield kpi["name"]
    if kpi["baseline"]:
        yield _("baseline %(value)s") % {"value": kpi["baseline"]}
    yield _("target %(value)s %(unit)s") % {"value": kpi["target"], "unit": kpi["unit"]}
