# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The plan clinic: its tables, a booking that moves only with its records, and rows that are kept."""

import django.db.models.deletion
import django_fsm
import workflows.held_still
from django.conf import settings
from django.db import migrations, models

from workflows.triggers import bind, bind_definition, keep


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0002_kept'),
        ('digital_plan', '0005_overviews'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ClinicSeason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_th', models.CharField(max_length=255, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=255, verbose_name='English name')),
                ('weekday', models.PositiveSmallIntegerField(verbose_name='weekday')),
                ('starts', models.TimeField(verbose_name='from')),
                ('ends', models.TimeField(verbose_name='until')),
                ('slot_minutes', models.PositiveSmallIntegerField(verbose_name='minutes for each agency')),
                ('desks', models.PositiveSmallIntegerField(verbose_name='desks')),
                ('first_day', models.DateField(verbose_name='first day')),
                ('last_day', models.DateField(verbose_name='last day')),
                ('registration_opens_at', models.DateTimeField(verbose_name='registration opens')),
                ('place', models.CharField(blank=True, max_length=255, verbose_name='place')),
                ('source', models.CharField(blank=True, max_length=255, verbose_name='source')),
                ('opened_at', models.DateTimeField(verbose_name='when')),
                ('request_id', models.UUIDField(unique=True)),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'season of the clinic',
                'verbose_name_plural': 'seasons of the clinic',
                'ordering': ('-first_day', '-id'),
            },
        ),
        migrations.CreateModel(
            name='ClinicDayOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('reason', models.CharField(max_length=500, verbose_name='reason')),
                ('is_holiday', models.BooleanField(default=False, verbose_name='by the table of holidays')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('season', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='days_off', to='digital_plan.clinicseason', verbose_name='season')),
            ],
            options={
                'verbose_name': 'day without the clinic',
                'verbose_name_plural': 'days without the clinic',
                'ordering': ('season_id', 'day'),
            },
        ),
        migrations.CreateModel(
            name='ClinicSlot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField(verbose_name='from')),
                ('ends_at', models.DateTimeField(verbose_name='until')),
                ('desk', models.PositiveSmallIntegerField(verbose_name='desk')),
                ('season', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slots', to='digital_plan.clinicseason', verbose_name='season')),
            ],
            options={
                'verbose_name': 'place at the clinic',
                'verbose_name_plural': 'places at the clinic',
                'ordering': ('starts_at', 'desk'),
            },
        ),
        migrations.CreateModel(
            name='ClinicBooking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('definition', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition')),
                ('state', models.CharField(choices=[('waiting', 'Waiting for a place'), ('booked', 'Has a place'), ('came', 'The agency came'), ('missed', 'The agency did not come'), ('cancelled', 'Cancelled'), ('lapsed', 'No place came free')], default='waiting', editable=False, max_length=50, verbose_name='state')),
                ('topic', models.CharField(choices=[('plan', 'Preparing or revising the action plan'), ('alignment', 'Alignment with the Digital Government plan, and its questionnaire'), ('obstacle', 'An obstacle, and a way out together'), ('project', 'A project shared with other agencies')], max_length=12, verbose_name='topic')),
                ('question', models.TextField(blank=True, verbose_name='what the agency wants to ask')),
                ('about', models.CharField(blank=True, max_length=80, verbose_name='project')),
                ('channel', models.CharField(choices=[('web', 'By the agency, here'), ('phone', 'By telephone'), ('mail', 'By letter or e-mail')], default='web', max_length=8, verbose_name='how it came in')),
                ('caller', models.CharField(blank=True, max_length=255, verbose_name='who asked, by post')),
                ('wanted_day', models.DateField(null=True, verbose_name='day waited for')),
                ('queued_at', models.DateTimeField(verbose_name='waits since')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency', verbose_name='agency')),
                ('season', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='digital_plan.clinicseason', verbose_name='season')),
                ('slot', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='booking', to='digital_plan.clinicslot', verbose_name='time')),
                ('wanted', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='digital_plan.clinicslot', verbose_name='time asked for')),
            ],
            options={
                'verbose_name': 'booking at the clinic',
                'verbose_name_plural': 'bookings at the clinic',
                'ordering': ('queued_at', 'id'),
            },
            bases=(workflows.held_still.HeldStill, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name='ConsultationNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(blank=True, db_index=True, max_length=80, verbose_name='project')),
                ('problem', models.TextField(verbose_name='what the agency came with')),
                ('advice', models.TextField(verbose_name='advice')),
                ('next_step', models.TextField(blank=True, verbose_name='next step')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('booking', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='note', to='digital_plan.clinicbooking', verbose_name='booking')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'note of a consultation',
                'verbose_name_plural': 'notes of consultations',
                'ordering': ('-id',),
            },
        ),
        migrations.AddConstraint(
            model_name='clinicseason',
            constraint=models.CheckConstraint(condition=models.Q(('desks__gte', 1), ('ends__gt', models.F('starts')), ('last_day__gte', models.F('first_day')), ('slot_minutes__gte', 1), ('weekday__lte', 6)), name='clinic_season_is_sound'),
        ),
        migrations.AddConstraint(
            model_name='clinicdayoff',
            constraint=models.UniqueConstraint(fields=('season', 'day'), name='one_clinic_day_off'),
        ),
        migrations.AddConstraint(
            model_name='clinicslot',
            constraint=models.UniqueConstraint(fields=('season', 'starts_at', 'desk'), name='one_slot_per_desk'),
        ),
        migrations.AddIndex(
            model_name='clinicbooking',
            index=models.Index(fields=['season', 'state', 'queued_at'], name='clinic_waiting_list'),
        ),
        migrations.AddConstraint(
            model_name='clinicbooking',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'booked'])), fields=('agency', 'topic'), name='one_open_clinic_booking'),
        ),
        migrations.AddConstraint(
            model_name='clinicbooking',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['came', 'missed']), _negated=True), ('slot__isnull', False), _connector='OR'), name='clinic_was_at_a_place'),
        ),
        bind("digital_plan_clinicbooking", "digital_plan.clinicbooking", initial="waiting"),
        bind_definition("digital_plan_clinicbooking", "digital_plan.clinicbooking"),
        keep("digital_plan_clinicseason"),
        keep("digital_plan_clinicdayoff"),
        keep("digital_plan_clinicslot"),
        keep("digital_plan_consultationnote"),
    ]
