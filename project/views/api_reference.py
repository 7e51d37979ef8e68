# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The reference of the API, made from its own OpenAPI schema: a page of ours, without foreign scripts."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from project.api import api


@dataclass(frozen=True)
class Field:
    """A parameter, or a field of what is sent or answered."""

    name: str
    kind: str
    note: str
    where: str = ""
    is_required: bool = False


@dataclass(frozen=True)
class Operation:
    """One address with one method."""

    key: str
    method: str
    path: str
    summary: str
    note: str
    takes: list[Field]
    answers: list[tuple[str, str]]


@login_not_required
def reference(request: HttpRequest) -> HttpResponse:
    """Show every operation, then every shape."""
    schema = api.get_openapi_schema()
    groups: dict[str, list[Operation]] = {}
    for path, methods in schema["paths"].items():
        for method, said in methods.items():
            groups.setdefault(said["tags"][0], []).append(_operation(path, method, said))
    shapes = {name: _shape(said) for name, said in sorted(schema["components"]["schemas"].items())}
    context = {"info": schema["info"], "groups": groups, "shapes": shapes}
    return render(request, "project/api_reference.html", context)


def _operation(path: str, method: str, said: dict[str, Any]) -> Operation:
    takes = [
        Field(
            name=found["name"],
            where=found["in"],
            kind=_kind(found["schema"]),
            note=found.get("description") or found["schema"].get("description", ""),
            is_required=found.get("required", False),
        )
        for found in said.get("parameters", [])
    ]
    if "requestBody" in said:
        takes += _body(said["requestBody"]["content"])
    answers = [(str(status), _answer(found)) for status, found in sorted(said["responses"].items(), key=_status)]
    return Operation(
        key=said["operationId"],
        method=method.upper(),
        path=path,
        summary=said["summary"],
        note=said.get("description", ""),
        takes=takes,
        answers=answers,
    )


def _body(content: dict[str, Any]) -> list[Field]:
    """JSON as one field, a form with files field by field."""
    (media, found), *_more = content.items()
    if media == "application/json":
        return [Field(name="body", where="body", kind=_kind(found["schema"]), note="", is_required=True)]
    return [replace(field, where="form") for field in _shape(found["schema"])[1]]


def _status(item: tuple[Any, Any]) -> str:
    return str(item[0])


def _answer(said: dict[str, Any]) -> str:
    (media, content), *_more = said.get("content", {"": {}}).items()
    return _kind(content["schema"]) if media == "application/json" else media


def _shape(said: dict[str, Any]) -> tuple[str, list[Field]]:
    required = said.get("required", [])
    fields = [
        Field(name=name, kind=_kind(found), note=found.get("description", ""), is_required=name in required)
        for name, found in said.get("properties", {}).items()
    ]
    note = said.get("description", "")
    values = " | ".join(map(str, said.get("enum", [])))
    return f"{note} {values}".strip(), fields


def _kind(said: dict[str, Any]) -> str:
    """A type in a few words: ``"string (uuid)"``, ``"list of ProjectLine"``, ``"Stage → string"``."""
    if "$ref" in said:
        return str(said["$ref"].rpartition("/")[2])
    if "anyOf" in said:
        return " or ".join(_kind(one) for one in said["anyOf"])
    if said.get("type") == "array":
        return f"list of {_kind(said['items'])}"
    if said.get("type") == "object" and isinstance(said.get("additionalProperties"), dict):
        return f"{_kind(said.get('propertyNames', {'type': 'string'}))} → {_kind(said['additionalProperties'])}"
    kind = str(said.get("type", "anything"))
    return f"{kind} ({said['format']})" if "format" in said else kind
