# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Storing every definition in the database, so that what a record was made under can be read beside the record."""

from typing import Any

from django.apps import apps
from django.db import connections
from django.utils import timezone
from django.utils.translation import gettext, override

from workflows.definitions import files
from workflows.lifecycle import Subject


def subjects() -> list[type[Subject]]:
    """Every model with a lifecycle."""
    return [model for model in apps.get_models() if issubclass(model, Subject)]


def store(*, using: str, **kwargs: Any) -> None:
    """Add the definitions that the database has not yet; for post_migrate. What is stored is never changed."""
    from workflows.models import Definition

    if Definition._meta.db_table not in connections[using].introspection.table_names():
        return
    stored = set(Definition.objects.using(using).values_list("kind", "number"))
    for model in subjects():
        for number, table in files.kept(model).items():
            if (model._meta.label_lower, number) not in stored:
                Definition.objects.using(using).create(
                    kind=model._meta.label_lower,
                    number=number,
                    table=table.text,
                    hash=table.hash,
                    words=_words(table.content),
                    stored_at=timezone.now(),
                )


def _words(content: Any) -> dict[str, str]:
    """Every sentence in Thai as it reads today: the catalogue forgets what the code no longer says."""
    with override("th"):
        return {sentence: gettext(sentence) for sentence in sorted(_sentences(content)) if sentence}


def _sentences(content: dict[str, Any]) -> set[str]:
    rules = [content["begin"], *content["steps"].values()]
    named = [of for one in rules for of in [*one["guards"], *one["asks"], *([one["who"]] if one["who"] else [])]]
    return {
        *content["states"].values(),
        *(one["label"] for one in [*rules, *content["desks"].values()]),
        *(of for one in content["desks"].values() for of in one.get("due", {}).values() if isinstance(of, str)),
        *(of["sentence"] for of in named),
    }
