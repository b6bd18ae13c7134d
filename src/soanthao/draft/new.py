"""The two files to start from (``soanthao new``): commented, without faults.

They lie as they are written beside this module: what a clerk reads is a file, not a string.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType
from typing import Final

_FOLDER: Final = resources.files("soanthao.draft") / "starters"
_NAMES: Final = ("conclusion.yaml", "agency.yaml")
_PLAIN: Final = "mau"

STARTERS: Final = MappingProxyType({"tinh": "UBND tỉnh", "xa": "UBND xã"})
"""Whose directory (danh bạ) may be asked for ready made → its name."""


def starter(kind: str | None = None) -> Mapping[str, str]:
    """Return file name → text of the files that ``soanthao new`` writes.

    Args:
        kind: a key of :data:`STARTERS`; None for a short pair that shows every key once.

    Raises:
        KeyError: there is no such starter.
    """
    if kind is not None and kind not in STARTERS:
        raise KeyError(kind)
    folder = _FOLDER / (kind or _PLAIN)
    return MappingProxyType({name: (folder / name).read_text("utf-8") for name in _NAMES})
