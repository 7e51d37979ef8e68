# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Matters have annexes, kept as they were handed in, and kept when they are taken out."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from workflows.triggers import keep


class Migration(migrations.Migration):
    dependencies = [
        ('agencies', '0002_kept'),
        ('committee', '0014_pack_edition'),
        ('papers', '0004_annex_verdicts'),
        ('workflows', '0002_kept'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ItemPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('filename', models.CharField(max_length=200, verbose_name='file name')),
                ('in_pack', models.BooleanField(default=True, verbose_name='in the pack')),
                ('added_at', models.DateTimeField(verbose_name='handed in')),
                ('request_id', models.UUIDField(unique=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.document')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='committee.agendaitem')),
                ('judged', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.annexverdict')),
            ],
            options={
                'verbose_name': 'annex of a matter',
                'verbose_name_plural': 'annexes of matters',
                'ordering': ('item_id', 'id'),
            },
        ),
        migrations.CreateModel(
            name='ItemPaperRemoval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(verbose_name='reason')),
                ('removed_at', models.DateTimeField(verbose_name='taken out')),
                ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='removal', to='committee.itempaper')),
                ('removed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'annex taken out',
                'verbose_name_plural': 'annexes taken out',
                'ordering': ('paper_id',),
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='taken_out_with_a_reason')],
            },
        ),
        keep('committee_itempaper'),
        keep('committee_itempaperremoval'),
    ]
