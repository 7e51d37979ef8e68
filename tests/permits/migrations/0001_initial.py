# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables of permits."""

import django.db.models.deletion
from django.db import migrations, models

from workflows.triggers import bind, bind_definition


class Migration(migrations.Migration):

    initial = True

    dependencies = [('workflows', '0002_kept')]

    operations = [
        migrations.CreateModel(
            name='Permit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('definition', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition')),
                ('state', models.CharField(choices=[('asked', 'Asked for'), ('checked', 'Checked'), ('looked', 'Looked at twice'), ('verified', 'Verified'), ('held', 'Held'), ('granted', 'Granted'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn')], default='asked', editable=False, max_length=50)),
                ('purpose', models.CharField(blank=True, max_length=100)),
                ('is_small', models.BooleanField(default=False)),
                ('is_locked', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='Reference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('definition', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition')),
                ('state', models.CharField(choices=[('asked', 'Asked'), ('given', 'Given'), ('declined', 'Declined')], default='asked', editable=False, max_length=50)),
                ('permit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='references', to='permits.permit')),
            ],
        ),
        bind('permits_permit', 'permits.permit', initial='asked'),
        bind('permits_reference', 'permits.reference', initial='asked'),
        bind_definition('permits_permit', 'permits.permit'),
        bind_definition('permits_reference', 'permits.reference'),
    ]
