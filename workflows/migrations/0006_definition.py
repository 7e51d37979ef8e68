# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The definitions that were released, kept as the records are."""

from django.db import migrations, models

from workflows.triggers import keep


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0005_clocks_kept'),
    ]

    operations = [
        migrations.CreateModel(
            name='Definition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=100, verbose_name='kind')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('table', models.TextField()),
                ('hash', models.CharField(max_length=64)),
                ('words', models.JSONField(default=dict)),
                ('stored_at', models.DateTimeField(verbose_name='stored')),
            ],
            options={
                'verbose_name': 'definition',
                'verbose_name_plural': 'definitions',
                'ordering': ('kind', 'number'),
                'constraints': [models.UniqueConstraint(fields=('kind', 'number'), name='one_definition_per_number')],
            },
        ),
        keep('workflows_definition'),
    ]
