# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who wrote the findings, so that the same person does not decide on them."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('budget_review', '0002_bind'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='screening',
            name='writers',
            field=models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by'),
        ),
    ]
