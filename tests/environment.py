# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tests' environment, fixed before the settings are read: nothing of the shell's own reaches a test.

pytest loads this file first (``-p tests.environment``). What it sets also reaches the child processes that tests start.
"""

import os

DATABASE_URL_OF_NO_DATABASE = "sqlite:////nowhere/never-opened.sqlite3"  # each worker makes its own file

os.environ |= {
    "DJANGO_SETTINGS_MODULE": "project.settings",
    "SECRET_KEY": "only for the tests; protects nothing",
    "MATI_DEMO": "1",  # plain HTTP on the loopback
    "DEBUG": "0",
    "DATABASE_URL": os.environ.get("TEST_POSTGRES_URL") or DATABASE_URL_OF_NO_DATABASE,
    "EMAIL_URL": "memorymail://",
    # Playwright keeps an event loop running in the tests' thread, where Django would otherwise refuse its ORM.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
}
for name in ("ALLOWED_HOSTS", "MEDIA_ROOT", "BEHIND_PROXY", "SOURCE_URL"):
    os.environ.pop(name, None)
