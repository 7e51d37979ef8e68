# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Papers of proposals, whose files nobody changes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from workflows.triggers import keep


class Migration(migrations.Migration):

    dependencies = [
        ('budget_review', '0015_inquiries'),
        ('papers', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.CharField(blank=True, max_length=40, verbose_name='section')),
                ('kind', models.CharField(max_length=30, verbose_name='kind')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('is_confidential', models.BooleanField(default=False, verbose_name='confidential')),
                ('removed_at', models.DateTimeField(null=True)),
                ('line', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='attachments', to='budget_review.budgetline')),
                ('participation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='budget_review.participation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='budget_review.integrationproject')),
                ('removed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'attachment',
                'verbose_name_plural': 'attachments',
                'ordering': ('project_id', 'id'),
            },
        ),
        migrations.CreateModel(
            name='AttachmentFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('filename', models.CharField(max_length=200, verbose_name='file name')),
                ('sent_at', models.DateTimeField(verbose_name='sent')),
                ('request_id', models.UUIDField(unique=True)),
                ('attachment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='budget_review.attachment')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.document')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'file of an attachment',
                'verbose_name_plural': 'files of attachments',
                'ordering': ('attachment_id', 'number'),
                'constraints': [models.UniqueConstraint(fields=('attachment', 'number'), name='one_file_per_number')],
            },
        ),
        keep("budget_review_attachmentfile"),
    ]
