"""A real PostgreSQL, and an empty database on it for each test."""

from collections.abc import Iterator

import pytest

from postgres_server import PostgresServer, require_postgres


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A server of this test process alone; skipped without PostgreSQL, but a failure in CI."""
    with PostgresServer(require_postgres()) as server:
        yield server


@pytest.fixture
def postgres_database(postgres: PostgresServer) -> Iterator[str]:
    """URL of an empty database of this test alone; the server runs, whatever a test before did."""
    postgres.start()
    name = postgres.free_name()
    yield postgres.create_database(name)
    postgres.start()
    postgres.drop_database(name)
