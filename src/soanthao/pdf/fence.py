"""The fence around the templates: files below their folders and nothing else, no network.

WeasyPrint by itself fetches any URL that a template names, ``file:///etc/passwd`` too.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

MAX_BYTES: Final = 32 * 2**20
"""Largest file that a template may be or bring: no logo of ours has a hundredth of it."""

_SHOWN: Final = 80

_KINDS: Final = {".css": "text/css"}
"""What WeasyPrint takes for plain text unless it is told; the rest it knows by its content."""


class OutsideError(ValueError):
    """A path or URL that lies outside the fence, or is no file inside it."""


def inside(root: Path, path: Path) -> Path:
    """Return *path* with its links followed.

    Raises:
        OutsideError: that is no file below *root*.
    """
    try:
        real = path.resolve()
        if real.is_relative_to(root.resolve()) and real.is_file():
            return real
    except (OSError, RuntimeError, ValueError):
        pass  # a link to itself, a name that is too long or no name at all
    raise OutsideError(f"outside the templates: {path.name[:_SHOWN]}")


def read(root: Path, path: Path) -> bytes:
    """Return the content of *path*, its links followed.

    Raises:
        OutsideError: that is no file below *root*, or one that no template needs.
        OSError: it cannot be read.
    """
    real = inside(root, path)
    with real.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise OutsideError(f"too large: {path.name}")
    return data


def _read_first(roots: tuple[Path, ...], path: Path) -> bytes:
    """Return the content of *path* by the first of *roots* that it lies below."""
    for root in roots[:-1]:
        with suppress(OutsideError):
            return read(root, path)
    return read(roots[-1], path)


def fetcher(*roots: Path) -> URLFetcher:
    """Return a fetcher for WeasyPrint that serves files below *roots* only."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415 - heavy

    class FencedFetcher(URLFetcher):  # type: ignore[misc]  # weasyprint has no types
        """Serve files below some folders and nothing else: no network, no /etc/passwd."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols={"file"}, allow_redirects=False, fail_on_errors=True)

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            """Read *url* if it is a file inside the fence; *headers* have no meaning here."""
            parts = urlsplit(url)
            if parts.scheme != "file" or parts.netloc:
                raise OutsideError(f"not a local file: {url}")
            path = Path(url2pathname(parts.path))
            data = _read_first(roots, path)
            kind = _KINDS.get(path.suffix.lower())
            return URLFetcherResponse(url, data, kind and {"Content-Type": kind})

    return FencedFetcher()
