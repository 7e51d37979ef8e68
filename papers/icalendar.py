# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Calendar files (RFC 5545): what is on them is said by the floors above."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings

ICS = "text/calendar; charset=utf-8"
LINE = 73  # octets of a folded line: RFC 5545, 3.1, allows 75


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry: from moment to moment, or over whole days with ``ends`` the last of them. ``href`` is a path here."""

    uid: str
    starts: datetime | date
    ends: datetime | date
    summary: str
    description: str = ""
    location: str = ""
    href: str
    sequence: int = 0
    status: str = "CONFIRMED"  # or TENTATIVE, CANCELLED


def calendar_file(entries: Iterable[Entry], at: datetime, *, name: str) -> str:
    """A calendar of these entries, with the service's public address in ids and links."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mati//Committee//TH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{_escaped(name)}")
    for entry in entries:
        lines += _event(entry, at)
    lines.append("END:VCALENDAR")
    return "\r\n".join(part for line in lines for part in _folded(line)) + "\r\n"


def _event(entry: Entry, at: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.uid}@{urlsplit(settings.SITE_URL).hostname}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTAMP:{_utc(at)}",
        _when("DTSTART", entry.starts),
        _when("DTEND", entry.ends, after=timedelta(days=1)),
        f"SUMMARY:{_escaped(entry.summary)}",
        f"DESCRIPTION:{_escaped(entry.description)}",
        f"LOCATION:{_escaped(entry.location)}",
        f"URL:{settings.SITE_URL}{entry.href}",
        f"STATUS:{entry.status}",
        "END:VEVENT",
    ]


def _when(name: str, moment: datetime | date, *, after: timedelta = timedelta()) -> str:
    """A moment, or a whole day; a day that ends an entry is named by the one ``after`` it."""
    if isinstance(moment, datetime):
        return f"{name}:{_utc(moment)}"
    return f"{name};VALUE=DATE:{moment + after:%Y%m%d}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> Iterable[str]:
    """The line in parts of at most 75 octets, none inside a character; all but the first begin with a space."""
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LINE:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part
