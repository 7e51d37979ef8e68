# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Workplans and rounds count their revisions; a workplan has one round of a name."""

from collections.abc import Iterable
from typing import Any

from django.db import migrations, models


def apart(rounds: Iterable[tuple[int, str]]) -> list[str]:
    """The names of rounds, each given as its workplan and its name: of one name the first keeps it, others a number."""
    taken: list[tuple[int, str]] = []
    for workplan, given in rounds:
        name, number = given, 1
        while (workplan, name) in taken:
            number += 1
            name = f"{given[:240]} ({number})"
        taken.append((workplan, name))
    return [name for _workplan, name in taken]


def tell_apart(apps: Any, editor: Any) -> None:
    """Name rounds apart before the database asks for it."""
    rounds = list(apps.get_model("budget_review", "Round").objects.using(editor.connection.alias).order_by("pk"))
    for held, name in zip(rounds, apart((held.workplan_id, held.name_th) for held in rounds), strict=True):
        if name != held.name_th:
            held.name_th = name
            held.save(update_fields=["name_th"])


class Migration(migrations.Migration):

    dependencies = [
        ('budget_review', '0020_named_experts'),
    ]

    operations = [
        migrations.RunPython(tell_apart, migrations.RunPython.noop),
        migrations.AddField(
            model_name='round',
            name='revision',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='workplan',
            name='revision',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.UniqueConstraint(fields=('workplan', 'name_th'), name='one_round_of_a_name_per_workplan'),
        ),
    ]
