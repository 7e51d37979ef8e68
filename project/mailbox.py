# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The e-mails that a demo has sent: kept as files, read back to be looked at. In real use they leave by SMTP."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

SHOWN = 200
BETWEEN = b"-" * 79 + b"\n"  # what Django's file backend writes after each


@dataclass(frozen=True)
class Mail:
    """One e-mail as it was sent."""

    name: str
    to: str
    subject: str
    sent_at: datetime
    message_id: str
    text: str
    html: str


def is_shown() -> bool:
    """Whether there is a mailbox to look at: on one's own machine only, where e-mails are kept as files."""
    return settings.LOOPBACK_ONLY and settings.EMAIL_BACKEND == "django.core.mail.backends.filebased.EmailBackend"


def mails() -> list[Mail]:
    """The last e-mails, the newest first."""
    files = sorted(_folder().glob("*.log"), reverse=True)[:SHOWN] if _folder().is_dir() else []
    return [mail for file in files for mail in reversed(_read(file))][:SHOWN]


def mail_named(name: str) -> Mail | None:
    """One e-mail by its name in the list."""
    stem, _dash, _place = name.rpartition("-")
    file = _folder() / f"{stem}.log"
    return next((mail for mail in _read(file) if mail.name == name), None) if file.is_file() else None


def _folder() -> Path:
    return Path(getattr(settings, "EMAIL_FILE_PATH", ""))


def _read(file: Path) -> list[Mail]:
    parts = [part for part in file.read_bytes().split(BETWEEN) if part.strip()]
    return [_mail(f"{file.stem}-{place}", part) for place, part in enumerate(parts)]


def _mail(name: str, raw: bytes) -> Mail:
    message = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
    return Mail(
        name=name,
        to=str(message["To"]),
        subject=str(message["Subject"]),
        sent_at=parsedate_to_datetime(str(message["Date"])).replace(tzinfo=UTC),  # Django writes -0000
        message_id=str(message["Message-ID"]),
        text=_body(message, "plain"),
        html=_body(message, "html"),
    )


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part else ""
