# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each matter knows its committee; what was issued keeps the label that it was issued with."""

from django.db import migrations

ISSUED = ("frozen", "in_session", "suspended", "concluded", "closed", "inquorate")


def fill(apps, editor):
    item = apps.get_model("committee", "AgendaItem")
    for one in item.objects.select_related("meeting").order_by("pk"):
        one.committee_id = one.meeting.committee_id
        one.item_kind = "decision" if one.project_id else "information"
        if one.meeting.state in ISSUED and one.state != "taken_off":
            one.issued_label = f"{one.section}.{one.position}"
        one.save(update_fields=["committee", "item_kind", "issued_label"])


class Migration(migrations.Migration):
    dependencies = [("committee", "0015_agenda_items")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
