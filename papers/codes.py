# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Codes printed on papers: short enough to be typed from paper, too many to be guessed.

Sixteen letters and digits in four groups, ``7KQM-2XHF-9DTR-4WBN``: 80 bits, of which no two look alike (Crockford's
base 32 has no I, L, O or U; what is typed as one of them is read as the digit it looks like).
"""

import secrets
import unicodedata

from django.utils.crypto import salted_hmac

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 16, 4
LOOKS_LIKE = str.maketrans({"I": "1", "L": "1", "O": "0"} | dict.fromkeys("- \u200b\t\n\r"))


def new_code() -> str:
    """A code that nobody guesses."""
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def code_of(paper: str) -> str:
    """The code of a paper named within the service (``pack/12/3``): the same each time, and known only here."""
    number = int.from_bytes(salted_hmac("papers.codes", paper, algorithm="sha256").digest(), "big")
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(LENGTH))


def in_groups(code: str) -> str:
    """As it is printed: ``7KQM-2XHF-9DTR-4WBN``; another kind of code stays as it is."""
    if len(code) != LENGTH:
        return code
    return "-".join(code[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def read_code(typed: str) -> str:
    """The code that somebody typed, however they spaced it; empty for what is none."""
    code = unicodedata.normalize("NFKC", typed).upper().translate(LOOKS_LIKE)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""
