# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later

from django.db import migrations, models

from workflows import triggers


class Migration(migrations.Migration):

    initial = True

    dependencies = [('workflows', '0001_initial')]

    operations = [
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('definition', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition')),
                ('state', models.CharField(choices=[('here', 'Here'), ('there', 'There'), ('filed', 'Filed')], default='here', editable=False, max_length=50)),
                ('title', models.CharField(max_length=100)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PlainLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('here', 'Here'), ('there', 'There'), ('filed', 'Filed')], default='here', max_length=50)),
                ('title', models.CharField(max_length=100)),
            ],
            options={
                'abstract': False,
            },
        ),
        triggers.bind('letters_letter', 'letters.letter', initial='here'),
    ]
