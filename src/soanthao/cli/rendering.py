"""The screen of ``soanthao render``."""

from __future__ import annotations

from pathlib import Path

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


def _summary(report: RenderReport, formats: tuple[Format, ...]) -> list[str]:
    manifest = report.manifest
    letters, proof = manifest["letters"], manifest["proof"]
    told = len({entry["unit"] for entry in manifest["notified"]})
    kinds = " và ".join(_NAMES[each] for each in formats)
    also = f"; {told} đơn vị chỉ thêm dòng để biết" if told else ""
    lines = [
        f"{len(letters)} công văn tới {len(letters)} đơn vị{also}; các đơn vị còn lại chỉ nhận "
        "Thông báo.",
        f"Đã in thông báo và {len(letters)} công văn ({kinds}) vào {report.out}/",
        f"Đã chứng minh: {proof['pairs']} nội dung giao đến đúng đơn vị, nguyên văn từng chữ; "
        f"{proof['references']} dẫn chiếu nhiệm vụ chung; không thiếu, không thừa, không sai.",
    ]
    if any(letter["preview"] for letter in letters):
        lines.append("Thông báo chưa có số hoặc ngày: công văn là bản xem trước, có dấu dự thảo.")
    if manifest["fonts"]:
        lines.append(_fonts(manifest["fonts"]))
    lines += [
        f"Lưu ý: {unit} chỉ được giao để biết mà không công văn nào nhắc tới; đơn vị này chỉ nhận "
        "Thông báo."
        for unit in report.unreached
    ]
    return lines


def _fonts(fonts: list[str]) -> str:
    missing = "" if "Times New Roman" in fonts else " (máy này không có Times New Roman)"
    return f"Phông chữ trong PDF: {', '.join(fonts)}{missing}."
