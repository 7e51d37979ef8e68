# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Obligations, each agency's own, and its evidence; they move only with their records."""

import django.db.models.deletion
import django_fsm
import workflows.held_still
from django.conf import settings
from django.db import migrations, models

from workflows.triggers import bind, bind_definition


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0002_kept'),
        ('digital_plan', '0011_status_rounds'),
        ('papers', '0004_annex_verdicts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AgencyObligation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('definition', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition')),
                ('state', models.CharField(choices=[('outstanding', 'Not reported yet'), ('reported_done', 'Reported done, waiting for DGA'), ('exemption_claimed', 'Said not to apply, waiting for DGA'), ('returned', 'Returned with a question'), ('confirmed', 'Confirmed by DGA'), ('not_applicable', 'Does not apply, confirmed by DGA'), ('lapsed', 'Lapsed with the obligation')], default='outstanding', editable=False, max_length=50, verbose_name='state')),
                ('done_on', models.DateField(editable=False, null=True, verbose_name='done on')),
                ('report', models.TextField(blank=True, editable=False, verbose_name='what the agency says')),
                ('reported_at', models.DateTimeField(editable=False, null=True, verbose_name='first reported')),
                ('is_late', models.BooleanField(default=False, editable=False, verbose_name='late')),
                ('settled_at', models.DateTimeField(editable=False, null=True, verbose_name='confirmed by DGA')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='obligations', to='agencies.agency', verbose_name='agency')),
                ('reported_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'obligation of an agency',
                'verbose_name_plural': 'obligations of agencies',
                'ordering': ('obligation_id', 'id'),
            },
            bases=(workflows.held_still.HeldStill, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name='DutyEvidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='what it shows')),
                ('filename', models.CharField(blank=True, max_length=200, verbose_name='file name')),
                ('link', models.URLField(blank=True, max_length=500, verbose_name='link')),
                ('sent_at', models.DateTimeField(verbose_name='sent')),
                ('request_id', models.UUIDField(unique=True)),
                ('removed_at', models.DateTimeField(null=True, verbose_name='taken out')),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.document')),
                ('duty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='digital_plan.agencyobligation')),
                ('removed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'evidence of an obligation',
                'verbose_name_plural': 'evidence of obligations',
                'ordering': ('duty_id', 'id'),
            },
        ),
        migrations.CreateModel(
            name='Obligation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('definition', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition')),
                ('state', models.CharField(choices=[('draft', 'Obligation drafted'), ('in_force', 'In force'), ('retired', 'No longer in force'), ('dropped', 'Not put in force')], default='draft', editable=False, max_length=50, verbose_name='state')),
                ('name_th', models.CharField(max_length=400, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=400, verbose_name='English name')),
                ('basis', models.CharField(choices=[('law', 'Section of a law'), ('circular', 'Circular letter')], max_length=10, verbose_name='what obliges')),
                ('section', models.CharField(blank=True, max_length=20, verbose_name='section of the law')),
                ('source', models.CharField(max_length=400, verbose_name='law, or office that issued the circular')),
                ('number', models.CharField(blank=True, max_length=100, verbose_name='number of the circular')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='date of the circular')),
                ('due_date', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('asked', models.TextField(max_length=4000, verbose_name='what is asked')),
                ('evidence_asked', models.TextField(blank=True, max_length=4000, verbose_name='evidence asked for')),
                ('lacks', models.CharField(blank=True, max_length=400, verbose_name='what is not known')),
                ('scope', models.CharField(choices=[('all', 'Every registered agency'), ('ministries', 'The agencies of some ministries'), ('chosen', 'Agencies by name')], default='all', max_length=12, verbose_name='whom it concerns')),
                ('scope_of', models.JSONField(blank=True, default=list, verbose_name='ministries or agencies')),
                ('is_example', models.BooleanField(default=False, verbose_name='example data')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'obligation',
                'verbose_name_plural': 'obligations',
                'ordering': ('id',),
            },
            bases=(workflows.held_still.HeldStill, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.AddField(
            model_name='agencyobligation',
            name='obligation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='digital_plan.obligation', verbose_name='obligation'),
        ),
        migrations.AddIndex(
            model_name='agencyobligation',
            index=models.Index(fields=['obligation', 'state'], name='duty_by_state'),
        ),
        migrations.AddConstraint(
            model_name='agencyobligation',
            constraint=models.UniqueConstraint(fields=('obligation', 'agency'), name='one_obligation_per_agency'),
        ),
        bind("digital_plan_obligation", "digital_plan.obligation", initial="draft"),
        bind_definition("digital_plan_obligation", "digital_plan.obligation"),
        bind("digital_plan_agencyobligation", "digital_plan.agencyobligation", initial="outstanding"),
        bind_definition("digital_plan_agencyobligation", "digital_plan.agencyobligation"),
    ]
