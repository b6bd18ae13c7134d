"""How the database of the register came to be as it is, revision by revision (alembic)."""
