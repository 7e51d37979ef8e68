# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions put to the agencies of a project while it is screened; each moves only with its records."""

import django.db.models.deletion
import django_fsm
import workflows.held_still
from django.db import migrations, models

from workflows.triggers import bind, bind_definition


class Migration(migrations.Migration):

    dependencies = [
        ("budget_review", "0014_tiers_and_receipts"),
    ]

    operations = [
        migrations.CreateModel(
            name='Inquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('definition', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition')),
                ('state', django_fsm.FSMField(choices=[('asked', 'Waiting for an answer'), ('answered', 'Answered'), ('closed', 'Closed'), ('withdrawn', 'Question withdrawn'), ('ended', 'Ended with the screening')], default='asked', editable=False, max_length=50, protected=True, verbose_name='state')),
                ('section', models.CharField(blank=True, max_length=40, verbose_name='section')),
                ('days', models.PositiveSmallIntegerField(default=5, verbose_name='working days for the answer')),
                ('opinion', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='budget_review.expertopinion')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='budget_review.participation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='budget_review.integrationproject')),
            ],
            options={
                'verbose_name': 'question to an agency',
                'verbose_name_plural': 'questions to agencies',
                'ordering': ('project_id', 'id'),
            },
            bases=(workflows.held_still.HeldStill, django_fsm.FSMModelMixin, models.Model),
        ),
        bind("budget_review_inquiry", "budget_review.inquiry", initial="asked"),
        bind_definition("budget_review_inquiry", "budget_review.inquiry"),
    ]
