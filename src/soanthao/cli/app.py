"""The commands: parse, call a service, print, exit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import soanthao
from soanthao.cli import app_workflow, screen
from soanthao.cli.usage import VietnameseCommand, VietnameseGroup

app = typer.Typer(
    name="soanthao",
    cls=VietnameseGroup,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="soanthao: từ kết luận cuộc họp thành thông báo và công văn giao việc.",
)


AgencyFile = Annotated[
    Path | None,
    typer.Option("--agency", metavar="FILE", help="Tệp agency.yaml; nếu bỏ trống: tệp gần nhất."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Kết quả cho máy đọc.")]


def _version(wanted: bool) -> None:
    if wanted:
        screen.say(f"soanthao {soanthao.__version__}")
        raise typer.Exit


@app.callback()
def soanthao_command(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="In số phiên bản.")
    ] = False,
) -> None:
    """Hold the options that stand before a command."""


@app.command(
    "render",
    cls=VietnameseCommand,
    help=(
        "In thông báo, công văn (hoặc trích sao) và bảng phân công từ CONCLUSION "
        "(conclusion.yaml), Word và PDF, có chứng minh."
    ),
)
def render_command(
    conclusion: Annotated[Path, typer.Argument(metavar="CONCLUSION", help="Tệp conclusion.yaml.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Thư mục kết quả; nếu bỏ trống: out/ cạnh tệp."),
    ] = None,
    formats: Annotated[
        str, typer.Option("--format", metavar="docx,pdf", help="Loại tệp cần in.")
    ] = "docx,pdf",
    per: Annotated[
        str | None,
        typer.Option(
            "--per",
            metavar="unit|audience",
            help="Mỗi đơn vị một văn bản, hay gửi theo nhóm; nếu bỏ trống: như letters.per.",
        ),
    ] = None,
    templates: Annotated[
        Path | None,
        typer.Option("--templates", metavar="DIR", help="Thư mục mẫu riêng của cơ quan."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", metavar="N", min=1, max=64, help="Số tiến trình chạy cùng lúc."),
    ] = None,
    only: Annotated[
        str | None,
        typer.Option(
            "--only",
            metavar="notice|letters",
            help="Chỉ in lại thông báo, hoặc văn bản gửi đơn vị; giữ nguyên các tệp khác.",
        ),
    ] = None,
    units: Annotated[
        list[str] | None,
        typer.Option(
            "--unit", metavar="ID", help="Chỉ in lại văn bản gửi đơn vị này; dùng được nhiều lần."
        ),
    ] = None,
    archive: Annotated[
        bool,
        typer.Option(
            "--archive",
            help="Bản lưu trữ: tệp PDF đã có số, ngày cũng mang theo nguồn (bản nháp luôn mang).",
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Render a conclusion."""
    from soanthao.cli import rendering  # noqa: PLC0415 - heavy libraries load here

    options = rendering.RenderOptions(
        conclusion, out, formats, per, templates, workers, only, tuple(units or ()), archive
    )
    rendering.run(options, as_json=as_json)


@app.command(
    "check",
    cls=VietnameseCommand,
    help=(
        "Rà soát từng FILE: bản nháp conclusion.yaml (câu chữ, giao việc) hoặc tệp Word bất kỳ "
        "(thể thức, câu chữ) theo Nghị định 30/2020/NĐ-CP."
    ),
)
def check_command(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Tệp .yaml, .docx hoặc .doc.")
    ],
    annotate: Annotated[
        Path | None,
        typer.Option(
            "--annotate", metavar="OUT", help="Ghi tệp .docx mới, có nhận xét ở từng chỗ."
        ),
    ] = None,
    fix: Annotated[
        Path | None,
        typer.Option("--fix", metavar="OUT", help="Ghi tệp .docx mới, đã sửa những gì chắc chắn."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check files."""
    from soanthao.cli import checking  # noqa: PLC0415 - heavy libraries load here

    if annotate is not None and fix is not None:
        raise typer.BadParameter("chỉ dùng một trong hai: --annotate, --fix.")
    if (annotate is not None or fix is not None) and len(files) != 1:
        raise typer.BadParameter("--annotate, --fix chỉ dùng với một FILE.")
    if annotate is not None:
        checking.run_annotating(files[0], annotate, as_json=as_json)
    elif fix is not None:
        checking.run_fixing(files[0], fix, as_json=as_json)
    else:
        checking.run(files, as_json=as_json)


@app.command(
    "import",
    cls=VietnameseCommand,
    help=(
        "Đọc một thông báo đã có (NOTICE: Word, PDF, văn bản thuần) thành conclusion.yaml; chỗ "
        "chưa rõ ghi “# ?”."
    ),
)
def import_command(
    notice: Annotated[
        Path, typer.Argument(metavar="NOTICE", help="Tệp .docx, .doc, .pdf, .md hoặc .txt.")
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", metavar="FILE", help="Tệp sẽ ghi; nếu bỏ trống: conclusion.yaml cạnh đó."
        ),
    ] = None,
    agency: AgencyFile = None,
    as_json: AsJson = False,
) -> None:
    """Import a notice."""
    from soanthao.cli import importing  # noqa: PLC0415 - heavy libraries load here

    importing.run(notice, out, agency, as_json=as_json)


@app.command(
    "update",
    cls=VietnameseCommand,
    help="Đưa câu chữ của thông báo đã sửa trong Word, hoặc bảng phân công đã điền (FILE), trở lại "
    "CONCLUSION.",
)
def update_command(
    conclusion: Annotated[Path, typer.Argument(metavar="CONCLUSION", help="Tệp conclusion.yaml.")],
    corrected: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="Thông báo .docx đã sửa; assignments.xlsx, .docx đã điền."
        ),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Chỉ xem thay đổi, không ghi gì.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Ghi luôn, không hỏi.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take corrections back."""
    from soanthao.cli import updating  # noqa: PLC0415 - heavy libraries load here

    updating.run(conclusion, corrected, dry_run=dry_run, yes=yes, as_json=as_json)


@app.command(
    "new", cls=VietnameseCommand, help="Tạo thư mục DIR với conclusion.yaml và agency.yaml mẫu."
)
def new_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Thư mục sẽ tạo.")],
    kind: Annotated[
        str | None,
        typer.Option(
            "--for", metavar="tinh|xa", help="Danh bạ soạn sẵn của UBND tỉnh hoặc UBND xã."
        ),
    ] = None,
) -> None:
    """Start a workspace."""
    from soanthao.services.starting import offered, start  # noqa: PLC0415 - not for --help

    if kind is not None and kind not in offered():
        known = ", ".join(f"{each} ({name})" for each, name in offered().items())
        raise typer.BadParameter(f"không có danh bạ soạn sẵn “{kind}”; chỉ có: {known}.")
    for path in start(folder, kind):
        screen.say(f"Đã tạo {path}")


@app.command(
    "units",
    cls=VietnameseCommand,
    help="Danh bạ đơn vị của cơ quan; với NAME: cho biết tên đó là đơn vị hay nhóm nào.",
)
def units_command(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="Mã, tên hoặc tên gọi khác của đơn vị, nhóm."),
    ] = None,
    agency: AgencyFile = None,
    as_json: AsJson = False,
) -> None:
    """Show the directory."""
    from soanthao.cli import units  # noqa: PLC0415 - reading YAML is not for --help

    units.run(tuple(names or ()), agency, as_json=as_json)


@app.command(
    "verify",
    cls=VietnameseCommand,
    help=(
        "Kiểm xem thư mục kết quả, hoặc một tệp PDF, có còn đúng như lúc in: mã băm, nguồn, "
        "từng chữ; PATH là thư mục hoặc tệp PDF."
    ),
)
def verify_command(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="Thư mục kết quả, hoặc tệp PDF.")],
    conclusion: Annotated[
        Path | None,
        typer.Option(
            "--conclusion",
            metavar="FILE",
            help="Kết luận đã in ra thư mục này, khi tệp không còn ở chỗ cũ.",
        ),
    ] = None,
    templates: Annotated[
        Path | None,
        typer.Option(
            "--templates", metavar="DIR", help="Thư mục mẫu riêng, nếu lúc in đã dùng --templates."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Verify a folder or a PDF."""
    from soanthao.cli import verifying  # noqa: PLC0415 - heavy libraries load here

    verifying.run(path, conclusion, templates, as_json=as_json)


@app.command(
    "schema",
    cls=VietnameseCommand,
    help="In lược đồ JSON của conclusion.yaml và agency.yaml cho trình soạn thảo.",
)
def schema_command(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[conclusion|agency]", help="Chỉ một lược đồ; bỏ trống: cả hai."),
    ] = None,
) -> None:
    """Print the JSON Schemas."""
    from soanthao.services.schemas import schemas  # noqa: PLC0415 - pydantic is not for --help

    every = schemas()
    if name is None:
        screen.print_json(every)
    elif name in every:
        screen.print_json(every[name])
    else:
        raise typer.BadParameter(f"không có lược đồ “{name}”; chỉ có: {', '.join(every)}.")


@app.command(
    "doctor",
    cls=VietnameseCommand,
    help=(
        "Xem máy này đã đủ thư viện, phông chữ, mẫu, quyền ghi chưa; thiếu gì thì cài bằng lệnh "
        "nào."
    ),
)
def doctor_command(
    as_json: AsJson = False,
) -> None:
    """Tell whether this machine is fit to work."""
    from soanthao.cli import doctor  # noqa: PLC0415 - only where it is asked for

    doctor.run(as_json=as_json)


app_workflow.add_to(app)
