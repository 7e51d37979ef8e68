# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every small change that can be made to the functions of a file."""

import ast
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}  # fmt: skip
SENTENCES = {"_", "ngettext", "gettext", "pgettext"}  # words for people: the catalogue and the pages' tests keep them
Function = ast.FunctionDef | ast.AsyncFunctionDef
Edit = tuple[str, int, Any]  # what it is called, the line where its statement begins, and the deed that makes it


@dataclass(frozen=True)
class Change:
    """One changed place. ``name`` says which, and stays the same while the function's text does."""

    path: Path
    function: str  # its qualified name
    name: str
    line: int  # where the statement that it stands in begins
    text: str  # the hash of the function as it is written
    tree: ast.Module

    def __str__(self) -> str:
        return f"{self.path}: {self.function}: {self.name}"


def changes_of(path: Path) -> Iterator[Change]:
    """Every change of every function of a file. What stands outside functions is left alone: it runs at import."""
    tree = ast.parse(path.read_text())
    for place, (names, function) in enumerate(functions_of(tree)):
        text = sha256(ast.unparse(function).encode()).hexdigest()[:12]
        for number, (name, line, _do) in enumerate(_edits_of(function)):
            changed = deepcopy(tree)
            _edits_of(list(functions_of(changed))[place][1])[number][2]()
            yield Change(path, names, name, line, text, ast.fix_missing_locations(changed))


def functions_of(tree: ast.AST, before: str = "") -> Iterator[tuple[str, Function]]:
    """The functions that stand in a module or its classes, with their names; inner ones belong to the outer."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Function):
            yield before + node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from functions_of(node, f"{before}{node.name}.")
        elif isinstance(node, ast.If | ast.Try):
            yield from functions_of(node, before)


def _edits_of(function: Function) -> list[Edit]:
    """Every change of a function."""
    edits: list[Edit] = []
    for statement in function.body:
        if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)):
            _look(statement, statement.lineno, edits)
    seen: dict[str, int] = {}
    named = []
    for name, line, do in edits:  # the same text twice in a function is told apart by its turn
        seen[name] = seen.get(name, 0) + 1
        named.append((name if seen[name] == 1 else f"{name} ({seen[name]})", line, do))
    return named


def _look(node: ast.AST, line: int, edits: list[Edit]) -> None:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SENTENCES:
        return
    edits.extend((name, line, do) for name, do in _edits_here(node))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "cast":
        return _look(node.args[1], line, edits)  # its first word is for the type checker
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "type_comment", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                _look(child, child.lineno if isinstance(child, ast.stmt) else line, edits)


def _edits_here(node: Any) -> Iterator[tuple[str, Any]]:
    text = ast.unparse(node).split("\n")[0] if isinstance(node, ast.expr | ast.stmt) else ""
    if isinstance(node, ast.Compare):
        for place, held in enumerate(node.ops):
            other = COMPARISONS[type(held)]
            yield f"{text} → {other.__name__}", lambda p=place, o=other: node.ops.__setitem__(p, o())
    elif isinstance(node, ast.BoolOp):
        other_bool = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield f"{text} → {other_bool.__name__}", lambda: setattr(node, "op", other_bool())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield f"{text} → without not", lambda: _truth(node)
    elif isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in OPERATORS:
        yield f"{text} → {OPERATORS[type(node.op)].__name__}", lambda: setattr(node, "op", OPERATORS[type(node.op)]())
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int | str):
        yield f"{node.value!r} → another", lambda: setattr(node, "value", _other(node.value))
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield f"{text} → if not", lambda: setattr(node, "test", ast.UnaryOp(ast.Not(), node.test))
    elif isinstance(node, ast.comprehension):
        for place, test in enumerate(node.ifs):
            yield (
                f"if {ast.unparse(test)} → if not",
                lambda p=place, t=test: node.ifs.__setitem__(p, ast.UnaryOp(ast.Not(), t)),
            )
    elif isinstance(node, ast.Return) and node.value is not None:
        if not (isinstance(node.value, ast.Constant) and node.value.value in (None, False)):  # as good as None
            yield f"{text} → None", lambda: setattr(node, "value", ast.Constant(None))
    elif isinstance(node, ast.Raise):
        yield f"{text} → nothing", lambda: _nothing(node)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield f"{text} → nothing", lambda: setattr(node, "value", ast.Constant(None))
    elif isinstance(node, ast.Call):
        for place, given in enumerate(node.keywords):
            if given.arg is not None:
                yield f"{text} → without {given.arg}", lambda p=place: node.keywords.pop(p)


def _truth(node: ast.UnaryOp) -> None:
    node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)


def _nothing(node: ast.Raise) -> None:
    """Let a raise do nothing: ``raise`` needs an exception, so it becomes the branch that is never taken."""
    node.exc = node.cause = None
    node.__class__ = ast.Pass  # type: ignore[assignment]


def _other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    return f"XX{value}XX"
