# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Comments on projects, which nobody changes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from workflows.triggers import keep


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0004_absences'),
        ("budget_review", "0017_criteria_sets"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('circle', models.CharField(choices=[('internal', "DGA's screening only"), ('visible', 'Everybody who may see the project')], max_length=10, verbose_name='who reads it')),
                ('section', models.CharField(blank=True, max_length=40, verbose_name='section')),
                ('text', models.TextField(verbose_name='comment')),
                ('content_version', models.PositiveIntegerField(null=True, verbose_name='content version')),
                ('role', models.CharField(choices=[('agency_officer', 'Agency officer'), ('agency_head', 'Head of agency'), ('screening_officer', 'Screening officer'), ('screening_head', 'Head of screening'), ('expert', 'Expert'), ('secretary', 'Secretary'), ('budget_officer', 'Budget Bureau officer'), ('auditor', 'Auditor'), ('administrator', 'Administrator')], max_length=40, verbose_name='role')),
                ('request_id', models.UUIDField(unique=True)),
                ('at', models.DateTimeField(verbose_name='when')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency', verbose_name='agency')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('corrects', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='budget_review.comment')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='budget_review.integrationproject')),
            ],
            options={
                'verbose_name': 'comment on a project',
                'verbose_name_plural': 'comments on projects',
                'ordering': ('project_id', 'id'),
                'constraints': [models.CheckConstraint(condition=models.Q(('circle__in', ['internal', 'visible'])), name='comment_has_a_circle')],
            },
        ),
        keep("budget_review_comment"),
    ]
