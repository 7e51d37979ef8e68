# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a returned proposal was asked to mend, and what it says anew since it came back."""

from dataclasses import dataclass

from budget_review.models import IntegrationProject
from budget_review.queries.versions import Comparison, FieldChange, compare
from budget_review.sections import BY_KEY, MENDABLE
from budget_review.states import EDITABLE
from workflows.queries import history_of

FROZEN = ("propose", "resubmit")
RETURNS = ("return_for_revision", "return_from_committee")


@dataclass(frozen=True)
class Mended:
    """One section that was asked for or changed, with its fields as they were and are now."""

    key: str
    label: str
    is_asked: bool
    is_changed: bool
    fields: list[FieldChange]


@dataclass(frozen=True)
class Mending:
    """The versions before the return and after it; ``asked`` and ``changed`` are keys of ``MENDABLE``."""

    before: int
    after: int
    asked: list[str]
    changed: list[str]
    fields: dict[str, list[FieldChange]]  # by the same keys; of lines, agencies and KPIs the comparison tells

    @property
    def rows(self) -> list[Mended]:
        """Everything that was asked for or changed, in the order of writing."""
        return [
            Mended(key, str(label), key in self.asked, key in self.changed, self.fields.get(key, []))
            for key, label in MENDABLE.items()
            if key in self.asked or key in self.changed
        ]


def mending_of(project: IntegrationProject) -> Mending | None:
    """The last return that was answered by a new version; None while it is being mended, or when there was none."""
    if (project.content_version or 0) < 2 or project.state in EDITABLE:
        return None
    records = list(history_of(project).filter(transition__in=(*FROZEN, *RETURNS)).order_by("-pk"))
    returns = [record for record in records if record.transition in RETURNS]
    if not returns or records[0].transition in RETURNS:
        return None
    frozen = [record for record in records if record.transition in FROZEN and record.pk < returns[0].pk]
    versions = {version.number: version for version in project.versions.all()}
    before, after = versions[frozen[0].facts["content_version"]], versions[project.content_version or 0]
    found = compare(before, after)
    asked = returns[0].facts.get("sections", [])
    return Mending(before.number, after.number, asked, changed_in(found), fields_of(found))


def fields_of(found: Comparison) -> dict[str, list[FieldChange]]:
    """What differs word by word, by keys of ``MENDABLE``."""
    fields: dict[str, list[FieldChange]] = {}
    for change in (*found.texts, *found.sections):
        fields.setdefault(change.name if change.name in BY_KEY else "essentials", []).append(change)
    return fields


def changed_in(found: Comparison) -> list[str]:
    """What differs, by keys of ``MENDABLE``."""
    changed = [change.name if change.name in BY_KEY else "essentials" for change in found.texts]
    changed += [change.name for change in found.sections]
    changed += ["agencies"] * bool(found.agencies) + ["money"] * bool(found.lines) + ["kpis"] * bool(found.kpis)
    return [key for key in MENDABLE if key in changed]
