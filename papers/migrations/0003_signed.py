# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signed forms of papers, and the codes printed on papers."""

import django.db.models.deletion
from django.db import migrations, models

from workflows.triggers import keep


class Migration(migrations.Migration):

    dependencies = [
        ('papers', '0002_kept'),
    ]

    operations = [
        migrations.CreateModel(
            name='PaperCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=16, unique=True)),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='code', to='papers.document')),
            ],
            options={
                'verbose_name': 'code of a paper',
                'verbose_name_plural': 'codes of papers',
            },
        ),
        migrations.CreateModel(
            name='SignedForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signer', models.CharField(max_length=300, verbose_name='signed by')),
                ('is_stamped', models.BooleanField(verbose_name='with a time-stamp of an authority')),
                ('signed_at', models.DateTimeField(verbose_name='signed')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signed_form', to='papers.document')),
                ('signed', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='unsigned_form', to='papers.document')),
            ],
            options={
                'verbose_name': 'signed form of a document',
                'verbose_name_plural': 'signed forms of documents',
            },
        ),
        keep("papers_signedform"),
        keep("papers_papercode"),
    ]
