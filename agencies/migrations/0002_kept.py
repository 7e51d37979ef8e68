# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An order moves only with its records, and its paper is kept."""

from django.db import migrations

from workflows.triggers import bind, bind_definition, keep


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_initial"), ("workflows", "0002_kept")]
    operations = [
        bind("agencies_delegation", "agencies.delegation", initial="drafted"),
        bind_definition("agencies_delegation", "agencies.delegation"),
        keep("agencies_orderpaper"),
    ]
