# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables of permits."""

import django.db.models.deletion
import django_fsm
from django.db import migrations, models

from workflows.triggers import bind, bind_definition


class Migration(migrations.Migration):

    initial = True

    dependencies = [('workflows', '0002_keep_records')]

    operations = [
        migrations.CreateModel(
            name='Permit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('definition', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition')),
                ('state', django_fsm.FSMField(choices=[('asked', 'Asked for'), ('checked', 'Checked'), ('looked', 'Looked at twice'), ('verified', 'Verified'), ('held', 'Held'), ('granted', 'Granted'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn')], default='asked', editable=False, max_length=50, protected=True)),
                ('purpose', models.CharField(blank=True, max_length=100)),
                ('is_small', models.BooleanField(default=False)),
                ('is_locked', models.BooleanField(default=False)),
            ],
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Reference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('definition', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition')),
                ('state', django_fsm.FSMField(choices=[('asked', 'Asked'), ('given', 'Given'), ('declined', 'Declined')], default='asked', editable=False, max_length=50, protected=True)),
                ('permit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='references', to='permits.permit')),
            ],
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        bind('permits_permit', 'permits.permit', initial='asked'),
        bind('permits_reference', 'permits.reference', initial='asked'),
        bind_definition('permits_permit', 'permits.permit'),
        bind_definition('permits_reference', 'permits.reference'),
    ]
