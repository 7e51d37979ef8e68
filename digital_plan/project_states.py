# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the states of integration projects are called: told here by the floor above, which knows them."""

from typing import Any

_words: dict[str, Any] = {}


def names_states(words: dict[str, Any]) -> None:
    """Register the words of the states, by their codes."""
    _words.update(words)


def state_in_words(state: str) -> str:
    """A state of a project in the reader's language; a code that nobody named stays."""
    return str(_words.get(state, state))
