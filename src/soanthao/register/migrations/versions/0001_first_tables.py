"""The first tables: head, events, entries, counters, lines."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ENTRY_TEXTS = (
    *("path", "name", "agency", "issuer", "form", "kind", "symbol", "subject", "urgency"),
    *("signer", "addressee", "medium", "state", "values_digest", "templates", "keeper"),
    *("receipt", "remarks", "recipients", "units", "approved", "final"),
)
_ENTRY_MAYBE = (
    *("held", "signed_on", "issued_on", "dispatched"),
    *("number_series", "number_symbol", "number_day"),
)
_FAMILY = ("agency", "issuer", "series")


def upgrade() -> None:
    """Make the tables and the one row of the head."""
    head = op.create_table(
        "head",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.CheckConstraint("id = 1", name="one_head"),
    )
    op.bulk_insert(head, [{"id": 1, "seq": 0, "hash": "0" * 64}])
    op.create_table(
        "events",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        *(_text(name) for name in ("time", "action", "person", "name")),
        sa.Column("entry", sa.Integer, nullable=False, index=True),
        *(_text(name) for name in ("reason", "payload", "previous", "hash")),
    )
    op.create_table(
        "entries",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        *(_text(name) for name in _ENTRY_TEXTS),
        *(sa.Column(name, sa.Text) for name in _ENTRY_MAYBE),
        sa.Column("number_year", sa.Integer),
        sa.Column("number", sa.Integer),
        sa.Column("copies", sa.Integer),
        sa.UniqueConstraint("agency", "path", "name", "generation", name="one_entry"),
        sa.CheckConstraint("number IS NULL OR number > 0", name="entry_number"),
    )
    op.create_table(
        "counters",
        *(sa.Column(name, sa.Text) for name in _FAMILY),
        sa.Column("year", sa.Integer),
        sa.Column("last", sa.Integer, nullable=False),
        _maybe("last_day"),
        sa.Column("external", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint(*_FAMILY, "year"),
    )
    op.create_table(
        "lines",
        *(sa.Column(name, sa.Text) for name in _FAMILY),
        sa.Column("year", sa.Integer),
        sa.Column("number", sa.Integer),
        *(_text(name) for name in ("symbol", "day")),
        sa.Column("entry", sa.Integer, nullable=False),
        *(_text(name) for name in ("status", "person", "reason")),
        _maybe("expires"),
        sa.PrimaryKeyConstraint(*_FAMILY, "year", "number"),
        sa.CheckConstraint("number > 0", name="line_number"),
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _maybe(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text)
