# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A letter's paper: printed once and kept, so that everybody holds the same bytes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from papers.fonts import FontsMissing
from papers.models import PDF, Document, PaperCode
from papers.operations import keep_document
from papers.text_gate import Unprintable
from workflows.refusals import GuardsUnmet


def printed_once(
    papers: models.Manager[Any], letter: models.Model, print_it: Callable[[], bytes], *,
    filename: str, title: str, at: datetime, code: str = "", of: str = "letter",
) -> Document:  # fmt: skip
    """The paper of a letter as it was first printed; whoever asks first has it printed and kept.

    ``papers`` are rows of ``letter``, or what ``of`` names it, and ``document``, one of each letter; ``code`` is what
    its paper prints, by which it is found (papers.issued). Raises what ``print_it`` raises, and then nothing is kept.
    """
    kept = papers.select_related("document").filter(**{of: letter}).first()
    if kept is None:
        content = print_it()
        with transaction.atomic():
            document = keep_document(content=content, media_type=PDF, filename=filename, title=title, at=at)
            if code:
                PaperCode.objects.get_or_create(code=code, defaults={"document": document})
            kept, _created = papers.get_or_create(**{of: letter}, defaults={"document": document})
    found: Document = kept.document
    return found


@contextmanager
def fit_to_print() -> Iterator[None]:
    """Around ``papers.packs.check_letter`` or ``check_words``: raise GuardsUnmet, which names the characters, for what
    could be sent and never be printed. Where no font is installed nothing is printed, whatever it says.
    """
    try:
        yield
    except FontsMissing:
        return
    except Unprintable as error:
        raise unprintable(error) from error


def unprintable(error: Unprintable) -> GuardsUnmet:
    """The refusal of what the official font cannot print."""
    sentence = _("These characters are not in the official font: %(characters)s. Change the text that holds them.")
    return GuardsUnmet(sentence % {"characters": " ".join(error.characters)})
