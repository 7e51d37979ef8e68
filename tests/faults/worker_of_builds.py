# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A worker that keeps what it lays out in a given folder: ``python -m tests.faults.worker_of_builds KEPT MEDIA``."""

import os
import sys

import django
from django.conf import settings
from django.core.management import call_command

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    django.setup()
    settings.PAPERS_KEPT_IN, settings.MEDIA_ROOT = sys.argv[1:]
    call_command("worker", interval=0.1)
