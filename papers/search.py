# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finding Thai text: what a person typed and what stands in the rows, brought to one spelling before they meet."""

from papers.thai import arabic_digits, normalise

SHORT = 3  # a term of fewer characters has no trigram, so that no index finds it


def terms_of(typed: str) -> list[str]:
    """The words to look for, each once, each of which must occur: one spelling, Arabic digits, small letters."""
    return list(dict.fromkeys(arabic_digits(normalise(typed)).lower().split()))


def is_short(terms: list[str]) -> bool:
    """Whether no term is long enough for an index."""
    return bool(terms) and all(len(term) < SHORT for term in terms)


def folded(text: str) -> str:
    """A text as terms are: Arabic digits and small letters, letter for letter, so that places in both are the same."""
    low = arabic_digits(text).lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := one.lower()) == 1 else one for one in arabic_digits(text))
