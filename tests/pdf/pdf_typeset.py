"""Pages set line by line at given places, as a PDF of others may have them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from importlib import resources

import weasyprint

_FACES = (
    ("Regular", "normal", "normal"),
    ("Bold", "bold", "normal"),
    ("Italic", "normal", "italic"),
)
LEFT, RIGHT, TOP, PITCH = 85, 539, 60, 15


@dataclass(frozen=True)
class Line:
    """A line: its text, left edge and top in points, and right edge where it is justified."""

    text: str
    left: float = LEFT
    top: float = TOP
    right: float | None = None
    size: float = 13
    style: str = ""


@dataclass(frozen=True)
class Box:
    """A ruled line from a corner to another, in points from the top left."""

    left: float
    top: float
    right: float
    bottom: float


def typeset(*pages: Iterable[Line | Box], width: float = 595, height: float = 842) -> bytes:
    """Return a PDF of *pages*."""
    folder = resources.files("soanthao.pdf") / "liberation"
    faces = "".join(
        f"@font-face {{ font-family: Liberation Serif; font-weight: {weight}; font-style: {style};"
        f" src: url('{(folder / f'LiberationSerif-{face}.ttf').as_uri()}') }}"  # type: ignore[attr-defined]
        for face, weight, style in _FACES
    )
    css = (
        f"{faces} @page {{ size: {width}pt {height}pt; margin: 0 }}"
        " body { margin: 0; font-family: Liberation Serif }"
        f" section {{ break-after: page; position: relative; height: {height - 1}pt }}"
        " div { position: absolute; white-space: pre; line-height: 1 }"
    )
    body = "".join(f"<section>{''.join(map(_drawn, page))}</section>" for page in pages)
    data = weasyprint.HTML(string=f"<style>{css}</style>{body}").write_pdf()
    assert isinstance(data, bytes)
    return data


def column(*paragraphs: str, top: float = TOP, **line: float) -> list[Line]:
    """Return the lines of *paragraphs*, which ``|`` breaks: all but the last are justified."""
    lines = []
    for text in paragraphs:
        parts = text.split("|")
        for part in parts:
            right = None if part is parts[-1] else RIGHT
            lines.append(Line(part, top=top, right=right, **line))  # type: ignore[arg-type]
            top += PITCH
    return lines


def _drawn(part: Line | Box) -> str:
    if isinstance(part, Box):
        wide, high = part.right - part.left, part.bottom - part.top
        return (
            f'<div style="left:{part.left}pt;top:{part.top}pt;width:{max(wide, 0.5)}pt;'
            f'height:{max(high, 0.5)}pt;background:black"></div>'
        )
    place = f"left:{part.left}pt;top:{part.top}pt;font-size:{part.size}pt;{part.style}"
    if part.right is not None:
        place += f";width:{part.right - part.left}pt;text-align:justify"
        place += ";text-align-last:justify;white-space:nowrap"
    return f'<div style="{place}">{escape(part.text)}</div>'
