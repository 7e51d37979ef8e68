# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Targets and ceiling of a workplan, and permissions to be late, which nobody changes."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from workflows.triggers import keep


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0004_absences'),
        ('budget_review', '0010_similarity'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='workplan',
            name='ceiling_baht',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=15, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='ceiling (baht)'),
        ),
        migrations.CreateModel(
            name='LatePermission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until', models.DateTimeField(verbose_name='until')),
                ('reason', models.TextField(verbose_name='reason')),
                ('given_at', models.DateTimeField(verbose_name='given')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency', verbose_name='agency')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='late_permissions', to='budget_review.round')),
            ],
            options={
                'verbose_name': 'permission to be late',
                'verbose_name_plural': 'permissions to be late',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='WorkplanTarget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('text', models.CharField(max_length=500, verbose_name='target')),
                ('indicator', models.CharField(blank=True, max_length=500, verbose_name='indicator')),
                ('approaches', models.TextField(blank=True, verbose_name='approaches')),
                ('workplan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='budget_review.workplan')),
            ],
            options={
                'verbose_name': 'target of a workplan',
                'verbose_name_plural': 'targets of a workplan',
                'ordering': ('workplan_id', 'position', 'id'),
            },
        ),
        keep("budget_review_latepermission"),
    ]
