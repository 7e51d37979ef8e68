# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A matter begins as proposed; it has its committee, one label, and a late approval when it came late."""

import django.db.models.deletion
from django.db import migrations, models

from workflows.triggers import bind

TABLE, KIND = "committee_agendaitem", "committee.agendaitem"
BEFORE = bind(TABLE, KIND, initial="listed")


class Migration(migrations.Migration):
    dependencies = [("committee", "0016_fill_items")]
    operations = [
        migrations.RunPython(BEFORE.reverse_code, BEFORE.code),
        bind(TABLE, KIND, initial="proposed"),
        migrations.AlterField(
            model_name='agendaitem',
            name='committee',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='committee.committee'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('proposed', 'listed', 'under_consideration', 'drafted'))), fields=('project', 'committee'), name='one_open_item_per_project_and_committee'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(condition=models.Q(('issued_label', ''), _negated=True), fields=('meeting', 'issued_label'), name='one_item_per_label'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('section__gte', 1), ('section__lte', 20)), name='a_heading_of_the_agenda'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_late', True), ('late_approved_at__isnull', False), ('late_approved_by__isnull', False), models.Q(('late_reason', ''), _negated=True)), models.Q(('is_late', False), ('late_approved_at', None), ('late_approved_by', None)), _connector='OR'), name='late_means_approved_late'),
        ),
    ]
