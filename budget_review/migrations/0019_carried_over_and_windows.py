# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Projects carried over from year to year, changes of windows that nobody changes, what follows the Act."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from workflows.triggers import keep


class Migration(migrations.Migration):

    dependencies = [
        ('budget_review', '0018_comments'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='integrationproject',
            name='rolled_from',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried_into', to='budget_review.integrationproject', verbose_name='carried over from'),
        ),
        migrations.AlterField(
            model_name='amountentry',
            name='stage',
            field=models.CharField(choices=[('proposed', 'Proposed by the agency'), ('screened', 'After DGA screening'), ('endorsed', 'Endorsed by the committee'), ('requested', 'Budget request'), ('bureau', 'Budget Bureau'), ('cabinet', 'Cabinet'), ('bill', 'Draft bill'), ('house', 'House of Representatives'), ('act', 'Budget Act'), ('allocated', 'Allocated'), ('spent', 'Disbursed')], max_length=20, verbose_name='stage'),
        ),
        migrations.CreateModel(
            name='RoundChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_at', models.DateTimeField(verbose_name='opened before')),
                ('closed_at', models.DateTimeField(verbose_name='closed before')),
                ('opens_at', models.DateTimeField(verbose_name='opens')),
                ('closes_at', models.DateTimeField(verbose_name='closes')),
                ('reason', models.TextField(verbose_name='reason')),
                ('changed_at', models.DateTimeField(verbose_name='changed')),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='budget_review.round')),
            ],
            options={
                'verbose_name': "change of a round's window",
                'verbose_name_plural': "changes of rounds' windows",
                'ordering': ('-pk',),
            },
        ),
        keep("budget_review_roundchange"),
    ]
