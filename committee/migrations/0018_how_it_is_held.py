# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a meeting is held and called; what another body confirms; what members note and ask."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('committee', '0017_keep_items'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PrivateNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, verbose_name='note')),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('written_at', models.DateTimeField(verbose_name='written')),
            ],
            options={
                'verbose_name': 'private note',
                'verbose_name_plural': 'private notes',
                'ordering': ('item_id', 'user_id'),
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='question')),
                ('asked_at', models.DateTimeField(verbose_name='asked')),
                ('request_id', models.UUIDField(editable=False, unique=True)),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
            ],
            options={
                'verbose_name': 'question on a matter',
                'verbose_name_plural': 'questions on matters',
                'ordering': ('item_id', 'pk'),
            },
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='confirms',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='confirmed_by', to='committee.agendaitem'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='identification',
            field=models.CharField(blank=True, choices=[('account', 'Signing in to this service'), ('one_time_code', 'A one-time code'), ('vouched', 'Another who is there vouches for them')], max_length=20, verbose_name='how people who join online show who they are'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='is_recorded',
            field=models.BooleanField(default=False, verbose_name='sound and picture are recorded'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='is_urgent',
            field=models.BooleanField(default=False, editable=False, verbose_name='called urgently by the chair'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='letter_number',
            field=models.CharField(blank=True, max_length=100, verbose_name='number of the invitation'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='mode',
            field=models.CharField(choices=[('in_person', 'In one place'), ('online', 'Online'), ('hybrid', 'In one place and online')], default='in_person', max_length=20, verbose_name='how it is held'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='online_link',
            field=models.URLField(blank=True, max_length=500, verbose_name='link to join'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('mode', 'in_person'), models.Q(models.Q(('online_link', ''), _negated=True), models.Q(('identification', ''), _negated=True)), _connector='OR'), name='online_has_link_and_identification'),
        ),
        migrations.AddField(
            model_name='privatenote',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='private_notes', to='committee.agendaitem'),
        ),
        migrations.AddField(
            model_name='privatenote',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='private_notes', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='question',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='question',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='question',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='committee.agendaitem'),
        ),
        migrations.AddConstraint(
            model_name='privatenote',
            constraint=models.UniqueConstraint(fields=('item', 'user'), name='one_note_per_person_and_item'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None), ('answered_by', None)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='answered_whole_or_not'),
        ),
    ]
