"""PDF/A-3a (ISO 19005-3): how WeasyPrint is asked for it, and what it would leave undone."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from soanthao.pdf.attached import Attached, attachment

if TYPE_CHECKING:
    from weasyprint.document import Document as LaidOut

VARIANT: Final = "pdf/a-3a"
_PROFILE: Final = "sRGB2014.icc"
"""The colours that a screen or printer is to show; WeasyPrint brings it."""


def written(laid_out: LaidOut, source: Attached | None = None) -> bytes:
    """Return *laid_out* as PDF/A-3a, with *source* attached where there is one."""
    laid_out.color_profiles = {"srgb": _srgb(), **laid_out.color_profiles}
    data: bytes = laid_out.write_pdf(
        pdf_variant=VARIANT,
        # Any name but "srgb", for which WeasyPrint opens the profile and never closes it.
        output_intent=_PROFILE,
        attachments=[attachment(source)] if source else None,
        finisher=_finish,
    )
    return data


def _srgb() -> Any:  # noqa: ANN401 - weasyprint has no types
    from weasyprint.css import ColorProfile  # noqa: PLC0415 - heavy

    with (resources.files("weasyprint.pdf") / _PROFILE).open("rb") as stream:
        return ColorProfile(stream, _PROFILE, "relative-colorimetric", (["r"], ["g"], ["b"]))


def _finish(_: LaidOut, pdf: Any) -> None:  # noqa: ANN401 - weasyprint has no types
    """Name the attached files once (ISO 19005-3, 6.8), and say what heads a column of a table."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = list(dict.fromkeys(pdf.catalog["AF"]))
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") == "/TH" and "A" in element:
            row = _referred(pdf, element["P"])
            if _referred(pdf, row["P"]).get("S") == "/THead":
                element["A"]["Scope"] = "/Column"


def _referred(pdf: Any, reference: bytes | str) -> Any:  # noqa: ANN401 - weasyprint has no types
    """Return the object that a *reference* like ``12 0 R`` names."""
    return pdf.objects[int(reference.split()[0])]
