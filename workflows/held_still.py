# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Subjects held still while rules are judged: what they ask is read once, and of many held together for all at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar, cast

Value = TypeVar("Value")


class HeldStill:
    """What a subject was found to have, as long as nothing can move; nothing is kept after."""

    pk: Any
    _read: dict[str, Any] | None = None
    _beside: "Sequence[HeldStill]" = ()

    @contextmanager
    def held_still(self) -> Iterator[None]:
        """Read each relation once while rules are judged."""
        before = self._read
        self._read = {} if before is None else before
        try:
            yield
        finally:
            self._read = before

    def read_once(self, name: str, read: Callable[[Sequence[Any]], Mapping[int, Value]]) -> Value:
        """What ``read`` finds for this subject, by its id: while it is held still, the same again for the same name.

        While many are held together, the first to ask reads for all of them.
        """
        if self._read is None:
            return read([self])[self.pk]
        if name not in self._read:
            beside = self._beside or [self]
            found = read(beside)
            for one in beside:
                assert one._read is not None
                one._read[name] = found[one.pk]
        return cast("Value", self._read[name])


@contextmanager
def held_together(subjects: Sequence[HeldStill]) -> Iterator[None]:
    """Hold many of one kind still, so that what their rules ask is read for all at once."""
    for one in subjects:
        one._read, one._beside = {}, subjects
    try:
        yield
    finally:
        for one in subjects:
            one._read, one._beside = None, ()
