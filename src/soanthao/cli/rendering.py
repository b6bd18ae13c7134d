"""The screen of ``soanthao render``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from soanthao import settings
from soanthao.cli import screen
from soanthao.notice.notice import Per
from soanthao.render.job import FORMATS, Format
from soanthao.services.planning import PER, Outlook
from soanthao.services.rendering import RenderReport, RenderRequest, render
from soanthao.services.selecting import ONLY, Only

_NAMES = {"docx": "Word", "pdf": "PDF"}
_LETTERS = {"cong-van": "công văn", "trich-sao": "bản trích sao", "trich-sao-dien-tu": "trích sao"}
_UNHARMED = "Việc in các văn bản không bị ảnh hưởng."


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What the clerk typed behind ``soanthao render``."""

    conclusion: Path
    out: Path | None = None
    formats: str = "docx,pdf"
    per: str | None = None
    templates: Path | None = None
    workers: int | None = None
    only: str | None = None
    units: tuple[str, ...] = ()
    archive: bool = False


def run(options: RenderOptions, *, as_json: bool) -> None:
    """Render and say what is going to be made, then what was made and proven."""
    chosen = _formats(options.formats)
    workers = options.workers or settings.load(options.conclusion.parent).workers
    request = RenderRequest(
        options.conclusion,
        options.out,
        chosen,
        workers,
        _per(options.per),
        options.templates,
        _only(options),
        options.units,
        options.archive,
    )

    def announce(outlook: Outlook) -> None:
        if not as_json and outlook.letters and not (request.only or request.units):
            with screen.after(_UNHARMED):
                screen.say(_outlook(outlook))

    with screen.progress("Đang in", quiet=as_json) as tick:
        report = render(request, tick, announce)
    for warning in report.warnings:
        screen.complain(str(warning))
    with screen.after(_UNHARMED):
        if as_json:
            screen.print_json(report.manifest)
        else:
            for line in _summary(report, chosen):
                screen.say(line)


def _formats(text: str) -> tuple[Format, ...]:
    asked = [name.strip().lower() for name in text.split(",") if name.strip()]
    unknown = [name for name in asked if name not in FORMATS]
    if unknown or not asked:
        raise typer.BadParameter(f"--format chỉ nhận docx, pdf hoặc docx,pdf; không nhận “{text}”.")
    return tuple(name for name in FORMATS if name in asked)


def _per(text: str | None) -> Per | None:
    if text is None:
        return None
    for per in PER:
        if per == text.strip().lower():
            return per
    raise typer.BadParameter(
        f"--per chỉ nhận unit (mỗi đơn vị một văn bản) hoặc audience (gửi theo nhóm như kết luận "
        f"đã gọi); không nhận “{text}”."
    )


def _only(options: RenderOptions) -> Only | None:
    if options.only is None:
        return None
    for only in ONLY:
        if only == options.only.strip().lower():
            if only == "notice" and options.units:
                raise typer.BadParameter("--unit chọn công văn, không dùng cùng --only notice.")
            return only
    raise typer.BadParameter(
        f"--only chỉ nhận notice (thông báo) hoặc letters (văn bản gửi đơn vị); không nhận "
        f"“{options.only}”."
    )


def _outlook(outlook: Outlook) -> str:
    also = f"; {outlook.told} đơn vị thêm dòng để biết" if outlook.told else ""
    rest = "; các đơn vị còn lại chỉ nhận Thông báo" if outlook.remaining else ""
    kind = _LETTERS[outlook.form]
    return f"{outlook.letters} {kind} tới {outlook.units} đơn vị{also}{rest}."


def _summary(report: RenderReport, formats: tuple[Format, ...]) -> Iterator[str]:
    manifest = report.manifest
    letters = manifest["letters"]
    kinds = " và ".join(_NAMES[each] for each in formats)
    if report.remade:
        yield (
            f"Đã in lại {', '.join(report.remade)} ({kinds}); các văn bản khác trong {report.out}/ "
            "được giữ nguyên."
        )
    elif letters:
        kind = _LETTERS[report.outlook.form]
        yield (
            f"Đã in thông báo, {len(letters)} {kind} ({kinds}) và bảng phân công vào {report.out}/"
        )
    else:
        yield (
            f"Đã in thông báo ({kinds}) và bảng phân công vào {report.out}/; "
            "không có văn bản nào gửi riêng cho đơn vị."
        )
    yield _proof(manifest)
    if any(letter["preview"] for letter in letters):
        yield "Thông báo chưa có số hoặc ngày: công văn là bản xem trước, có dấu dự thảo."
    if carried := sum(bool(each.get("source")) for each in (manifest["notice"], *letters)):
        yield f"Có {carried} văn bản PDF mang theo nguồn (PDF/A-3a) để kiểm tra, in lại về sau."
    if manifest["fonts"]:
        yield _fonts(manifest["fonts"])
    for unit in report.unreached:
        yield (
            f"Lưu ý: {unit} chỉ được giao để biết mà không văn bản gửi riêng nào nhắc tới; "
            "đơn vị này chỉ nhận Thông báo."
        )


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
    names = (font.partition(" sha256:")[0] for font in fonts)
    return f"Phông chữ trong PDF: {', '.join(names)}, rộng bằng Times New Roman."
