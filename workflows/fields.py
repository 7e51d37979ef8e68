# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The field that holds a subject's state."""

from collections.abc import Sequence
from typing import Any

from django_fsm import FSMField


class StateField(FSMField):
    """A state machine's state, which migrations know as the text that it is.

    A table as it once was has states, but no transitions. An FSMField looks for them in every class that is made, also
    in the thousands that Django makes of tables as they were: migrating an empty database took twice as long.
    """

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Its column alone."""
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("protected", None)
        return name, "django.db.models.CharField", args, kwargs
