# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finding projects by words of their names, and listing them by code within a round, a lead agency or a state."""

from django.db import migrations, models

from budget_review.search_index import make_index


class Migration(migrations.Migration):

    dependencies = [
        ('budget_review', '0004_definition'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='integrationproject',
            index=models.Index(fields=['round', 'state', 'code'], name='project_by_round'),
        ),
        migrations.AddIndex(
            model_name='integrationproject',
            index=models.Index(fields=['round', 'code'], name='project_of_round'),
        ),
        migrations.AddIndex(
            model_name='integrationproject',
            index=models.Index(fields=['lead', 'code'], name='project_by_lead'),
        ),
        make_index(),
    ]
