# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words of one or two letters are found by an index of their own."""

from django.db import migrations

from budget_review.search_index import make_pairs


class Migration(migrations.Migration):

    dependencies = [
        ('budget_review', '0011_workplans_written_here'),
    ]

    operations = [
        make_pairs(),
    ]
