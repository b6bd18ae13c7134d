"""The screen of ``soanthao render``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from soanthao import settings
from soanthao.cli import screen
from soanthao.render.job import FORMATS, Format
from soanthao.services.rendering import RenderReport, RenderRequest, render

_NAMES = {"docx": "Word", "pdf": "PDF"}


def run(
    conclusion: Path, out: Path | None, formats: str, workers: int | None, *, as_json: bool
) -> None:
    """Render and say what was made and proven."""
    chosen = _formats(formats)
    workers = workers or settings.load(conclusion.parent).workers
    request = RenderRequest(conclusion, out, chosen, workers)
    with screen.progress("Đang in", quiet=as_json) as tick:
        report = render(request, tick)
    for warning in report.warnings:
        screen.complain(str(warning))
    if as_json:
        screen.print_json(report.manifest)
        return
    for line in _summary(report, chosen):
        screen.say(line)


def _formats(text: str) -> tuple[Format, ...]:
    asked = [name.strip().lower() for name in text.split(",") if name.strip()]
    unknown = [name for name in asked if name not in FORMATS]
    if unknown or not asked:
        raise typer.BadParameter(f"--format chỉ nhận docx, pdf hoặc docx,pdf; không nhận “{text}”.")
    return tuple(name for name in FORMATS if name in asked)


def _summary(report: RenderReport, formats: tuple[Format, ...]) -> Iterator[str]:
    manifest = report.manifest
    letters = manifest["letters"]
    kinds = " và ".join(_NAMES[each] for each in formats)
    if letters:
        yield _letters(report)
        yield f"Đã in thông báo và {len(letters)} công văn ({kinds}) vào {report.out}/"
    else:
        yield f"Đã in thông báo ({kinds}) vào {report.out}/; không có công văn nào."
    yield _proof(manifest)
    if any(letter["preview"] for letter in letters):
        yield "Thông báo chưa có số hoặc ngày: công văn là bản xem trước, có dấu dự thảo."
    if manifest["fonts"]:
        yield _fonts(manifest["fonts"])
    for unit in report.unreached:
        yield (
            f"Lưu ý: {unit} chỉ được giao để biết mà không công văn nào nhắc tới; "
            "đơn vị này chỉ nhận Thông báo."
        )


def _letters(report: RenderReport) -> str:
    manifest = report.manifest
    letters = manifest["letters"]
    told = len({entry["unit"] for entry in manifest["notified"] if entry["in"]})
    also = f"; {told} đơn vị thêm dòng để biết" if told else ""
    count = len(letters)
    rest = "; các đơn vị còn lại chỉ nhận Thông báo" if report.remaining else ""
    return f"{count} công văn tới {count} đơn vị{also}{rest}."


def _proof(manifest: dict[str, Any]) -> str:
    proof = manifest["proof"]
    if not manifest["letters"]:
        return "Đã chứng minh: thông báo có đủ mọi mục, nguyên văn từng chữ."
    referred = f"{proof['references']} dẫn chiếu nhiệm vụ chung; " if proof["references"] else ""
    return (
        f"Đã chứng minh: {proof['pairs']} nội dung giao đến đúng đơn vị, nguyên văn từng chữ; "
        f"{referred}không thiếu, không thừa, không sai."
    )


def _fonts(fonts: list[str]) -> str:
    missing = "" if "Times New Roman" in fonts else " (máy này không có Times New Roman)"
    return f"Phông chữ trong PDF: {', '.join(fonts)}{missing}."
