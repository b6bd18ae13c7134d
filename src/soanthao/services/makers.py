"""By what documents are made: everything on this machine that their bytes depend on."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib import metadata
from types import MappingProxyType
from typing import Final

from soanthao.errors import MissingToolError

_WORD: Final = ("soanthao", "docxtpl", "lxml", "openpyxl")
_PDF: Final = ("weasyprint", "pydyf", "pikepdf", "fonttools")


def versions(*, pdf: bool) -> dict[str, str]:
    """Return name → version of what makes Word files and sheets, with *pdf* also of what prints.

    Equal answers promise equal bytes. Without *pdf* nothing is loaded that a machine may lack;
    what it lacks is not named.
    """
    return {**_installed(_WORD), "zlib": zlib.ZLIB_RUNTIME_VERSION, **(_printing() if pdf else {})}


def _installed(names: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in names:
        with suppress(metadata.PackageNotFoundError):
            found[name] = metadata.version(name)
    return found


@cache
def _printing() -> Mapping[str, str]:
    from soanthao.pdf import machine  # noqa: PLC0415 - loads WeasyPrint

    found = _installed(_PDF)
    with suppress(MissingToolError):
        found |= machine.libraries()
        found["subset"] = "harfbuzz" if machine.has_fast_subsetting() else "fonttools"
    return MappingProxyType(found)
