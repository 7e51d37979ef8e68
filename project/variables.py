# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The environment variables of the service: what ``docs/configuration.md`` is written from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Variable:
    """One variable. Without a default it must be set."""

    name: str
    default: str
    meaning: str


SERVICE = (
    Variable("SECRET_KEY", "", "signs sessions; long, random, kept secret"),
    Variable("DEBUG", "off", "plain HTTP and Django's error pages, for one's own machine only"),
    Variable("MATI_DEMO", "off", "plain HTTP, for one's own machine only; `make demo` sets it"),
    Variable("ALLOWED_HOSTS", "localhost", "host names the service answers to, separated by commas"),
    Variable(
        "DATABASE_URL",
        "SQLite in `var/`",
        "`postgres://user:password@host/name`, `postgres:////folder/of/socket/name` or `sqlite:////path/to/file`",
    ),
    Variable(
        "PREPARED_STATEMENTS",
        "on",
        "off behind a connection pooler that does not keep them (PgBouncer before 1.21); PostgreSQL then plans anew",
    ),
    Variable("EMAIL_URL", "prints mails", "`smtp+tls://user:password@host:587`"),
    Variable("MAIL_FROM", "`mati@` and the host of `SITE_URL`", "who sends the e-mails"),
    Variable("SITE_URL", "`http://localhost:8000`", "where people reach the service, for the links in e-mails"),
    Variable(
        "TASKS_BACKEND",
        "`django_tasks_db.DatabaseBackend`",
        "dotted path of the django-tasks backend that keeps the jobs ([jobs.md](jobs.md))",
    ),
    Variable("MEDIA_ROOT", "`var/media`", "folder of papers and attachments"),
    Variable("TSA_URL", "", "a time-stamp authority (RFC 3161) for daily anchors and signatures; may be left out"),
    Variable("TSA_CERTIFICATES", "", "PEM file of the certificates that the authority's stamps must lead to"),
    Variable(
        "SIGNING_CERTIFICATE",
        "",
        "PKCS#12 file of the certificate, with its chain and key, that signs issued papers "
        "([verifying.md](verifying.md)); without one none is signed",
    ),
    Variable("SIGNING_PASSPHRASE", "", "the passphrase of that file"),
    Variable("SIGNING_PASSPHRASE_FILE", "", "a file that holds the passphrase, in place of the variable"),
    Variable(
        "BEHIND_PROXY",
        "off",
        "on when a proxy ends TLS, sets `X-Forwarded-Proto` itself and adds who asks to `X-Forwarded-For`",
    ),
    Variable("SOURCE_URL", "", "where this very version's source is offered (AGPL, section 13); may be left out"),
)
WORKSHOP = (
    Variable("PORT", "8000", "port of `make demo` and `make run`"),
    Variable("PYTHON", "the first found", "which Python (3.11 or newer) makes the virtual environment"),
    Variable(
        "TEST_POSTGRES_URL", "a cluster of the tests' own", "a PostgreSQL server on which tests may make databases"
    ),
    Variable("BROWSER", "the first found", "the Chromium or Chrome that drives pages in the tests"),
)


def table(variables: tuple[Variable, ...]) -> str:
    """The variables as a Markdown table."""
    lines = ["| variable | default | what it is |", "|---|---|---|"]
    lines += [f"| `{one.name}` | {one.default} | {one.meaning} |" for one in variables]
    return "\n".join(lines) + "\n"
