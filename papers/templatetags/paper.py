# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a pack prints of its data, in the digits and the language of that pack."""

import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from papers.templatetags.thai import in_digits

register = template.Library()

_THAI = re.compile("[\u0e00-\u0e7f]")


@register.filter
def told(value: object, paper: Mapping[str, Any]) -> SafeString:
    """A text of the data. ``paper`` is ``{"language", "digits", "en": {thai: english}}``.

    In an English pack the English name where there is one; other Thai words stay as they are, marked as Thai.
    """
    if paper["language"] != "en":
        return in_digits(value, paper["digits"])
    english = paper["en"].get(str(value))
    if english:
        return SafeString(escape(english))
    text = in_digits(value, "arabic")
    return SafeString(f'<span lang="th">{text}</span>') if _THAI.search(text) else text


@register.filter
def under(names: Mapping[Any, Any], key: object) -> Any:
    """The value of a name that a template only knows at the time; nothing where there is none."""
    return names.get(key) or names.get(str(key), "")
