# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a matter on the agenda is: its kind, who sees it, its label as issued, where it came from, its late approval."""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0004_absences'),
        ('budget_review', '0021_revisions_of_rounds'),
        ('committee', '0014_changes_once'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='agendaitem',
            name='one_open_item_per_project',
        ),
        migrations.RemoveConstraint(
            model_name='agendaitem',
            name='one_of_six_headings',
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='agency',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='agencies.agency', verbose_name='handed in by'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='committee',
            field=models.ForeignKey(null=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='committee.committee'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='confidentiality',
            field=models.CharField(choices=[('open', 'Open'), ('members', 'Members and secretariat only'), ('chair', 'Chair and secretariat only')], default='open', max_length=10, verbose_name='who sees it'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='is_late',
            field=models.BooleanField(default=False, editable=False, verbose_name='late item'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='issued_label',
            field=models.CharField(blank=True, editable=False, max_length=12, verbose_name='label'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='item_kind',
            field=models.CharField(choices=[('decision', 'For decision'), ('consent', 'For consent, taken together'), ('information', 'For information'), ('minutes', 'Adoption of minutes'), ('matters_arising', 'Matter arising'), ('report', 'Report to cabinet for information')], default='information', max_length=20, verbose_name='kind of item'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='late_approved_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='approved'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='late_approved_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='late_reason',
            field=models.TextField(blank=True, verbose_name='why it comes late'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='predecessor',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successor', to='committee.agendaitem'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='proposed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='agendaitem',
            name='state',
            field=django_fsm.FSMField(choices=[('proposed', 'Proposed'), ('listed', 'Listed'), ('under_consideration', 'Under consideration'), ('drafted', 'Resolution drafted'), ('resolved', 'Resolved'), ('deferred', 'Deferred'), ('noted', 'Noted'), ('not_reached', 'Not reached'), ('taken_off', 'Taken off'), ('turned_away', 'Turned away'), ('dropped', 'Not brought back')], default='proposed', editable=False, max_length=50, protected=True, verbose_name='state'),
        ),
    ]
