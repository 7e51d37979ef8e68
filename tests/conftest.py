# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every test may use: the databases and the random walks' profile.

The whole suite runs twice, on SQLite and, with ``TEST_POSTGRES_URL`` set, on PostgreSQL. A test that only reads and
writes takes ``db`` (rolled back after). A test whose threads, child processes or browser must see its rows takes
``fresh_database``; a test of PostgreSQL alone is marked ``postgresql``.
"""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.test.utils import setup_databases, teardown_databases
from pytest_django import DjangoDbBlocker

from tests import databases, standing
from tests.databases import FreshDatabase
from tests.typesetting import shared_folder, typeset_once

hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None, database=None, print_blob=True)
hypothesis.settings.register_profile("searching", deadline=None)
hypothesis.settings.load_profile("repeatable" if os.environ.get("CI") else "searching")

# Playwright's event loop makes Django believe this thread asynchronous, and would hide the connections it has open.
connections._connections = threading.local()  # type: ignore[attr-defined]

KEPT_FOLDER = Path("var/test-databases")
DATABASES = {"db", "django_db_setup", "fresh_database"}
FLUSHING_FIXTURES = {"transactional_db", "live_server", "django_db_reset_sequences", "django_db_serialized_rollback"}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark tests before any is chosen, and order what was chosen last of all."""
    _mark(items)
    yield
    standing.lay_grounds(items)


def _mark(items: list[pytest.Item]) -> None:
    """Mark tests by where they lie, skip what this database cannot show, refuse what would need a flush."""
    for item in items:
        if Path(__file__).parent / "browser" in item.path.parents:
            item.add_marker(pytest.mark.browser)
        if item.get_closest_marker("postgresql") and not os.environ.get("TEST_POSTGRES_URL"):
            item.add_marker(pytest.mark.skip(reason="PostgreSQL only: SQLite has a single writer and no such checks"))
        fixtures = set(getattr(item, "fixturenames", ()))
        mark = item.get_closest_marker("django_db")
        if mark is not None or fixtures & DATABASES:
            item.add_marker(pytest.mark.database)
        rolled_back = mark is not None or "db" in fixtures
        if fixtures & FLUSHING_FIXTURES or (mark is not None and mark.kwargs.get("transaction")):
            raise pytest.UsageError(f"{item.nodeid}: the triggers refuse a flush; take fresh_database instead")
        if rolled_back and "fresh_database" in fixtures:
            raise pytest.UsageError(f"{item.nodeid}: takes both a rolled-back database and fresh_database; choose one")


def kept(config: pytest.Config) -> bool:
    """Tell whether the migrated database stays for the next run (``--reuse-db``)."""
    return bool(config.getvalue("reuse_db"))


@pytest.fixture(scope="session")
def database_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This worker's folder for SQLite files."""
    return tmp_path_factory.mktemp("databases", numbered=False)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, database_folder: Path, pytestconfig: pytest.Config
) -> None:
    """Test on a SQLite file, since threads and processes cannot share an in-memory database as they share a file."""
    if connection.vendor == "sqlite":
        folder = KEPT_FOLDER / os.environ.get("PYTEST_XDIST_WORKER", "alone") if kept(pytestconfig) else database_folder
        folder.mkdir(parents=True, exist_ok=True)
        connection.settings_dict["TEST"]["NAME"] = str(folder / "migrated.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_modify_db_settings: None,
    database_folder: Path,
    pytestconfig: pytest.Config,
) -> Iterator[databases.Template]:
    """Migrate the test database, also where every chosen test takes ``fresh_database`` (pytest-django would not).

    With ``--reuse-db`` it is kept for the next run, which then only adds what was migrated since; ``--create-db`` too
    makes it anew. It is copied aside before any test: a test that is rolled back still moves PostgreSQL's sequences on,
    and the copies are to give the same ids whatever ran before.
    """
    with django_db_blocker.unblock():
        keep = kept(pytestconfig)
        again = keep and not pytestconfig.getvalue("create_db")
        made = setup_databases(verbosity=0, interactive=False, keepdb=again, aliases={DEFAULT_DB_ALIAS: True})
        template = databases.make_template(database_folder)
    yield template
    with django_db_blocker.unblock():
        if isinstance(template, databases.PostgreSQLTemplate):
            template.drop(template.name)
        teardown_databases(made, verbosity=0, keepdb=keep)


@pytest.fixture(scope="session")
def database_template(django_db_setup: databases.Template) -> databases.Template:
    """The migrated database, kept aside to be copied."""
    return django_db_setup


@pytest.fixture
def fresh_database(
    database_template: databases.Template, django_db_blocker: DjangoDbBlocker
) -> Iterator[FreshDatabase]:
    """A database of the test's own, whose rows other threads and processes see."""
    with django_db_blocker.unblock(), databases.fresh_database(database_template) as fresh:
        yield fresh


@pytest.fixture(scope="session", autouse=True)
def _typeset_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Typeset the same page once in a run."""
    with typeset_once(shared_folder(tmp_path_factory)):
        yield


@pytest.fixture(autouse=True)
def _settings_of_tests(
    settings: pytest.FixtureRequest, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep files apart and passwords cheap."""
    settings.PAPERS_KEPT_IN = shared_folder(tmp_path_factory) / "kept"  # type: ignore[attr-defined]
    settings.MEDIA_ROOT = standing.media[-1] if standing.media else tmp_path / "media"  # type: ignore[attr-defined]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]
