# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables of people, their tokens, notices and filters."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=150, unique=True, verbose_name='user name')),
                ('display_name', models.CharField(max_length=200, verbose_name='name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('language', models.CharField(choices=[('th', 'Thai'), ('en', 'English')], default='th', max_length=5, verbose_name='language of e-mails')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='what it is for')),
                ('prefix', models.CharField(editable=False, max_length=12, unique=True)),
                ('secret_sha256', models.CharField(editable=False, max_length=64)),
                ('created_at', models.DateTimeField(verbose_name='made')),
                ('expires_at', models.DateTimeField(verbose_name='expires')),
                ('last_used_at', models.DateTimeField(blank=True, null=True, verbose_name='last used')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='api_tokens', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'API token',
                'verbose_name_plural': 'API tokens',
                'ordering': ('user_id', 'id'),
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='token_expires_after_it_is_made')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event_id', models.UUIDField()),
                ('channel', models.CharField(choices=[('here', 'Notices'), ('mail', 'E-mail'), ('digest', 'Daily e-mail')], max_length=10)),
                ('kind', models.CharField(choices=[('turn', 'What waits for me'), ('progress', 'How projects go on'), ('meeting', 'Meetings and resolutions'), ('clock', 'Reminders and overdue work'), ('service', 'The service itself')], max_length=10)),
                ('topic', models.CharField(max_length=160)),
                ('title', models.CharField(max_length=500)),
                ('text_th', models.TextField()),
                ('text_en', models.TextField()),
                ('href', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField(verbose_name='when')),
                ('read_at', models.DateTimeField(null=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'notice',
                'verbose_name_plural': 'notices',
                'indexes': [models.Index(condition=models.Q(('channel', 'here')), fields=['person', '-id'], name='notices_of_person'), models.Index(condition=models.Q(('channel', 'here'), ('read_at__isnull', True)), fields=['person'], name='unread_notices'), models.Index(condition=models.Q(('channel', 'digest'), ('sent_at__isnull', True)), fields=['person', 'id'], name='notices_for_digest')],
                'constraints': [models.UniqueConstraint(fields=('event_id', 'person', 'channel'), name='told_once_by_each_channel')],
            },
        ),
        migrations.CreateModel(
            name='NoticePreference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('turn', 'What waits for me'), ('progress', 'How projects go on'), ('meeting', 'Meetings and resolutions'), ('clock', 'Reminders and overdue work'), ('service', 'The service itself')], max_length=10)),
                ('way', models.CharField(choices=[('mail', 'Here, and by e-mail at once'), ('digest', 'Here, and in one e-mail a day'), ('here', 'Here only'), ('off', 'Not at all')], max_length=10)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notice_preferences', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'kind'), name='one_way_per_kind')],
            },
        ),
        migrations.CreateModel(
            name='NoticeRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(max_length=160, verbose_name='event')),
                ('audience', models.CharField(max_length=60, verbose_name='who is told')),
                ('kind', models.CharField(choices=[('turn', 'What waits for me'), ('progress', 'How projects go on'), ('meeting', 'Meetings and resolutions'), ('clock', 'Reminders and overdue work'), ('service', 'The service itself')], max_length=10, verbose_name='kind of news')),
                ('way', models.CharField(choices=[('mail', 'Here, and by e-mail at once'), ('digest', 'Here, and in one e-mail a day'), ('here', 'Here only'), ('off', 'Not at all')], max_length=10, verbose_name='how, unless the person chose another way')),
                ('text_th', models.CharField(max_length=500, verbose_name='sentence in Thai')),
                ('text_en', models.CharField(max_length=500, verbose_name='sentence in English')),
                ('is_active', models.BooleanField(default=True, verbose_name='in use')),
                ('changed_at', models.DateTimeField(null=True)),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(fields=('topic', 'audience'), name='one_rule_per_event_and_audience')],
            },
        ),
        migrations.CreateModel(
            name='SavedFilter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(max_length=30)),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('query', models.CharField(blank=True, max_length=1000)),
                ('is_default', models.BooleanField(default=False, verbose_name='shown first')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_filters', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'saved filter',
                'verbose_name_plural': 'saved filters',
                'ordering': ('page', 'name', 'id'),
                'constraints': [models.UniqueConstraint(fields=('person', 'page', 'name'), name='one_filter_per_name'), models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('person', 'page'), name='one_default_filter_per_page')],
            },
        ),
    ]
