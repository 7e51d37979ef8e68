# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting a changed function in place of the code that runs."""

import functools
import gc
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from tests.mutants.changing import Change

Cached = type(functools.cache(len))


class Running:
    """The functions that are made of some files' code, and everything of ours that is remembered between calls."""

    def __init__(self, paths: Iterable[Path], root: Path) -> None:
        files = {str(path) for path in paths}
        self.functions: dict[tuple[str, str, int], list[FunctionType]] = {}
        self.remembered: list[Any] = []
        for thing in gc.get_objects():
            if type(thing) is FunctionType and thing.__code__.co_filename in files:  # isinstance would wake lazy ones
                self.functions.setdefault(_place(thing.__code__), []).append(thing)
            elif type(thing) is Cached and _file(thing).startswith(f"{root}/") and ".venv" not in _file(thing):
                self.remembered.append(thing)

    def forget(self) -> None:
        """Let every function whose answers are kept work them out anew."""
        for one in self.remembered:
            one.cache_clear()

    def put_in_place(self, change: Change) -> int:
        """Let every function made of the changed one's code run the change, and return how many they were."""
        count = 0
        for code in _codes(compile(change.tree, str(change.path), "exec")):
            if code.co_qualname == change.function or code.co_qualname.startswith(f"{change.function}.<locals>"):
                for function in self.functions.get(_place(code), []):
                    if code.co_freevars == function.__code__.co_freevars:
                        function.__code__ = code
                        count += 1
        self.forget()
        return count


def _place(code: CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _file(cached: Any) -> str:
    return getattr(getattr(cached.__wrapped__, "__code__", None), "co_filename", "")


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)
