# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The minutes of a meeting: their sections, texts, papers, circulation and corrigenda."""

import django.db.models.deletion
import django_fsm
import workflows.held_still
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('committee', '0010_meeting_states'),
        ('papers', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('definition', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition')),
                ('state', django_fsm.FSMField(choices=[('drafting', 'Minutes being drafted'), ('circulated', 'Circulated to the members'), ('adopted', 'Minutes adopted'), ('published', 'Minutes published')], default='drafting', editable=False, max_length=50, protected=True, verbose_name='state')),
                ('circulation', models.PositiveIntegerField(default=0, editable=False, verbose_name='circulation')),
                ('due_on', models.DateField(editable=False, null=True, verbose_name='comments until')),
                ('adopted_at', models.DateTimeField(editable=False, null=True, verbose_name='adopted')),
                ('way', models.CharField(blank=True, choices=[('same_meeting', 'At the same meeting'), ('next_meeting', 'At a later meeting'), ('circulation', 'By circulation, confirmed in writing')], editable=False, max_length=20, verbose_name='way of adoption')),
                ('amendments', models.JSONField(default=list)),
                ('adopted_at_meeting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='adopted_minutes', to='committee.meeting')),
                ('item', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='minutes_to_adopt', to='committee.agendaitem')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='committee.meeting')),
            ],
            options={
                'verbose_name': 'minutes',
                'verbose_name_plural': 'minutes',
                'ordering': ('-meeting__starts_at', '-id'),
            },
            bases=(workflows.held_still.HeldStill, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name='MinutesComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('circulation', models.PositiveIntegerField(verbose_name='circulation')),
                ('text', models.TextField(verbose_name='comment')),
                ('said_at', models.DateTimeField()),
                ('request_id', models.UUIDField(unique=True)),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='committee.minutes')),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'comment on minutes',
                'verbose_name_plural': 'comments on minutes',
                'ordering': ('minutes_id', 'id'),
            },
        ),
        migrations.CreateModel(
            name='MinutesAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('accepted', 'Accepted'), ('declined', 'Not accepted'), ('answered', 'Explained')], max_length=20, verbose_name='answer')),
                ('text', models.TextField(blank=True, verbose_name='explanation')),
                ('answered_at', models.DateTimeField()),
                ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('comment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='committee.minutescomment')),
            ],
            options={
                'verbose_name': 'answer to a comment on minutes',
                'verbose_name_plural': 'answers to comments on minutes',
                'ordering': ('comment_id',),
            },
        ),
        migrations.CreateModel(
            name='MinutesSection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40)),
                ('kind', models.CharField(choices=[('present', 'Those who attended'), ('absent', 'Those who did not attend'), ('attending', 'Others in attendance'), ('opening', 'Opening'), ('heading', 'Agenda heading'), ('item', 'Agenda item'), ('closing', 'End of the meeting'), ('signatures', 'Recorded and checked by')], max_length=20)),
                ('position', models.PositiveIntegerField()),
                ('label', models.CharField(blank=True, max_length=20)),
                ('title', models.CharField(max_length=400)),
                ('is_confidential', models.BooleanField(default=False, verbose_name='confidential: not in the published minutes')),
                ('is_left_over', models.BooleanField(default=False)),
                ('generated', models.TextField(blank=True)),
                ('source_sha256', models.CharField(max_length=64)),
                ('edited', models.TextField(null=True)),
                ('edited_from', models.TextField(blank=True)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('written_at', models.DateTimeField(null=True)),
                ('item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='committee.agendaitem')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sections', to='committee.minutes')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'section of the minutes',
                'verbose_name_plural': 'sections of the minutes',
                'ordering': ('minutes_id', 'position', 'id'),
            },
        ),
        migrations.AddField(
            model_name='minutescomment',
            name='section',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='committee.minutessection'),
        ),
        migrations.CreateModel(
            name='EarlierMinutesText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True)),
                ('written_at', models.DateTimeField()),
                ('replaced_at', models.DateTimeField()),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('section', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='earlier', to='committee.minutessection')),
            ],
            options={
                'verbose_name': 'earlier text of the minutes',
                'verbose_name_plural': 'earlier texts of the minutes',
                'ordering': ('section_id', '-id'),
            },
        ),
        migrations.CreateModel(
            name='MinutesText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='version')),
                ('is_public', models.BooleanField(default=False)),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='committee.minutes')),
            ],
            options={
                'verbose_name': 'text of minutes',
                'verbose_name_plural': 'texts of minutes',
                'ordering': ('minutes_id', 'number'),
            },
        ),
        migrations.CreateModel(
            name='MinutesPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_draft', models.BooleanField()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.document')),
                ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='committee.minutestext')),
            ],
            options={
                'verbose_name': 'paper of minutes',
                'verbose_name_plural': 'papers of minutes',
                'ordering': ('text_id', 'id'),
            },
        ),
        migrations.AddField(
            model_name='minutes',
            name='adopted',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='committee.minutestext'),
        ),
        migrations.AddField(
            model_name='minutes',
            name='circulated',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='committee.minutestext'),
        ),
        migrations.CreateModel(
            name='Corrigendum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='corrigendum number')),
                ('key', models.CharField(max_length=40)),
                ('label', models.CharField(blank=True, max_length=20)),
                ('title', models.CharField(max_length=400)),
                ('before', models.TextField()),
                ('after', models.TextField()),
                ('reason', models.TextField()),
                ('issued_at', models.DateTimeField()),
                ('adopted_at_meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adopted_corrigenda', to='committee.meeting')),
                ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrigenda', to='committee.minutes')),
            ],
            options={
                'verbose_name': 'corrigendum',
                'verbose_name_plural': 'corrigenda',
                'ordering': ('minutes_id', 'number'),
                'constraints': [models.UniqueConstraint(fields=('minutes', 'number'), name='one_corrigendum_per_number')],
            },
        ),
        migrations.CreateModel(
            name='MinutesReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('definition', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition')),
                ('state', django_fsm.FSMField(choices=[('asked', 'Not answered yet'), ('confirmed', 'Confirmed'), ('amendment_asked', 'Asks for an amendment'), ('lapsed', 'Lapsed with its circulation')], default='asked', editable=False, max_length=50, protected=True, verbose_name='state')),
                ('circulation', models.PositiveIntegerField(verbose_name='circulation')),
                ('read_at', models.DateTimeField(editable=False, null=True, verbose_name='read')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='minutes_replies', to='committee.rollentry')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='committee.minutes')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='minutes_replies', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'answer to minutes',
                'verbose_name_plural': 'answers to minutes',
                'ordering': ('minutes_id', 'circulation', 'entry__seat__position', 'id'),
                'constraints': [models.UniqueConstraint(fields=('minutes', 'circulation', 'entry'), name='one_reply_per_circulation')],
            },
            bases=(workflows.held_still.HeldStill, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.AddConstraint(
            model_name='minutessection',
            constraint=models.UniqueConstraint(fields=('minutes', 'key'), name='one_minutes_section_per_key'),
        ),
        migrations.AddConstraint(
            model_name='minutestext',
            constraint=models.UniqueConstraint(fields=('minutes', 'number'), name='one_minutes_text_per_number'),
        ),
        migrations.AddConstraint(
            model_name='minutestext',
            constraint=models.UniqueConstraint(fields=('minutes', 'sha256'), name='one_minutes_text_per_hash'),
        ),
        migrations.AddConstraint(
            model_name='minutespaper',
            constraint=models.UniqueConstraint(fields=('text', 'is_draft'), name='one_minutes_paper_per_kind'),
        ),
        migrations.AddConstraint(
            model_name='minutes',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('adopted', 'published')), _negated=True), models.Q(('adopted__isnull', False), ('adopted_at__isnull', False), models.Q(models.Q(('adopted_at_meeting', None), ('way', 'circulation')), models.Q(('adopted_at_meeting__isnull', False), ('way__in', ('same_meeting', 'next_meeting'))), _connector='OR')), _connector='OR'), name='adopted_minutes_name_their_meeting'),
        ),
    ]
