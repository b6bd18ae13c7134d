"""``soanthao schema``: the JSON Schemas of the two files, for editors."""

from __future__ import annotations

from typing import Any

from soanthao.draft.schema import json_schemas


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schemas by name: ``conclusion`` and ``agency``."""
    return json_schemas()
