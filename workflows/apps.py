# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The engine's app: it loads every app's operations, so that their effects are known, and guards the triggers."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules


class WorkflowsConfig(AppConfig):
    name = "workflows"

    def ready(self) -> None:
        from workflows import checks, triggers  # noqa: F401
        from workflows.anchors import checking, daily  # noqa: F401
        from workflows.clocks import sweeping  # noqa: F401
        from workflows.definitions import checks as _of_definitions  # noqa: F401
        from workflows.definitions import keeping
        from workflows.jobs import clearing  # noqa: F401

        autodiscover_modules("operations", "audiences", "jobs")
        pre_migrate.connect(triggers.take_down, sender=self)
        post_migrate.connect(triggers.put_up, sender=self)
        post_migrate.connect(keeping.store, sender=self)
