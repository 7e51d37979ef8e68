# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting other code in place of that of the functions that run: a change, or code that says which way it went."""

import ast
import functools
import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from tests.mutants.changing import Change

Cached = type(functools.cache(len))
REACHED = "__reached__"


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
        codes = [code for code in _codes(compile(change.tree, str(change.path), "exec")) if _is_of(change, code)]
        count = sum(self._put(code) for code in codes)
        self.forget()
        return count

    @contextmanager
    def watched(self, paths: Iterable[Path], reach: Callable[[str, int], None]) -> Iterator[None]:
        """Let each statement of these files' functions say that it is reached, by its file and line, before it runs."""
        before = {function: function.__code__ for every in self.functions.values() for function in every}
        for path in paths:
            tree = _Watching(str(path)).visit(ast.parse(path.read_text()))
            for code in _codes(compile(ast.fix_missing_locations(tree), str(path), "exec")):
                self._put(code)
        for function in before:
            function.__globals__[REACHED] = reach
        try:
            yield
        finally:
            for function, code in before.items():
                function.__code__ = code

    def _put(self, code: CodeType) -> int:
        fitting = [
            function
            for function in self.functions.get(_place(code), [])
            if code.co_freevars == function.__code__.co_freevars
        ]
        for function in fitting:
            function.__code__ = code
        return len(fitting)


class _Watching(ast.NodeTransformer):
    """Puts a call before each statement that stands in a function."""

    def __init__(self, file: str) -> None:
        self.file, self.depth = file, 0

    def visit_FunctionDef(self, node: ast.FunctionDef) -> Any:
        self.depth += 1
        self.generic_visit(node)
        self.depth -= 1
        return self._watched(node)

    def visit_Lambda(self, node: ast.Lambda) -> Any:
        return node

    def generic_visit(self, node: ast.AST) -> Any:
        super().generic_visit(node)
        return self._watched(node) if isinstance(node, ast.stmt) and not isinstance(node, ast.FunctionDef) else node

    def _watched(self, node: ast.stmt) -> Any:
        if not self.depth:
            return node
        told: list[ast.expr] = [ast.Constant(self.file), ast.Constant(node.lineno)]
        call = ast.Expr(ast.Call(ast.Name(REACHED, ast.Load()), told, []))
        return [ast.copy_location(call, node), node]


def _is_of(change: Change, code: CodeType) -> bool:
    return code.co_qualname == change.function or code.co_qualname.startswith(f"{change.function}.<locals>")


def _place(code: CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _file(cached: Any) -> str:
    return getattr(getattr(cached.__wrapped__, "__code__", None), "co_filename", "")


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)
