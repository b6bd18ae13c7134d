"""A real PostgreSQL, an empty database on it for each test, and offices at any step of the way."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from postgres_pool import Databases
from workspace import CHAIN, PLAIN, Clock, Kind, Workspace

from postgres_server import PostgresServer, require_postgres
from soanthao import clock as house_clock

Archive = dict[tuple[Kind, tuple[str, ...]], Workspace]
More = Callable[[Workspace], None]


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


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the services, in the hands of the test."""
    told = Clock()
    monkeypatch.setattr(house_clock, "now", told)
    return told


@pytest.fixture(scope="session")
def archive() -> Archive:
    """Workspaces that were walked up to some step once; tests get copies."""
    return {}


@pytest.fixture(scope="session")
def databases(postgres: PostgresServer) -> Databases:
    """Databases that tests hand on to each other, emptied."""
    return Databases(postgres)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Each test on both databases."""
    return request.param


@pytest.fixture
def office(
    database: str,
    clock: Clock,
    archive: Archive,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Iterator[Callable[..., Workspace]]:
    """Return what makes a workspace of the test's own, its notice and letters walked so far.

    ``office("sign")`` has a signed notice, ``office("issue", "approve")`` an issued one and
    approved letters; ``office()`` has a draft. *more* does what else is to be there. All of it was
    done once, in SQLite; the rows are the same in PostgreSQL.
    """
    pool: Databases | None = None
    if database == "postgresql":
        pool = request.getfixturevalue("databases")
    lent: list[str] = []

    def walked(kind: Kind, ways: tuple[str, ...]) -> Workspace:
        key = (kind, ways)
        if key not in archive:
            home = tmp_path_factory.mktemp("archive") / "office"
            if ways:
                archive[key] = stepped(walked(kind, before(ways)), home, ways)
            else:
                archive[key] = Workspace(home, kind).write()
        return archive[key]

    def stepped(source: Workspace, home: Path, ways: tuple[str, ...]) -> Workspace:
        place = source.copied(home)
        moment, clock.moment = clock.moment, Clock().moment
        place.walk(place.letters if len(ways) > 1 else place.notice, ways[-1], ways[-1])
        clock.moment = moment
        return place

    def make(*ways: str, kind: Kind = PLAIN, more: More | None = None) -> Workspace:
        source = walked(kind, ways)
        if more is not None:
            key = (kind, (*ways, more.__qualname__))
            if key not in archive:
                archive[key] = source.copied(tmp_path_factory.mktemp("archive") / "office")
                more(archive[key])
            source = archive[key]
        home = tmp_path_factory.mktemp("office") / "office"
        if pool is None:
            return source.copied(home)
        lent.append(pool.lend(source))
        return source.copied(home, lent[-1])

    yield make
    for each in lent:
        pool.take_back(each)


def before(ways: tuple[str, ...]) -> tuple[str, ...]:
    """Return the way that ends one step earlier."""
    step = CHAIN.index(ways[-1])
    return (*ways[:-1], CHAIN[step - 1]) if step else ways[:-1]
