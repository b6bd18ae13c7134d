"""The fence around the templates: files below their folders and nothing else, no network.

WeasyPrint by itself fetches any URL that a template names, ``file:///etc/passwd`` too.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

_KINDS: Final = {".css": "text/css"}
"""What WeasyPrint takes for plain text unless it is told; the rest it knows by its content."""


class OutsideError(ValueError):
    """A path or URL that lies outside the fence, or is no file inside it."""


def inside(root: Path, path: Path) -> Path:
    """Return *path* with its links followed.

    Raises:
        OutsideError: that is no file below *root*.
    """
    real = path.resolve()
    if not real.is_relative_to(root.resolve()) or not real.is_file():
        raise OutsideError(f"outside the templates: {path.name}")
    return real


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
            around = [root for root in roots if path.resolve().is_relative_to(root.resolve())]
            real = inside(around[0] if around else roots[0], path)
            kind = _KINDS.get(real.suffix.lower())
            return URLFetcherResponse(url, real.read_bytes(), kind and {"Content-Type": kind})

    return FencedFetcher()
