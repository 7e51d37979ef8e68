# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A pack has other copies: the chair's, the public's, the archive's, and each in English. None ever changes."""

import django.db.models.deletion
from django.db import migrations, models

from workflows.triggers import keep


class Migration(migrations.Migration):

    dependencies = [
        ('committee', '0013_pack_builds'),
        ('papers', '0003_signed'),
    ]

    operations = [
        migrations.CreateModel(
            name='PackEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('profile', models.CharField(choices=[('member', "Members' copy"), ('chair', "Chair's and secretariat's copy"), ('public', 'Public copy'), ('archive', 'Archive copy')], max_length=10, verbose_name='copy')),
                ('language', models.CharField(choices=[('th', 'Thai'), ('en', 'English')], max_length=2, verbose_name='language')),
                ('snapshot', models.JSONField()),
                ('snapshot_sha256', models.CharField(max_length=64)),
                ('manifest', models.JSONField(editable=False)),
                ('manifest_sha256', models.CharField(editable=False, max_length=64)),
                ('built_at', models.DateTimeField()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.document')),
                ('pack', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='committee.pack')),
            ],
            options={
                'verbose_name': 'copy of a meeting pack',
                'verbose_name_plural': 'copies of meeting packs',
                'ordering': ('pack_id', 'id'),
                'constraints': [models.UniqueConstraint(fields=('pack', 'profile', 'language'), name='one_copy_of_each_kind')],
            },
        ),
        keep("committee_packedition"),
    ]
