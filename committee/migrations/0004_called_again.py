# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The lower quorum of a meeting called again follows from its own invitation."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("committee", "0003_given")]
    operations = [
        migrations.RemoveField("meeting", "invitation_offers_recall"),
        migrations.AddField(
            "meeting",
            "invitation_says_recall",
            models.BooleanField(
                default=False,
                verbose_name="the invitation says that this meeting, called again, needs the lower quorum",
            ),
        ),
        migrations.AddConstraint(
            "meeting",
            models.CheckConstraint(
                condition=models.Q(("invitation_says_recall", False), ("recall_of__isnull", False), _connector="OR"),
                name="lower_quorum_of_a_meeting_called_again",
            ),
        ),
    ]
