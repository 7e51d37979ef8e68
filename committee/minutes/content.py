# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the minutes say as plain data with its hash: the present text, the public one, and what differs between two."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from committee.minutes import wording
from committee.minutes.rules import prints_thai_digits
from workflows.records import canonical_json, digest

if TYPE_CHECKING:
    from committee.models import Minutes

Content = dict[str, Any]


def content_of(minutes: "Minutes") -> Content:
    """The present text.

    ``{"committee": {"name": …}, "meeting": {"number": 1, …}, "digits": "thai", "example": false, "sections": [{"key":
    "item-7", "kind": "item", "label": "5.1", "title": …, "text": …, "is_confidential": false}]}``, in the form's order.
    """
    meeting = minutes.meeting
    return {
        "committee": {"name": meeting.committee.name_th},
        "example": meeting.committee.is_example,
        "digits": "thai" if prints_thai_digits(meeting) else "arabic",
        "meeting": {
            "number": meeting.number,
            "be_year": meeting.be_year,
            "title": meeting.title,
            "starts_at": meeting.starts_at.isoformat(),
            "place": meeting.place,
        },
        "sections": [
            {
                "key": section.key,
                "kind": section.kind,
                "label": section.label,
                "title": section.title,
                "text": section.text,
                "is_confidential": section.is_confidential,
            }
            for section in minutes.sections.order_by("position", "pk")
            if section.stands
        ],
    }


def sha256_of(content: Mapping[str, Any]) -> str:
    """The hash by which a text is known."""
    return digest(canonical_json(content))


def public(content: Content, corrigenda: Sequence[Mapping[str, Any]] = ()) -> Content:
    """The text that anybody may read: of what is confidential only its label is left, and corrections stand behind."""
    hidden = {section["key"] for section in content["sections"] if section["is_confidential"]}
    return content | {
        "sections": [withheld(section) if section["key"] in hidden else section for section in content["sections"]],
        "corrigenda": [dict(one) for one in corrigenda if one["key"] not in hidden],
        "is_public": True,
    }


def withheld(section: Mapping[str, Any]) -> dict[str, Any]:
    """A section of which only the number is told."""
    return {**section, "title": wording.WITHHELD, "text": ""}


def amendments(before: Content, after: Content) -> list[dict[str, str]]:
    """What differs: ``[{"key": "item-7", "label": "5.1", "title": …, "before": …, "after": …}]``, in order."""
    old = {section["key"]: section for section in before["sections"]}
    new = {section["key"]: section for section in after["sections"]}
    return [
        {
            "key": key,
            "label": (new.get(key) or old[key])["label"],
            "title": (new.get(key) or old[key])["title"],
            "before": old[key]["text"] if key in old else "",
            "after": new[key]["text"] if key in new else "",
        }
        for key in dict.fromkeys([*new, *old])
        if old.get(key) != new.get(key)
    ]
