# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The processes of a subject are found by an index, the finished ones too: what stood open at a moment asks for them."""


from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0014_periodic_alone'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='process',
            index=models.Index(fields=['subject_type', 'subject_id'], name='process_of_subject'),
        ),
    ]
