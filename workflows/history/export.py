# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole history of some subjects as JSON Lines, with all that its proof needs; ``verify_history.py`` reads it.

One JSON object a line, canonical, in this order: ``export``, ``kind``…, ``subject``…, ``record``… as they were written,
``person``…, what upper floors add, ``anchor``…, ``proof``…, ``timestamp``, ``end`` (docs/history.md shows each).
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils import translation

from workflows.anchors.heads import heads_at, tree_of
from workflows.anchors.making import last_anchor
from workflows.anchors.models import Anchor, Timestamp
from workflows.definitions.files import kept, label_of
from workflows.lifecycle import Start, Subject, initial_state, rules_of, sources_of, steps_of
from workflows.models import TransitionRecord
from workflows.own_steps import LABELS, MIGRATE, OF_CLOCKS
from workflows.records import canonical_json, moment

FORMAT = "mati-history/1"
Line = dict[str, Any]


def export_lines(read: Any, *, about: str, at: datetime, more: Iterable[Line] = ()) -> Iterator[str]:
    """The lines of an export, each with its line feed.

    ``read`` gives the subjects when it is called: after the anchor was read, so that none of them is behind it.
    """
    digest, count = sha256(), 0
    for line in _lines(read, about=about, at=at, more=more):
        text = canonical_json(line) + "\n"
        digest.update(text.encode())
        count += 1
        yield text
    yield canonical_json({"line": "end", "lines": count, "sha256": digest.hexdigest()}) + "\n"


def _lines(read: Any, *, about: str, at: datetime, more: Iterable[Line]) -> Iterator[Line]:
    anchor = last_anchor()
    subjects: Sequence[Subject] = read()
    yield {"line": "export", "format": FORMAT, "about": about, "at": moment(at)}
    for model in dict.fromkeys(map(type, subjects)):
        yield kind_line(model)
    for subject in subjects:
        yield {"line": "subject", "kind": subject.kind, "id": subject.pk, "state": subject.state,
               "version": subject.version}  # fmt: skip
    people: set[int] = set()
    first = 0
    for record in _records(subjects):
        first = first or record.pk
        people |= {record.actor_id, record.on_behalf_of_id or record.actor_id}
        yield {"line": "record", "id": record.pk, "canonical": record.canonical, "hash": record.hash}
    for pk, person in sorted(get_user_model()._default_manager.in_bulk(people).items()):
        yield {"line": "person", "id": pk, "name": str(person)}
    yield from more
    if anchor:
        yield from _anchored(anchor, subjects, first)


def _records(subjects: Sequence[Subject]) -> Iterator[TransitionRecord]:
    """Their records as they were written, up to where each subject stood when it was read."""
    stands = {(subject.kind, subject.pk): subject.version for subject in subjects}
    wanted = Q(pk__in=[])
    for kind in {subject.kind for subject in subjects}:
        wanted |= Q(subject_type=kind, subject_id__in=[pk for of, pk in stands if of == kind])
    found: QuerySet[TransitionRecord] = TransitionRecord.objects.filter(wanted).order_by("pk")
    for record in found.iterator(chunk_size=1000):
        if record.seq <= stands[record.subject_type, record.subject_id]:
            yield record


def _anchored(anchor: Anchor, subjects: Sequence[Subject], first: int) -> Iterator[Line]:
    """The anchors since the first of these records, each chain's way to the last one, and its time-stamp."""
    for one in Anchor.objects.filter(last_record__gte=first, number__lte=anchor.number).order_by("number"):
        yield {"line": "anchor", "canonical": one.canonical, "hash": one.hash}
    heads = heads_at(anchor.last_record)
    tree = tree_of(heads)
    places = {(head.kind, head.subject_id): place for place, head in enumerate(heads)}
    for subject in subjects:
        if (place := places.get((subject.kind, subject.pk))) is not None:
            yield {
                "line": "proof",
                "head": heads[place].text,
                "place": place,
                "count": len(tree),
                "path": tree.proof(place),
            }
    stamp = Timestamp.objects.filter(anchor=anchor).first()
    if stamp:
        yield {
            "line": "timestamp",
            "authority": stamp.authority,
            "stamped_at": moment(stamp.stamped_at),
            "token": b64encode(bytes(stamp.token)).decode(),
        }


def kind_line(model: type[Subject]) -> Line:
    """What the records of a kind mean: its states and steps by name, where each step leads, in Thai and English."""
    field: Any = next(field for field in model._meta.concrete_fields if field.name == "state")
    every = {Start.name: model.begin, **steps_of(model)}
    steps = {
        name: {"called": _in_both(rules_of(step).label), "moves": _moves(model, step)} for name, step in every.items()
    }
    for table in kept(model).values():  # a step that the code has no more was made all the same
        for name, leads in table.moves.items():
            step = steps.setdefault(name, {"called": _in_both(label_of(model, name)), "moves": {}})
            step["moves"] = leads | step["moves"]
    return {
        "line": "kind",
        "kind": model._meta.label_lower,
        "called": _in_both(model._meta.verbose_name),
        "initial": initial_state(model),
        "migrates_by": MIGRATE,
        "stays_by": {name: _in_both(LABELS[name]) for name in OF_CLOCKS},
        "states": {state: _in_both(label) for state, label in field.flatchoices},
        "steps": steps,
    }


def _moves(model: type[Subject], step: Any) -> dict[str, str]:
    return {initial_state(model): initial_state(model)} if step is model.begin else sources_of(step)


def _in_both(words: Any) -> dict[str, str]:
    said = {}
    for language in ("th", "en"):
        with translation.override(language):
            said[language] = str(words)
    return said
