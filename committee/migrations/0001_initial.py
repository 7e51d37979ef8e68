# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later

import django.core.validators
import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('budget_review', '0001_initial'),
        ('papers', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Committee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_th', models.CharField(max_length=255, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=255, verbose_name='English name')),
                ('code', models.SlugField(max_length=40, unique=True, verbose_name='code')),
                ('quorum_percent', models.PositiveIntegerField(default=50, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='quorum (percent of those entitled to vote)')),
                ('legal_basis', models.TextField(blank=True, verbose_name='legal basis')),
                ('is_example', models.BooleanField(default=False, verbose_name='example data')),
            ],
            options={
                'verbose_name': 'committee',
                'verbose_name_plural': 'committees',
                'ordering': ('code',),
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('state', django_fsm.FSMField(choices=[('planned', 'Planned'), ('convened', 'Convened'), ('frozen', 'Agenda fixed, pack issued'), ('in_session', 'In session'), ('concluded', 'Concluded'), ('cancelled', 'Cancelled')], default='planned', editable=False, max_length=50, protected=True, verbose_name='state')),
                ('title', models.CharField(max_length=300, verbose_name='subject')),
                ('starts_at', models.DateTimeField(verbose_name='begins')),
                ('ends_at', models.DateTimeField(verbose_name='ends')),
                ('place', models.CharField(max_length=300, verbose_name='place')),
                ('number', models.PositiveIntegerField(editable=False, null=True, verbose_name='meeting number')),
                ('be_year', models.PositiveIntegerField(editable=False, null=True, verbose_name='year (B.E.)')),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='committee.committee', verbose_name='committee')),
            ],
            options={
                'verbose_name': 'meeting',
                'verbose_name_plural': 'meetings',
                'ordering': ('-starts_at', '-id'),
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('state', django_fsm.FSMField(choices=[('listed', 'Listed'), ('under_consideration', 'Under consideration'), ('drafted', 'Resolution drafted'), ('resolved', 'Resolved'), ('deferred', 'Deferred'), ('noted', 'Noted'), ('not_reached', 'Not reached'), ('taken_off', 'Taken off')], default='listed', editable=False, max_length=50, protected=True, verbose_name='state')),
                ('section', models.PositiveIntegerField(verbose_name='agenda heading')),
                ('position', models.PositiveIntegerField(verbose_name='order')),
                ('title', models.CharField(max_length=400, verbose_name='matter')),
                ('note', models.TextField(blank=True, verbose_name='details')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='budget_review.integrationproject', verbose_name='project')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='committee.meeting')),
            ],
            options={
                'verbose_name': 'agenda item',
                'verbose_name_plural': 'agenda items',
                'ordering': ('meeting_id', 'section', 'position', 'id'),
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Pack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='pack number')),
                ('snapshot', models.JSONField()),
                ('snapshot_sha256', models.CharField(max_length=64)),
                ('agenda_sha256', models.CharField(max_length=64)),
                ('built_at', models.DateTimeField()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.document')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='packs', to='committee.meeting')),
            ],
            options={
                'verbose_name': 'meeting pack',
                'verbose_name_plural': 'meeting packs',
                'ordering': ('meeting_id', 'number'),
            },
        ),
        migrations.CreateModel(
            name='Resolution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('state', django_fsm.FSMField(choices=[('draft', 'Drafted'), ('certified', 'Certified')], default='draft', editable=False, max_length=50, protected=True, verbose_name='state')),
                ('number', models.PositiveIntegerField(editable=False, null=True, verbose_name='resolution number')),
                ('be_year', models.PositiveIntegerField(editable=False, null=True, verbose_name='year (B.E.)')),
                ('verb', models.CharField(choices=[('endorse', 'Endorse'), ('endorse_with_conditions', 'Endorse with conditions'), ('not_endorse', 'Do not endorse'), ('defer', 'Defer'), ('return_from_committee', 'Return for revision')], max_length=40, verbose_name='resolution')),
                ('text', models.TextField(verbose_name='text')),
                ('amounts', models.JSONField(default=dict)),
                ('conditions', models.JSONField(default=list)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='resolutions', to='committee.agendaitem')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='resolutions', to='committee.meeting')),
            ],
            options={
                'verbose_name': 'resolution',
                'verbose_name_plural': 'resolutions',
                'ordering': ('meeting_id', 'item__section', 'item__position', 'id'),
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('role', models.CharField(choices=[('chair', 'Chair'), ('vice_chair', 'Vice-chair'), ('member', 'Member'), ('secretary', 'Member and secretary'), ('assistant_secretary', 'Assistant secretary')], default='member', max_length=30, verbose_name='seat')),
                ('is_voting', models.BooleanField(default=True, verbose_name='entitled to vote')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('from_date', models.DateField(verbose_name='from')),
                ('to_date', models.DateField(blank=True, null=True, verbose_name='to')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='committee.committee')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'seat',
                'verbose_name_plural': 'seats',
                'ordering': ('committee_id', 'position', 'id'),
            },
        ),
        migrations.CreateModel(
            name='RollEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('state', django_fsm.FSMField(choices=[('invited', 'Invited'), ('coming', 'Will attend'), ('not_coming', 'Will not attend'), ('present', 'Present'), ('away', 'Left the meeting')], default='invited', editable=False, max_length=50, protected=True, verbose_name='state')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('is_voting', models.BooleanField(verbose_name='entitled to vote')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roll', to='committee.meeting')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roll_entries', to=settings.AUTH_USER_MODEL)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roll_entries', to='committee.seat')),
            ],
            options={
                'verbose_name': 'member on the roll',
                'verbose_name_plural': 'roll',
                'ordering': ('meeting_id', 'seat__position', 'id'),
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(fields=('committee', 'be_year', 'number'), name='one_meeting_per_number'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='meeting_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('listed', 'under_consideration', 'drafted'))), fields=('project',), name='one_open_item_per_project'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('section__gte', 1), ('section__lte', 6)), name='one_of_six_headings'),
        ),
        migrations.AddConstraint(
            model_name='pack',
            constraint=models.UniqueConstraint(fields=('meeting', 'number'), name='one_pack_per_number'),
        ),
        migrations.AddConstraint(
            model_name='rollentry',
            constraint=models.UniqueConstraint(fields=('meeting', 'seat'), name='one_entry_per_seat'),
        ),
    ]
