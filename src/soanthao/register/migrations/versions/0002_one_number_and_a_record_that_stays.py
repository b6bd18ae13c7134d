"""One living number a document; the record refuses to be changed or shortened.

A trigger stops the accident, not whoever means it: him the hashes and the anchor find.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_REFUSED = "soanthao: the record is append-only"


def upgrade() -> None:
    """Add the index and the triggers."""
    taken = sa.text("status = 'taken'")
    op.create_index(
        "one_number", "lines", ["entry"], unique=True, sqlite_where=taken, postgresql_where=taken
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION soanthao_stays() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER events_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON events "
            "FOR EACH STATEMENT EXECUTE FUNCTION soanthao_stays()"
        )
        return
    for what in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER events_stay_{what.lower()} BEFORE {what} ON events "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
        )
