#!/usr/bin/env python3
# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Run one of the project's commands."""

import os
import sys

from django.core.management import execute_from_command_line

from project.demo.environment import prepare

if __name__ == "__main__":
    prepare(sys.argv[1] if len(sys.argv) > 1 else "")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    execute_from_command_line(sys.argv)
