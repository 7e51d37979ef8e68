# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a proof finds wrong, one sentence each: in English as text, and in the reader's language when it is told."""

from collections.abc import Callable, Iterable
from typing import Any, Self

from django.utils.translation import gettext


class Fault(str):
    """A sentence of English, as logs and commands show it, that can be ``told`` in another language."""

    __slots__ = ("sentence", "words")
    sentence: str
    words: dict[str, Any]

    def __new__(cls, sentence: str, **words: Any) -> Self:
        """Take a sentence marked with ``gettext_noop``, and the words for its %(names)s."""
        made = super().__new__(cls, sentence % words)
        made.sentence, made.words = sentence, words
        return made

    @property
    def told(self) -> str:
        """The sentence in the present language."""
        return gettext(self.sentence) % self.words


Check = Callable[[], Iterable[Fault]]
CHECKS: list[Check] = []


def also_verified(check: Check) -> Check:
    """Register what is proved beside the engine's own; ``verify`` asks it last."""
    CHECKS.append(check)
    return check
