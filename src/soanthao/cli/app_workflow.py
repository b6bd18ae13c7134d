"""The commands of the workflow: from submitted draft to issued original, and the register."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from soanthao.cli.usage import VietnameseCommand, VietnameseGroup

Conclusion = Annotated[Path, typer.Argument(metavar="CONCLUSION", help="Tệp conclusion.yaml.")]
Where = Annotated[
    Path,
    typer.Option("--workspace", metavar="DIR", help="Thư mục làm việc có agency.yaml."),
]
As = Annotated[
    str | None,
    typer.Option("--as", metavar="PERSON", help="Ai làm: mã người trong people của agency.yaml."),
]
Letters = Annotated[
    bool, typer.Option("--letters", help="Các công văn, trích sao; nếu bỏ trống: thông báo.")
]
Units = Annotated[
    list[str] | None,
    typer.Option(
        "--unit", metavar="ID", help="Chỉ văn bản gửi đơn vị này (kèm --letters); nhiều lần được."
    ),
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Lý do, ghi vào sổ.")]
Override = Annotated[
    str,
    typer.Option("--override", metavar="REASON", help="Vẫn cho qua dù còn lỗi, vì lý do này."),
]
Day = Annotated[
    str | None, typer.Option("--date", metavar="DATE", help="Ngày: 2026-11-25 hoặc 25/11/2026.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Cấp số luôn, không hỏi.")]
AsJson = Annotated[bool, typer.Option("--json", help="Kết quả cho máy đọc.")]

register = typer.Typer(
    name="register",
    cls=VietnameseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Sổ đăng ký văn bản đi: xem, tìm, kiểm tra, in.",
)


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module to *app*."""
    for name, command, told in _COMMANDS:
        app.command(name, cls=VietnameseCommand, help=told)(command)
    app.add_typer(register)


def submit_command(
    conclusion: Conclusion,
    letters: Letters = False,
    units: Units = None,
    person: As = None,
    electronic: Annotated[
        bool | None,
        typer.Option("--electronic/--paper", help="Văn bản điện tử hay giấy; mặc định: thiết lập."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Submit a notice or its letters."""
    from soanthao.cli import workflow  # noqa: PLC0415 - heavy libraries load here

    workflow.submit(workflow.Asked(conclusion, letters, units, person, as_json), electronic)


def approve_command(
    conclusion: Conclusion,
    letters: Letters = False,
    units: Units = None,
    person: As = None,
    override: Override = "",
    as_json: AsJson = False,
) -> None:
    """Take the next check."""
    from soanthao.cli import workflow  # noqa: PLC0415 - heavy libraries load here

    workflow.approve(workflow.Asked(conclusion, letters, units, person, as_json), override)


def return_command(
    conclusion: Conclusion,
    letters: Letters = False,
    units: Units = None,
    person: As = None,
    reason: Reason = "",
    as_json: AsJson = False,
) -> None:
    """Send documents back."""
    from soanthao.cli import workflow  # noqa: PLC0415 - heavy libraries load here

    workflow.send_back(workflow.Asked(conclusion, letters, units, person, as_json), reason)


def sign_command(
    conclusion: Conclusion,
    letters: Letters = False,
    units: Units = None,
    person: As = None,
    day: Day = None,
    override: Override = "",
    as_json: AsJson = False,
) -> None:
    """Record signatures."""
    from soanthao.cli import workflow  # noqa: PLC0415 - heavy libraries load here

    workflow.sign(workflow.Asked(conclusion, letters, units, person, as_json), day, override)


def number_command(
    conclusion: Conclusion,
    letters: Letters = False,
    units: Units = None,
    person: As = None,
    numbers: Annotated[
        list[str] | None,
        typer.Option(
            "--number",
            metavar="N|ID=N",
            help="Số do hệ thống khác cấp (hoặc số giữ); công văn: số đầu của lô, hoặc mã=số.",
        ),
    ] = None,
    day: Day = None,
    override: Override = "",
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Number documents."""
    from soanthao.cli import workflow  # noqa: PLC0415 - heavy libraries load here

    asked = workflow.Asked(conclusion, letters, units, person, as_json)
    workflow.number(asked, tuple(numbers or ()), day, override, yes=yes)


def issue_command(
    conclusion: Conclusion,
    letters: Letters = False,
    units: Units = None,
    person: As = None,
    copies: Annotated[
        int | None, typer.Option("--copies", metavar="N", min=1, help="Số lượng bản.")
    ] = None,
    keeper: Annotated[
        str, typer.Option("--keeper", metavar="TEXT", help="Đơn vị, người nhận bản lưu.")
    ] = "",
    dispatched: Annotated[
        str | None,
        typer.Option("--dispatched", metavar="DATE", help="Ngày chuyển; mặc định: hôm nay."),
    ] = None,
    receipt: Annotated[str, typer.Option("--receipt", metavar="TEXT", help="Ký nhận.")] = "",
    as_json: AsJson = False,
) -> None:
    """Issue documents."""
    from soanthao.cli import workflow  # noqa: PLC0415 - heavy libraries load here

    asked = workflow.Asked(conclusion, letters, units, person, as_json)
    workflow.issue(asked, copies, keeper, dispatched, receipt)


def cancel_command(
    conclusion: Conclusion,
    letters: Letters = False,
    units: Units = None,
    person: As = None,
    reason: Reason = "",
    as_json: AsJson = False,
) -> None:
    """Cancel numbered documents."""
    from soanthao.cli import workflow  # noqa: PLC0415 - heavy libraries load here

    workflow.cancel(workflow.Asked(conclusion, letters, units, person, as_json), reason)


def reserve_command(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="Loại văn bản: TB, QĐ, cong-van, TrS …")
    ],
    reason: Reason = "",
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Giữ đến hết ngày.")
    ] = None,
    count: Annotated[int, typer.Option("--count", metavar="N", min=1, help="Giữ mấy số.")] = 1,
    give_up: Annotated[
        int | None, typer.Option("--release", metavar="N", help="Thôi giữ số này.")
    ] = None,
    person: As = None,
    where: Where = Path(),
    as_json: AsJson = False,
) -> None:
    """Keep numbers."""
    from soanthao.cli import workflow  # noqa: PLC0415 - heavy libraries load here

    asked = workflow.Asked(where, person=person, as_json=as_json)
    if give_up is not None:
        workflow.release(asked, kind, give_up, reason)
    else:
        workflow.reserve(asked, kind, reason, until, count)


@register.command("start", cls=VietnameseCommand, help="Cho dãy số bắt đầu từ một số giữa năm.")
def start_command(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="Loại văn bản: TB, QĐ, cong-van, TrS …")
    ],
    first: Annotated[int, typer.Option("--number", metavar="N", min=1, help="Số tiếp theo.")],
    year: Annotated[
        int | None, typer.Option("--year", metavar="YYYY", help="Năm; mặc định: năm nay.")
    ] = None,
    person: As = None,
    where: Where = Path(),
) -> None:
    """Begin a series in mid-year."""
    from soanthao.cli import workflow  # noqa: PLC0415 - heavy libraries load here

    workflow.start(workflow.Asked(where, person=person), kind, first, year)


@register.command(
    "list", cls=VietnameseCommand, help="Tìm văn bản trong sổ: theo số, ngày, đơn vị, lời."
)
def list_command(
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Từ ngày, kể cả ngày đó.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Đến ngày, kể cả ngày đó.")
    ] = None,
    number: Annotated[
        int | None, typer.Option("--number", metavar="N", min=1, help="Số văn bản.")
    ] = None,
    unit: Annotated[
        str, typer.Option("--unit", metavar="ID", help="Mã, tên đơn vị hoặc nhóm nhận văn bản.")
    ] = "",
    state: Annotated[
        str,
        typer.Option("--state", metavar="S", help="Trạng thái, ví dụ “đã phát hành”, hoặc issued."),
    ] = "",
    words: Annotated[
        str,
        typer.Option(
            "--words",
            metavar="TEXT",
            help="Lời trong trích yếu, nơi nhận …; gõ có dấu hay không dấu.",
        ),
    ] = "",
    sort: Annotated[
        str,
        typer.Option("--sort", metavar="number|subject|addressee", help="Xếp theo số, theo chữ."),
    ] = "number",
    where: Where = Path(),
    as_json: AsJson = False,
) -> None:
    """Search the register."""
    from soanthao.cli import register as screen  # noqa: PLC0415 - heavy libraries load here

    asked = screen.Searched(where, first, last, number, unit, state, words, sort)
    screen.listed(asked, as_json=as_json)


@register.command("show", cls=VietnameseCommand, help="Văn bản đã qua những bước nào, ai làm.")
def show_command(
    conclusion: Conclusion,
    letters: Letters = False,
    units: Units = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Chép các tệp của văn bản ra đây.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show documents."""
    from soanthao.cli import register as screen  # noqa: PLC0415 - heavy libraries load here
    from soanthao.cli.workflow import Asked  # noqa: PLC0415

    screen.show(Asked(conclusion, letters, units, as_json=as_json), out)


@register.command("export", cls=VietnameseCommand, help="In sổ theo Phụ lục IV, Excel và PDF.")
def export_command(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Thư mục ghi sổ.")],
    first: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="Từ ngày; mặc định: đầu năm nay."),
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Đến ngày; mặc định: hôm nay.")
    ] = None,
    series: Annotated[str, typer.Option("--series", metavar="NAME", help="Chỉ một dãy số.")] = "",
    volume: Annotated[int, typer.Option("--volume", metavar="N", min=1, help="Quyển số.")] = 1,
    formats: Annotated[
        str, typer.Option("--format", metavar="xlsx,pdf", help="Loại tệp cần ghi.")
    ] = "xlsx,pdf",
    where: Where = Path(),
) -> None:
    """Print the book."""
    from soanthao.cli import register as screen  # noqa: PLC0415 - heavy libraries load here

    screen.export(screen.Exported(where, out, first, last, series, volume, formats))


@register.command(
    "verify",
    cls=VietnameseCommand,
    help="Kiểm tra cả sổ: nhật ký, từng dòng, từng tệp, dấu neo; tìm ra chỗ bị sửa, bị xóa.",
)
def verify_command(
    head: Annotated[
        str,
        typer.Option("--head", metavar="HASH", help="Mã băm in ở sổ giấy, để đối chiếu."),
    ] = "",
    where: Where = Path(),
    as_json: AsJson = False,
) -> None:
    """Audit the register."""
    from soanthao.cli import register as screen  # noqa: PLC0415 - heavy libraries load here

    screen.verify(where, head, as_json=as_json)


def backup_command(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Thư mục nhận bản sao lưu, nên ở ổ đĩa khác.")
    ],
    person: As = None,
    where: Where = Path(),
    as_json: AsJson = False,
) -> None:
    """Keep the register elsewhere."""
    from soanthao.cli import backing_up  # noqa: PLC0415 - heavy libraries load here

    backing_up.backup(backing_up.Asked(folder, where, person, as_json))


def restore_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Thư mục của bản sao lưu.")],
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Thay cả sổ đang dùng đi xa hơn hoặc khác bản sao lưu."),
    ] = False,
    reason: Reason = "",
    after: Annotated[
        list[str] | None,
        typer.Option(
            "--after",
            metavar="SERIES/YYYY=N",
            help="Số cuối cùng đã cấp của dãy, khi mất dấu neo; nhiều lần được.",
        ),
    ] = None,
    person: As = None,
    where: Where = Path(),
    as_json: AsJson = False,
) -> None:
    """Bring the register back."""
    from soanthao.cli import backing_up  # noqa: PLC0415 - heavy libraries load here

    asked = backing_up.Asked(folder, where, person, as_json)
    backing_up.restore(asked, after or [], reason, replace=replace)


_COMMANDS = (
    ("submit", submit_command, "Trình thông báo, hoặc (--letters) công văn, trích sao."),
    (
        "approve",
        approve_command,
        "Kiểm tra nội dung, kiểm tra thể thức, rồi duyệt: mỗi lần một bước, do người --as làm.",
    ),
    ("return", return_command, "Trả văn bản lại cho người soạn thảo, có lý do."),
    ("sign", sign_command, "Ghi vào sổ rằng văn bản đã được ký."),
    ("number", number_command, "Cấp số, ghi ngày; chứng minh văn bản không đổi gì khác."),
    ("issue", issue_command, "Phát hành văn bản đã ký, đã có số."),
    ("cancel", cancel_command, "Hủy văn bản đã có số; dòng trong sổ vẫn còn, có lý do."),
    ("reserve", reserve_command, "Giữ số cho văn bản sắp tới, có lý do và thời hạn."),
    ("backup", backup_command, "Sao lưu cả sổ vào một thư mục, trong khi mọi người vẫn làm việc."),
    ("restore", restore_command, "Khôi phục sổ từ bản sao lưu; không số nào bị cấp lại."),
)
