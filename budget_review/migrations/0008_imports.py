# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files of existing workplans, and lines of zero in a draft that came from one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('budget_review', '0007_back_moves'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('key', models.CharField(max_length=64, unique=True)),
                ('project_key', models.CharField(db_index=True, max_length=64)),
                ('cells', models.JSONField()),
            ],
            options={
                'verbose_name': 'imported row',
                'verbose_name_plural': 'imported rows',
                'ordering': ('brought_by_id', 'number'),
            },
        ),
        migrations.CreateModel(
            name='WorkplanImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filename', models.CharField(max_length=200, verbose_name='file')),
                ('sha256', models.CharField(max_length=64)),
                ('content', models.BinaryField()),
                ('sent_at', models.DateTimeField(verbose_name='sent')),
                ('request_id', models.UUIDField(unique=True)),
                ('answers', models.JSONField(default=dict)),
                ('status', models.CharField(choices=[('previewed', 'Waiting to be confirmed'), ('queued', 'Waiting for a worker'), ('running', 'Being brought in'), ('done', 'Brought in'), ('refused', 'Refused: nothing was brought in')], default='previewed', max_length=20, verbose_name='status')),
                ('row_count', models.PositiveIntegerField(default=0, verbose_name='rows')),
                ('done_count', models.PositiveIntegerField(default=0, verbose_name='rows dealt with')),
                ('outcome', models.JSONField(default=dict)),
                ('ended_at', models.DateTimeField(null=True, verbose_name='ended')),
            ],
            options={
                'verbose_name': 'imported workplan',
                'verbose_name_plural': 'imported workplans',
                'ordering': ('-pk',),
            },
        ),
        migrations.RemoveConstraint(
            model_name='budgetline',
            name='line_amount_above_zero',
        ),
        migrations.AddConstraint(
            model_name='budgetline',
            constraint=models.CheckConstraint(condition=models.Q(('amount_baht__gte', 0)), name='line_amount_not_negative'),
        ),
        migrations.AddField(
            model_name='importedrow',
            name='line',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='budget_review.budgetline'),
        ),
        migrations.AddField(
            model_name='importedrow',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imported_rows', to='budget_review.integrationproject'),
        ),
        migrations.AddField(
            model_name='workplanimport',
            name='actor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='workplan_imports', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='importedrow',
            name='brought_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='budget_review.workplanimport'),
        ),
    ]
