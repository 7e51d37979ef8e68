# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The form of any act: what it asks for, the request's id, and the version that the person had before them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from workflows.explaining import Answer
from workflows.lifecycle import Subject
from workflows.refusals import GuardsUnmet, NotPermitted, Refused

PAST_OWNER = "past_owner"  # the box that one ticks who acts at a task that another has taken


class ActForm(forms.Form):
    """A form whose ``note`` and ``facts`` go to ``workflows.acting.act`` as they are.

    Pressing twice sends the same ``request_id`` and so makes one record; ``expected_version`` tells that somebody
    acted after the page was made. ``fields`` are the facts' fields by name; the note's comes by itself when asked for.
    """

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    expected_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self, subject: Subject, answer: Answer, *, data: Any = None, fields: Mapping[str, forms.Field] | None = None
    ) -> None:
        super().__init__(data, initial=hidden(subject))
        for asked in answer.asks:
            if asked.name == "note":
                self.fields["note"] = _reason(asked.sentence)
        self.fields.update(fields or {})

    @property
    def note(self) -> str:
        """The reason that was given, if any."""
        return str(self.cleaned_data.get("note", ""))

    @property
    def facts(self) -> dict[str, Any]:
        """What was given beside the note, as the record will keep it."""
        own = {"request_id", "expected_version", "note"}
        return {name: value for name, value in self.cleaned_data.items() if name not in own}

    def looked_again(self, subject: Subject) -> None:
        """After a refusal: keep what was typed, and send the version that is now before the person."""
        typed_but(self, expected_version=subject.version)


def typed_but(form: forms.Form, **changed: object) -> None:
    """Keep what was typed in a form, but for these fields."""
    typed: Any = form.data
    form.data = typed.copy()
    for name, value in changed.items():
        form.data[form.add_prefix(name)] = str(value)  # type: ignore[index]


def hidden(subject: Subject) -> dict[str, str]:
    """What the button of an act that asks for nothing sends along."""
    return {"request_id": str(uuid4()), "expected_version": str(subject.version)}


def status_of(refused: Refused) -> int:
    """The HTTP status that says what kind of no it is: 403 not you, 422 something is missing, 409 no longer."""
    if isinstance(refused, NotPermitted):
        return 403
    return 422 if isinstance(refused, GuardsUnmet) else 409


@dataclass(frozen=True)
class Button:
    """An act as ``{% requirement_list %}`` shows it: where it is made, or why not, and who can."""

    label: Any
    href: str
    may: bool
    permitted: bool
    missing: Sequence[Any]
    who: Any
    post: bool  # the press makes the act; otherwise ``href`` leads to its form
    hidden: dict[str, str] = field(default_factory=dict)
    aside: bool = False  # stops or undoes: never the page's primary act


def button(subject: Subject, answer: Answer, href: str) -> Button:
    """The button of an act: pressed at once when it asks for nothing."""
    return Button(
        label=answer.label,
        href=href,
        may=answer.may,
        permitted=answer.permitted,
        missing=answer.missing,
        who=answer.who,
        post=not answer.asks,
        hidden={} if answer.asks else hidden(subject),
    )


def _reason(sentence: Any) -> forms.Field:
    return forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": sentence},
    )
