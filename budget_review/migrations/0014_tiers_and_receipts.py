# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tier of each project with its reasons, the bands that decide it, and receipts in unbroken series."""

import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from workflows.triggers import keep


def deliver(apps, schema_editor):
    """The first bands: our proposal, until the office sets its own."""
    apps.get_model("budget_review", "TierBands")._default_manager.create(
        number=1,
        from_date=datetime.date(2000, 1, 1),
        standard_from_baht=5_000_000,
        full_from_baht=100_000_000,
        many_agencies_from=5,
        risks={
            "many_agencies": "standard",
            "several_years": "standard",
            "high_risk": "standard",
            "host_takes_part": "standard",
            "state_committee": "full",
        },
        opinions={"full": ["architecture", "budget"]},
    )


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0004_absences'),
        ('budget_review', '0013_price_and_later_years'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fiscal_year', models.PositiveIntegerField(verbose_name='fiscal year (B.E.)')),
                ('number', models.PositiveIntegerField(verbose_name='receipt number')),
                ('content_version', models.PositiveIntegerField(verbose_name='content version')),
                ('letter_number', models.CharField(max_length=80, verbose_name='letter number')),
                ('project_seq', models.PositiveIntegerField()),
                ('at', models.DateTimeField(verbose_name='received')),
            ],
            options={
                'verbose_name': 'receipt',
                'verbose_name_plural': 'receipts',
                'ordering': ('project_id', 'id'),
            },
        ),
        migrations.CreateModel(
            name='ReceiptSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fiscal_year', models.PositiveIntegerField(unique=True, verbose_name='fiscal year (B.E.)')),
                ('last', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'series of receipts',
            },
        ),
        migrations.CreateModel(
            name='TierBands',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True, verbose_name='version')),
                ('from_date', models.DateField(verbose_name='from')),
                ('standard_from_baht', models.DecimalField(decimal_places=2, max_digits=15, verbose_name='standard review from (baht)')),
                ('full_from_baht', models.DecimalField(decimal_places=2, max_digits=15, verbose_name='full review from (baht)')),
                ('many_agencies_from', models.PositiveIntegerField(default=5, verbose_name='many agencies are, from')),
                ('risks', models.JSONField(default=dict)),
                ('opinions', models.JSONField(default=dict)),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('made_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'bands of review',
                'verbose_name_plural': 'bands of review',
                'ordering': ('-number',),
            },
        ),
        migrations.AddField(
            model_name='integrationproject',
            name='tier',
            field=models.CharField(blank=True, choices=[('light', 'Light review'), ('standard', 'Standard review'), ('full', 'Full review with expert opinions')], editable=False, max_length=10, verbose_name='review'),
        ),
        migrations.AddField(
            model_name='screening',
            name='tier',
            field=models.CharField(blank=True, choices=[('light', 'Light review'), ('standard', 'Standard review'), ('full', 'Full review with expert opinions')], max_length=10, verbose_name='review'),
        ),
        migrations.AddField(
            model_name='screening',
            name='tier_reasons',
            field=models.JSONField(default=list),
        ),
        migrations.AddIndex(
            model_name='integrationproject',
            index=models.Index(condition=models.Q(('tier', ''), _negated=True), fields=['tier', 'code'], name='project_by_tier'),
        ),
        migrations.AddField(
            model_name='receipt',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='budget_review.integrationproject'),
        ),
        migrations.AddField(
            model_name='tierbands',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='screening',
            name='bands',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='budget_review.tierbands'),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.UniqueConstraint(fields=('fiscal_year', 'number'), name='one_receipt_per_number'),
        ),
        migrations.AddConstraint(
            model_name='tierbands',
            constraint=models.CheckConstraint(condition=models.Q(('full_from_baht__gte', models.F('standard_from_baht')), ('standard_from_baht__gte', 0)), name='bands_follow_each_other'),
        ),
        keep("budget_review_receipt"),
        keep("budget_review_tierbands"),
        migrations.RunPython(deliver, migrations.RunPython.noop),
    ]
