# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Labels of agendas and numbers of meetings stay as they were given."""

from django.db import migrations

from committee.triggers import hold_given


class Migration(migrations.Migration):
    dependencies = [("committee", "0002_kept")]
    operations = [hold_given()]
