# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists as each person likes them: saved under a name, renamed, removed, and one of them shown first."""

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import SavedFilter, User
from workflows.refusals import GuardsUnmet

MOST = 20  # filters for one page
PLACES_IN_A_LIST = {
    "after",
    "others",
    "all",
    "saved",
    "edit",
    "at",
}  # where one was in the list is no part of the filter


def saved_filters_of(person: User, page: str) -> list[SavedFilter]:
    """A person's filters for a page, by name."""
    return list(SavedFilter.objects.filter(person=person, page=page))


def wanted(query: str) -> str:
    """What of an address is worth keeping, always in the same order: names that ask for something."""
    asked = QueryDict(query, mutable=True)
    kept = QueryDict(mutable=True)
    for name in sorted(set(asked) - PLACES_IN_A_LIST):
        values = [value for value in asked.getlist(name) if value.strip()]
        if values:
            kept.setlist(name, values)
    return kept.urlencode()


@transaction.atomic
def save_filter(*, person: User, page: str, name: str, query: str) -> SavedFilter:
    """Keep a filter under a name; one of that name now says this. Raises GuardsUnmet."""
    name, query = _named(name), wanted(query)
    if not query:
        raise GuardsUnmet(_("Choose something in the filter before you save it."))
    if len(query) > 1000:
        raise GuardsUnmet(_("The filter is too long to be saved."))
    held = SavedFilter.objects.select_for_update().filter(person=person, page=page)
    same = held.filter(name=name).first()
    if same is None and held.count() >= MOST:
        raise GuardsUnmet(_("A page keeps %(most)s filters at most. Remove one first.") % {"most": MOST})
    saved, _made = SavedFilter.objects.update_or_create(person=person, page=page, name=name, defaults={"query": query})
    return saved


@transaction.atomic
def rename_filter(saved: SavedFilter, *, name: str) -> None:
    """Give a filter another name. Raises GuardsUnmet when it has none, or another filter of the page has it."""
    name = _named(name)
    beside = SavedFilter.objects.filter(person=saved.person_id, page=saved.page, name=name).exclude(pk=saved.pk)
    if beside.exists():
        raise GuardsUnmet(_("Another filter has this name."))
    saved.name = name
    saved.save(update_fields=["name"])


@transaction.atomic
def show_first(saved: SavedFilter, *, is_default: bool) -> None:
    """Let the page open with this filter, or with none."""
    held = SavedFilter.objects.filter(person=saved.person_id, page=saved.page)
    held.select_for_update().exclude(pk=saved.pk).filter(is_default=True).update(is_default=False)
    saved.is_default = is_default
    saved.save(update_fields=["is_default"])


def remove_filter(saved: SavedFilter) -> None:
    """Forget a filter."""
    saved.delete()


def _named(name: str) -> str:
    name = " ".join(name.replace("\0", "").split())
    if not name:
        raise GuardsUnmet(_("Give the filter a name."))
    if len(name) > 60:
        raise GuardsUnmet(_("The name is too long."))
    return name
