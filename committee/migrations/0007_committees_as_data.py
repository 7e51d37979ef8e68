# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Committees with their rules in versions, seats apart from who sits in them, mandates: the tables, still empty."""

import committee.rules.kinds
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0004_absences'),
        ('budget_review', '0020_named_experts'),
        ('committee', '0006_fix_resolutions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Alternate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_date', models.DateField(verbose_name='from')),
                ('to_date', models.DateField(blank=True, null=True, verbose_name='to')),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('post', models.CharField(blank=True, max_length=200, verbose_name='position held')),
                ('letter', models.CharField(max_length=200, verbose_name='letter')),
                ('ended_reason', models.CharField(blank=True, max_length=300, verbose_name='why it ended')),
            ],
            options={
                'verbose_name': 'alternate',
                'verbose_name_plural': 'alternates',
                'ordering': ('tenure_id', 'from_date', 'id'),
            },
        ),
        migrations.CreateModel(
            name='CommitteeChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(max_length=40, verbose_name='act')),
                ('about', models.CharField(max_length=300, verbose_name='about')),
                ('details', models.JSONField(default=dict)),
                ('reason', models.TextField(verbose_name='reason')),
                ('changed_at', models.DateTimeField(verbose_name='changed')),
            ],
            options={
                'verbose_name': 'change of a committee',
                'verbose_name_plural': 'changes of committees',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_date', models.DateField(verbose_name='from')),
                ('to_date', models.DateField(blank=True, null=True, verbose_name='to')),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('order_number', models.CharField(max_length=200, verbose_name='order')),
                ('order_date', models.DateField(verbose_name='dated')),
                ('scope', models.TextField(verbose_name='scope')),
                ('powers', models.JSONField(default=list, verbose_name='lets them')),
                ('ceiling_baht', models.DecimalField(blank=True, decimal_places=2, max_digits=15, null=True, verbose_name='up to (baht)')),
                ('ended_reason', models.CharField(blank=True, max_length=300, verbose_name='why it ended')),
            ],
            options={
                'verbose_name': 'mandate',
                'verbose_name_plural': 'mandates',
                'ordering': ('committee_id', '-from_date', '-id'),
            },
        ),
        migrations.CreateModel(
            name='ProcedureProfile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(verbose_name='version')),
                ('effective_from', models.DateField(verbose_name='in force from')),
                ('quorum_numerator', models.PositiveSmallIntegerField(default=1, verbose_name='quorum: parts')),
                ('quorum_denominator', models.PositiveSmallIntegerField(default=2, verbose_name='quorum: of')),
                ('quorum_more_than', models.BooleanField(default=False, verbose_name='more than that share, not at least')),
                ('quorum_minimum', models.PositiveSmallIntegerField(default=0, verbose_name='and at least so many persons')),
                ('quorum_base', models.CharField(choices=[('holders', 'the voting seats that are held on the day'), ('seats', 'all voting seats, also vacant ones')], default='holders', max_length=20, verbose_name='taken of')),
                ('recused_leave', models.BooleanField(default=True, verbose_name='whoever is recused leaves the number of those entitled')),
                ('recall_days', models.PositiveSmallIntegerField(blank=True, default=14, null=True, validators=[django.core.validators.MaxValueValidator(366)], verbose_name='called again within days')),
                ('recall_numerator', models.PositiveSmallIntegerField(default=1, verbose_name='quorum when called again: parts')),
                ('recall_denominator', models.PositiveSmallIntegerField(default=3, verbose_name='quorum when called again: of')),
                ('pass_rule', models.CharField(choices=[('majority_of_votes', 'More for than against; abstentions do not count'), ('majority_of_present', 'More than half of those present and entitled'), ('majority_of_entitled', 'More than half of all entitled, present or not'), ('two_thirds_of_present', 'At least two thirds of those present and entitled'), ('unanimity', 'Nobody against')], default='majority_of_votes', max_length=30, verbose_name='what carries')),
                ('casting_vote', models.BooleanField(default=True, verbose_name='the chair has a casting vote at a tie')),
                ('vote_modes', models.JSONField(default=committee.rules.kinds.every_vote_mode, verbose_name='ways to vote')),
                ('notice_days', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MaxValueValidator(366)], verbose_name='days of notice')),
                ('submission_lead_days', models.PositiveSmallIntegerField(default=7, validators=[django.core.validators.MaxValueValidator(366)], verbose_name='items are handed in so many days before')),
                ('minutes_circulation_days', models.PositiveSmallIntegerField(default=7, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(366)], verbose_name='days for comments on the minutes')),
                ('agenda', models.JSONField(default=committee.rules.kinds.official_headings, verbose_name='agenda headings')),
                ('late_approvers', models.JSONField(default=committee.rules.kinds.the_chair, verbose_name='who approves a late item')),
                ('numbering', models.CharField(choices=[('calendar', 'Calendar year'), ('fiscal', 'Fiscal year')], default='calendar', max_length=20, verbose_name='numbered within')),
                ('digits', models.CharField(choices=[('thai', 'Thai digits (๑ ๒ ๓)'), ('arabic', 'Arabic digits (1 2 3)')], default='thai', max_length=10, verbose_name='digits')),
                ('source', models.TextField(blank=True, verbose_name='source')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('made_at', models.DateTimeField(null=True, verbose_name='made')),
            ],
            options={
                'verbose_name': 'rules of procedure',
                'verbose_name_plural': 'rules of procedure',
                'ordering': ('committee_id', '-version'),
            },
        ),
        migrations.CreateModel(
            name='SeatTenure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_date', models.DateField(verbose_name='from')),
                ('to_date', models.DateField(blank=True, null=True, verbose_name='to')),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('post', models.CharField(blank=True, max_length=200, verbose_name='position held')),
                ('appointment_order', models.CharField(blank=True, max_length=200, verbose_name='appointed by order')),
                ('ended_reason', models.CharField(blank=True, max_length=300, verbose_name='why it ended')),
            ],
            options={
                'verbose_name': 'tenure of a seat',
                'verbose_name_plural': 'tenures of seats',
                'ordering': ('seat__position', 'seat_id', 'from_date', 'id'),
            },
        ),
        migrations.CreateModel(
            name='StandingInterest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_date', models.DateField(verbose_name='from')),
                ('to_date', models.DateField(blank=True, null=True, verbose_name='to')),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('ground', models.CharField(max_length=300, verbose_name='ground')),
                ('ended_reason', models.CharField(blank=True, max_length=300, verbose_name='why it ended')),
            ],
            options={
                'verbose_name': 'standing interest',
                'verbose_name_plural': 'standing interests',
                'ordering': ('user_id', 'from_date', 'id'),
            },
        ),
        migrations.RemoveConstraint(
            model_name='rollentry',
            name='one_entry_per_seat',
        ),
        migrations.AddField(
            model_name='committee',
            name='active_from',
            field=models.DateField(blank=True, null=True, verbose_name='set up on'),
        ),
        migrations.AddField(
            model_name='committee',
            name='active_to',
            field=models.DateField(blank=True, null=True, verbose_name='ended on'),
        ),
        migrations.AddField(
            model_name='committee',
            name='confirming_body',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='confirms', to='committee.committee', verbose_name='confirmed by'),
        ),
        migrations.AddField(
            model_name='committee',
            name='kind',
            field=models.CharField(choices=[('digital_government', 'Digital Government Development Committee'), ('sub_committee', 'Sub-committee'), ('integrated_budget', 'Integrated-budget committee of a year'), ('agency_ict', 'ICT committee of a ministry or an agency'), ('working_group', 'Working group'), ('other', 'Other committee')], default='other', max_length=30, verbose_name='kind'),
        ),
        migrations.AddField(
            model_name='committee',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='committee.committee', verbose_name='stands under'),
        ),
        migrations.AddField(
            model_name='committee',
            name='revision',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='meeting',
            name='invitation_offers_recall',
            field=models.BooleanField(default=False, verbose_name='the invitation says that a meeting called again needs the lower quorum'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='recall_of',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recalls', to='committee.meeting', verbose_name='called again for'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='vacant_seats',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='vacant voting seats'),
        ),
        migrations.AddField(
            model_name='rollentry',
            name='alternate_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alternates', to='committee.rollentry', verbose_name='in place of'),
        ),
        migrations.AddField(
            model_name='rollentry',
            name='post',
            field=models.CharField(blank=True, max_length=200, verbose_name='position held'),
        ),
        migrations.AddField(
            model_name='rollentry',
            name='role',
            field=models.CharField(choices=[('chair', 'Chair'), ('vice_chair', 'Vice-chair'), ('member', 'Member'), ('secretary', 'Member and secretary'), ('assistant_secretary', 'Assistant secretary')], default='member', max_length=30, verbose_name='seat'),
        ),
        migrations.AddField(
            model_name='seat',
            name='ex_officio_post',
            field=models.CharField(blank=True, max_length=200, verbose_name='held by the post of'),
        ),
        migrations.AddField(
            model_name='seat',
            name='represents',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='agencies.agency', verbose_name='represents the agency'),
        ),
        migrations.AddField(
            model_name='seat',
            name='revision',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddConstraint(
            model_name='committee',
            constraint=models.CheckConstraint(condition=models.Q(('active_to', None), ('active_from', None), ('active_to__gte', models.F('active_from')), _connector='OR'), name='committee_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='committee',
            constraint=models.CheckConstraint(condition=models.Q(('parent', None), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='no_committee_under_itself'),
        ),
        migrations.AddConstraint(
            model_name='committee',
            constraint=models.CheckConstraint(condition=models.Q(('confirming_body', None), models.Q(('confirming_body', models.F('id')), _negated=True), _connector='OR'), name='no_committee_confirms_itself'),
        ),
        migrations.AddField(
            model_name='alternate',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alternates', to=settings.AUTH_USER_MODEL, verbose_name='person'),
        ),
        migrations.AddField(
            model_name='committeechange',
            name='changed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='committeechange',
            name='committee',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='committee.committee'),
        ),
        migrations.AddField(
            model_name='mandate',
            name='committee',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='committee.committee'),
        ),
        migrations.AddField(
            model_name='mandate',
            name='to_committee',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mandates_held', to='committee.committee', verbose_name='to the body'),
        ),
        migrations.AddField(
            model_name='mandate',
            name='to_user',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mandates_held', to=settings.AUTH_USER_MODEL, verbose_name='to the person'),
        ),
        migrations.AddField(
            model_name='procedureprofile',
            name='committee',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='profiles', to='committee.committee'),
        ),
        migrations.AddField(
            model_name='procedureprofile',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='meeting',
            name='profile',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='committee.procedureprofile', verbose_name='rules'),
        ),
        migrations.AddField(
            model_name='seattenure',
            name='committee',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tenures', to='committee.committee'),
        ),
        migrations.AddField(
            model_name='seattenure',
            name='seat',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tenures', to='committee.seat'),
        ),
        migrations.AddField(
            model_name='seattenure',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tenures', to=settings.AUTH_USER_MODEL, verbose_name='person'),
        ),
        migrations.AddField(
            model_name='alternate',
            name='tenure',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alternates', to='committee.seattenure'),
        ),
        migrations.AddField(
            model_name='rollentry',
            name='tenure',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='roll_entries', to='committee.seattenure'),
        ),
        migrations.AddConstraint(
            model_name='rollentry',
            constraint=models.UniqueConstraint(condition=models.Q(('alternate_for', None)), fields=('meeting', 'seat'), name='one_holder_per_seat'),
        ),
        migrations.AddConstraint(
            model_name='rollentry',
            constraint=models.UniqueConstraint(fields=('meeting', 'seat', 'user'), name='one_entry_per_person_and_seat'),
        ),
        migrations.AddField(
            model_name='standinginterest',
            name='agency',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency', verbose_name='agency'),
        ),
        migrations.AddField(
            model_name='standinginterest',
            name='committee',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interests', to='committee.committee'),
        ),
        migrations.AddField(
            model_name='standinginterest',
            name='project',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='budget_review.integrationproject', verbose_name='project'),
        ),
        migrations.AddField(
            model_name='standinginterest',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standing_interests', to=settings.AUTH_USER_MODEL, verbose_name='person'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(('to_date__isnull', True), ('to_date__gte', models.F('from_date')), _connector='OR'), name='mandate_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('to_committee', None), ('to_user__isnull', False)), models.Q(('to_committee__isnull', False), ('to_user', None)), _connector='OR'), name='mandate_to_a_body_or_a_person'),
        ),
        migrations.AddConstraint(
            model_name='procedureprofile',
            constraint=models.UniqueConstraint(fields=('committee', 'version'), name='one_profile_per_version'),
        ),
        migrations.AddConstraint(
            model_name='procedureprofile',
            constraint=models.CheckConstraint(condition=models.Q(('quorum_numerator__gte', 1), ('quorum_numerator__lte', models.F('quorum_denominator'))), name='quorum_is_a_share'),
        ),
        migrations.AddConstraint(
            model_name='procedureprofile',
            constraint=models.CheckConstraint(condition=models.Q(('recall_numerator__gte', 1), ('recall_numerator__lte', models.F('recall_denominator'))), name='recall_quorum_is_a_share'),
        ),
        migrations.AddConstraint(
            model_name='procedureprofile',
            constraint=models.CheckConstraint(condition=models.Q(('quorum_more_than', False), ('quorum_numerator__lt', models.F('quorum_denominator')), _connector='OR'), name='nobody_is_more_than_all'),
        ),
        migrations.AddConstraint(
            model_name='seattenure',
            constraint=models.CheckConstraint(condition=models.Q(('to_date__isnull', True), ('to_date__gte', models.F('from_date')), _connector='OR'), name='tenure_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='alternate',
            constraint=models.CheckConstraint(condition=models.Q(('to_date__isnull', True), ('to_date__gte', models.F('from_date')), _connector='OR'), name='alternate_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='standinginterest',
            constraint=models.CheckConstraint(condition=models.Q(('to_date__isnull', True), ('to_date__gte', models.F('from_date')), _connector='OR'), name='interest_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='standinginterest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agency', None), ('project__isnull', False)), models.Q(('agency__isnull', False), ('project', None)), _connector='OR'), name='interest_in_an_agency_or_a_project'),
        ),
    ]
