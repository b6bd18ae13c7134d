"""``soanthao schema``: the JSON Schemas of the two files, for editors."""

from __future__ import annotations

from typing import Any, Final

from soanthao.draft.schema import json_schemas

_ENDING: Final = ".schema.json"


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schemas by name: ``conclusion`` and ``agency``."""
    return {name.removesuffix(_ENDING): schema for name, schema in json_schemas().items()}
