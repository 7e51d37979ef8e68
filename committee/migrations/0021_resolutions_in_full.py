# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Resolutions say several things, assign tasks, name their committee's series and what they correct."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

SEALED = ("certified", "superseded")


def name_series(apps: Any, editor: Any) -> None:
    """Give each resolution its committee, and the moment of its seal as its record tells it."""
    resolutions = apps.get_model("committee", "Resolution").objects.using(editor.connection.alias)
    meetings = apps.get_model("committee", "Meeting").objects.using(editor.connection.alias)
    records = apps.get_model("workflows", "TransitionRecord").objects.using(editor.connection.alias)
    seal = records.filter(subject_type="committee.resolution", subject_id=OuterRef("pk"), transition="certify")
    committee = meetings.filter(pk=OuterRef("meeting")).values("committee")
    resolutions.update(committee=Subquery(committee))
    resolutions.filter(state__in=SEALED).update(certified_at=Subquery(seal.order_by("-seq").values("at")[:1]))


class Migration(migrations.Migration):
    dependencies = [("committee", "0020_keep_session"), ("workflows", "0002_keep_records")]
    operations = [
        migrations.AddField(
            "resolution",
            "committee",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="resolutions",
                to="committee.committee",
            ),
        ),
        migrations.AddField(
            "resolution",
            "corrects",
            models.ForeignKey(
                editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="corrections",
                to="committee.resolution",
            ),
        ),
        migrations.AddField("resolution", "reason", models.TextField(blank=True, default="", verbose_name="reason"), preserve_default=False),
        migrations.AddField("resolution", "certified_at", models.DateTimeField(editable=False, null=True, verbose_name="certified")),
        migrations.AddField("resolution", "also", models.JSONField(default=list)),
        migrations.AddField("resolution", "actions", models.JSONField(default=list)),
        migrations.RunPython(name_series, migrations.RunPython.noop),
    ]
