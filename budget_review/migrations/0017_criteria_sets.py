# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Criteria in published versions that nobody changes; findings with score, evidence and working."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from budget_review.standard_criteria import STANDARD
from workflows.triggers import keep


def publish(apps, schema_editor):
    """What stood there becomes the first version, with its rounds; an empty database gets the standard one."""
    sets, criteria, rounds, screenings = (
        apps.get_model("budget_review", name)._default_manager
        for name in ("CriteriaSet", "Criterion", "Round", "Screening")
    )
    if criteria.exists():
        number = 0
        for is_active in (False, True):  # those out of use before, in a version of their own
            found = criteria.filter(is_active=is_active)
            if found.exists():
                number += 1
                made = sets.create(number=number)
                found.filter(is_automatic=True).update(kind="automatic")
                found.update(criteria_set=made)
        screenings.update(criteria_set=made)
        rounds.filter(projects__screenings__isnull=False).update(criteria_set=made)
    else:
        made = sets.create(number=1)
        for position, row in enumerate(STANDARD, 1):
            criteria.create(criteria_set=made, position=position, **row)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # the table is altered again below
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


TIERS = [
    ("light", "Light review"),
    ("standard", "Standard review"),
    ("full", "Full review with expert opinions"),
]
TEXTS = {
    "guidance_th": "guidance, Thai",
    "guidance_en": "guidance, English",
    "answers_th": "answers, Thai",
    "answers_en": "answers, English",
    "source": "source",
}


class Migration(migrations.Migration):

    dependencies = [
        ("budget_review", "0016_attachments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CriteriaSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(unique=True, verbose_name="version")),
                ("reason", models.TextField(blank=True, verbose_name="what changed and why")),
                ("made_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "version of the criteria",
                "verbose_name_plural": "versions of the criteria",
                "ordering": ("-number",),
            },
        ),
        migrations.CreateModel(
            name="CriteriaDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rows", models.JSONField(default=list)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("written_at", models.DateTimeField()),
                (
                    "based_on",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="budget_review.criteriaset"
                    ),
                ),
                (
                    "published",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafted_as",
                        to="budget_review.criteriaset",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"verbose_name": "draft of the criteria", "verbose_name_plural": "drafts of the criteria"},
        ),
        migrations.AddConstraint(
            model_name="criteriadraft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("published", None)), fields=("based_on",), name="one_open_draft_of_a_version"
            ),
        ),
        *(
            migrations.AddField(
                "criterion", name, models.TextField(blank=True, default="", verbose_name=label), preserve_default=False
            )
            for name, label in TEXTS.items()
        ),
        migrations.AddField(
            "criterion", "needs_evidence", models.BooleanField(default=False, verbose_name="evidence must be named")
        ),
        migrations.AddField(
            "criterion",
            "from_tier",
            models.CharField(choices=TIERS, default="light", max_length=10, verbose_name="asked from"),
        ),
        migrations.AddField(
            "criterion",
            "kind",
            models.CharField(
                choices=[
                    ("intake", "Checked when it is taken up"),
                    ("automatic", "Found by the service"),
                    ("reviewer", "Judged by the officer"),
                    ("scored", "Scored by the officer"),
                ],
                default="reviewer",
                max_length=20,
                verbose_name="kind",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "criterion",
            "criteria_set",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="criteria",
                to="budget_review.criteriaset",
            ),
        ),
        migrations.AddField(
            "round",
            "criteria_set",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rounds",
                to="budget_review.criteriaset",
                verbose_name="criteria",
            ),
        ),
        migrations.AddField(
            "screening",
            "criteria_set",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="budget_review.criteriaset"
            ),
        ),
        migrations.AddField(
            "finding",
            "evidence",
            models.TextField(blank=True, default="", verbose_name="evidence"),
            preserve_default=False,
        ),
        migrations.AddField("finding", "score", models.PositiveIntegerField(null=True, verbose_name="score")),
        migrations.AddField("finding", "working", models.JSONField(default=dict)),
        migrations.AlterField(
            "finding",
            "verdict",
            models.CharField(
                blank=True,
                choices=[
                    ("met", "Met"),
                    ("partly", "Partly met"),
                    ("not_met", "Not met"),
                    ("noted", "To be noted"),
                ],
                max_length=20,
                verbose_name="finding",
            ),
        ),
        migrations.AlterField("criterion", "code", models.SlugField(max_length=40, verbose_name="code")),
        migrations.RunPython(publish, migrations.RunPython.noop),
        migrations.AlterField(
            "criterion",
            "criteria_set",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="criteria", to="budget_review.criteriaset"
            ),
        ),
        migrations.AlterModelOptions(
            "criterion",
            {
                "ordering": ("criteria_set_id", "position"),
                "verbose_name": "criterion",
                "verbose_name_plural": "criteria",
            },
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.UniqueConstraint(fields=("criteria_set", "code"), name="one_criterion_per_code"),
        ),
        migrations.RemoveField("criterion", "is_active"),
        migrations.RemoveField("criterion", "is_automatic"),
        keep("budget_review_criteriaset"),
        keep("budget_review_criterion"),
    ]
