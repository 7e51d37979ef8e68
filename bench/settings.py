# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The service's own settings, and the letters that the benches carry from desk to desk."""

from project.settings import *  # noqa: F403
from project.settings import DATABASES, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench.letters"]
DATABASES["default"]["CONN_HEALTH_CHECKS"] = False  # a page asks once; in a loop of steps it would be asked for nothing
