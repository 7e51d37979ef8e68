# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From here on an order moves only with its records, and a signed order is kept as it was uploaded."""

from django.db import migrations

from workflows.triggers import bind, bind_definition, keep


class Migration(migrations.Migration):
    dependencies = [("agencies", "0002_delegations"), ("workflows", "0006_definition")]
    operations = [
        bind("agencies_delegation", "agencies.delegation", initial="drafted"),
        bind_definition("agencies_delegation", "agencies.delegation"),
        keep("agencies_orderpaper"),
    ]
