# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The calendar of the year and the contact points, with what the slides say of them."""

from datetime import UTC, datetime
from uuid import UUID, uuid5

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from digital_plan.reference.contacts import CONTACTS
from digital_plan.reference.year_2564 import ENTRIES
from workflows.triggers import keep

DELIVERED = UUID("6d617469-0000-4000-8000-000000012564")


def deliver(apps, editor):
    """Bring the action plan and the contact points of the slides, which nobody in the office wrote."""
    change, entry, contact = (apps.get_model("digital_plan", name) for name in ("YearChange", "YearEntry", "Contact"))
    at = datetime(2026, 11, 23, tzinfo=UTC)
    written = change.objects.create(
        at=at, reason="ข้อมูลที่มากับระบบ", request_id=DELIVERED,
        facts={"added": [row["code"] for row in ENTRIES], "retired": []},
    )
    entry.objects.bulk_create(entry(added_by=written, **row) for row in ENTRIES)
    for row in CONTACTS:
        contact.objects.create(added_at=at, request_id=uuid5(DELIVERED, row["topic"]), **row)



class Migration(migrations.Migration):

    dependencies = [
        ('digital_plan', '0006_clinic'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(choices=[('plan', 'The plan, and driving it'), ('clinic', 'The plan clinic'), ('questionnaire', 'The alignment questionnaire'), ('budget', 'The integrated budget'), ('service', 'This service')], max_length=15, verbose_name='topic')),
                ('office', models.CharField(max_length=255, verbose_name='office')),
                ('post', models.CharField(blank=True, max_length=255, verbose_name='post')),
                ('mailbox', models.EmailField(blank=True, max_length=254, verbose_name='shared mailbox')),
                ('phone', models.CharField(blank=True, max_length=60, verbose_name='office telephone')),
                ('channel', models.CharField(blank=True, max_length=255, verbose_name='group channel')),
                ('source', models.CharField(max_length=255, verbose_name='source')),
                ('added_at', models.DateTimeField(verbose_name='when')),
                ('request_id', models.UUIDField(unique=True)),
                ('retired_at', models.DateTimeField(null=True, verbose_name='retired')),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='added by')),
                ('retired_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retired by')),
            ],
            options={
                'verbose_name': 'contact point',
                'verbose_name_plural': 'contact points',
                'ordering': ('topic', 'id'),
            },
        ),
        migrations.CreateModel(
            name='YearChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('reason', models.TextField(verbose_name='reason')),
                ('facts', models.JSONField(default=dict)),
                ('request_id', models.UUIDField(unique=True)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': "change of the year's calendar",
                'verbose_name_plural': "changes of the year's calendar",
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='YearEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_th', models.CharField(max_length=255, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=255, verbose_name='English name')),
                ('code', models.SlugField(max_length=20, verbose_name='code')),
                ('year', models.PositiveIntegerField(verbose_name='year (B.E.)')),
                ('lane', models.CharField(choices=[('driving', 'Driving the plan'), ('tracking', 'Monitoring and evaluation'), ('budget', 'Integrated budget'), ('meetings', 'Meetings of the committee'), ('clinic', 'Plan clinic')], max_length=10, verbose_name='lane')),
                ('kind', models.CharField(choices=[('activity', 'Activity'), ('general', 'General meeting'), ('committee', 'Committee meeting')], max_length=10, verbose_name='kind')),
                ('is_milestone', models.BooleanField(default=False, verbose_name='milestone')),
                ('certainty', models.CharField(choices=[('day', 'On these days'), ('month', 'Some time in these months'), ('unknown', 'To be checked')], max_length=8, verbose_name='how sure')),
                ('first_day', models.DateField(blank=True, null=True, verbose_name='first day')),
                ('last_day', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('fiscal_years', models.JSONField(blank=True, default=list, verbose_name='fiscal years (B.E.)')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                ('source', models.CharField(max_length=255, verbose_name='source')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='digital_plan.yearchange', verbose_name='added by')),
                ('retired_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='retired', to='digital_plan.yearchange', verbose_name='retired by')),
            ],
            options={
                'verbose_name': "entry of the year's calendar",
                'verbose_name_plural': "entries of the year's calendar",
                'ordering': ('year', 'first_day', 'id'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('retired_by__isnull', True)), fields=('code',), name='one_year_entry_per_code'), models.CheckConstraint(condition=models.Q(models.Q(('certainty', 'unknown'), ('first_day__isnull', True), ('last_day__isnull', True)), models.Q(models.Q(('certainty', 'unknown'), _negated=True), ('first_day__isnull', False), ('last_day__gte', models.F('first_day'))), _connector='OR'), name='year_entry_has_days_or_none')],
            },
        ),
        keep("digital_plan_yearchange"),
        migrations.RunPython(deliver, migrations.RunPython.noop),
    ]
