"""What this machine offers for PDF: the libraries that WeasyPrint loads, and their versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count

from soanthao.pdf import engine

_UNTIL = 1_000


def libraries() -> Mapping[str, str]:
    """Return the versions of the native libraries behind WeasyPrint, by name.

    Raises:
        MissingToolError: one that it needs is not on this machine.
    """
    engine.weasyprint()
    from weasyprint.text import ffi  # noqa: PLC0415 - heavy, and loads libraries

    pango = ffi.pango.pango_version()
    return {
        "Pango": f"{pango // 10_000}.{pango // 100 % 100}.{pango % 100}",
        "HarfBuzz": _newest(ffi.harfbuzz.hb_version_atleast),
    }


def has_fast_subsetting() -> bool:
    """Tell whether libharfbuzz-subset is there: without it fontTools makes fonts small, slower.

    Raises:
        MissingToolError: WeasyPrint cannot be loaded at all.
    """
    engine.weasyprint()
    from weasyprint.text import ffi  # noqa: PLC0415 - heavy, and loads libraries

    return ffi.harfbuzz_subset is not None


def _newest(at_least: Callable[[int, int, int], int]) -> str:
    """Return the version of a library that only says whether it is at least some version."""
    major = next(n for n in count() if n > _UNTIL or not at_least(n + 1, 0, 0))
    minor = next(n for n in count() if n > _UNTIL or not at_least(major, n + 1, 0))
    micro = next(n for n in count() if n > _UNTIL or not at_least(major, minor, n + 1))
    return f"{major}.{minor}.{micro}"
