"""``soanthao doctor``: whether this machine is fit to work, and the command that mends what is not.

Nothing is imported here that may be missing: what can break is looked at inside a check.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from soanthao import clock
from soanthao.errors import SoanthaoError

if TYPE_CHECKING:
    from soanthao.render.job import Format

State = Literal["ok", "missing", "optional"]
"""``optional``: not there, and nothing fails for it."""

WORD_TRIAL: Final = "trial-docx"
_WEASYPRINT: Final = "weasyprint"
_PDF_TRIAL: Final = "trial-pdf"
_FORMATS: Final[dict[str, tuple[str, tuple[Format, ...]]]] = {
    WORD_TRIAL: ("In thử bản Word, đọc lại và chứng minh", ("docx",)),
    _PDF_TRIAL: ("In thử bản PDF, đọc lại và chứng minh", ("pdf",)),
}
_REQUIREMENT: Final = re.compile(r"^(?P<name>[\w.-]+)\s*>=\s*(?P<least>[\d.]+)$")
_PAGES: Final = ("base.html", "register.html", "print.css")
_REINSTALL: Final = (
    "cài lại chương trình: pipx reinstall soanthao, hoặc pip install --force-reinstall kèm tệp "
    ".whl của soanthao"
)
_LIBREOFFICE: Final = (
    "apt-get install libreoffice-writer (Debian, Ubuntu); "
    "winget install TheDocumentFoundation.LibreOffice (Windows)"
)
_SUBSETTING: Final = "apt-get install libharfbuzz-subset0 (Debian, Ubuntu)"
_WRITABLE: Final = (
    "chuyển (cd) sang thư mục của mình, hoặc nhờ người quản trị cấp quyền ghi, dọn đĩa"
)
_TEMPORARY: Final = "dọn đĩa, hoặc đặt biến môi trường TMPDIR (Windows: TEMP) tới thư mục ghi được"
_UTF8: Final = "đặt biến môi trường PYTHONUTF8=1 (Windows: setx PYTHONUTF8 1) rồi mở lại cửa sổ"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        id: stable, for scripts.
        name: what it is, for the clerk.
        found: its version or place; what is wrong where it is missing.
        remedy: the command or the step that mends it; empty where nothing is to mend.
    """

    id: str
    name: str
    state: State
    found: str
    remedy: str = ""


def examine(folder: Path) -> tuple[Check, ...]:
    """Look at everything that work in *folder* needs, then render something; nothing stays behind.

    What only fails because of something already reported is not tried.
    """
    checks = look(folder)
    return (*checks, *_trials(frozenset(check.id for check in checks if check.state == "missing")))


def look(folder: Path) -> tuple[Check, ...]:
    """Look at everything that work in *folder* needs, without rendering."""
    libraries = tuple(_libraries())
    broken = any(check.id == _WEASYPRINT and check.state == "missing" for check in libraries)
    return (
        *libraries,
        *(() if broken else _pdf_libraries()),
        _font(),
        _templates(),
        _writable("folder", "Ghi vào thư mục đang đứng", folder, _WRITABLE),
        _writable("temporary", "Ghi vào thư mục tạm", Path(tempfile.gettempdir()), _TEMPORARY),
        _encoding(),
        _time(),
        _libreoffice(),
    )


def is_fit(checks: Iterable[Check]) -> bool:
    """Tell whether nothing is missing that work needs."""
    return all(check.state != "missing" for check in checks)


def _libraries() -> Iterator[Check]:
    """Yield Python and each library that the installed program names as needed."""
    try:
        about = metadata.metadata("soanthao")
    except metadata.PackageNotFoundError:
        yield Check("soanthao", "soanthao", "missing", "chạy mà chưa được cài", _REINSTALL)
        return
    version = ".".join(str(part) for part in sys.version_info[:3])
    least = str(about["Requires-Python"]).removeprefix(">=")
    yield _library("python", "Python", version, least)
    for each in metadata.requires("soanthao") or ():
        if found := _REQUIREMENT.match(each):
            name = found["name"]
            yield _library(name, name, _installed(name), found["least"])


def _library(id: str, name: str, version: str | None, least: str) -> Check:
    remedy = f'"{sys.executable}" -m pip install --upgrade "{id}>={least}"'
    if id == "python":
        remedy = f"cài Python {least} trở lên: apt-get install python3 (Debian, Ubuntu); winget "
        remedy += "install Python.Python.3.13 (Windows)"
    if version is None:
        return Check(id, name, "missing", f"chưa cài (cần {least} trở lên)", remedy)
    if _release(version) < _release(least):
        return Check(id, name, "missing", f"{version}, quá cũ (cần {least} trở lên)", remedy)
    return Check(id, name, "ok", version)


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _release(version: str) -> tuple[int, ...]:
    """Return the leading numbers of a version, without zeros at the end that say nothing."""
    numbers = [int(each) for each in re.findall(r"\d+", version.split("+", maxsplit=1)[0])]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _pdf_libraries() -> Iterator[Check]:
    """Yield what WeasyPrint loads from the machine."""
    from soanthao.pdf import engine, machine  # noqa: PLC0415 - only where it is looked at

    try:
        versions = machine.libraries()
        fast = machine.has_fast_subsetting()
    except SoanthaoError as error:
        yield Check("pango", "Thư viện in PDF", "missing", str(error), engine.INSTALL_LIBRARIES)
        return
    found = ", ".join(f"{name} {version}" for name, version in versions.items())
    yield Check("pango", "Thư viện in PDF", "ok", found)
    name = "Thư viện thu gọn phông chữ HarfBuzz-Subset"
    if fast:
        yield Check("harfbuzz-subset", name, "ok", "có")
    else:
        yield Check(
            "harfbuzz-subset", name, "optional", "không có, in PDF chậm hơn một chút", _SUBSETTING
        )


def _font() -> Check:
    from soanthao.pdf import faces  # noqa: PLC0415 - only where it is looked at

    name = "Phông chữ của bản PDF"
    try:
        count = len(faces.sound_faces())
    except SoanthaoError as error:
        return Check("font", name, "missing", str(error), _REINSTALL)
    return Check("font", name, "ok", f"{faces.FAMILY} {faces.VERSION}, đủ {count} kiểu chữ")


def _templates() -> Check:
    """Look for every template of the program, each of which must be a file with something in it."""
    from soanthao.render.templates import FORMS, templates_root  # noqa: PLC0415 - as above

    name = "Mẫu văn bản của chương trình"
    try:
        root = templates_root()
    except SoanthaoError as error:
        return Check("templates", name, "missing", str(error), _REINSTALL)
    wanted = [
        *(f"word/{form}.docx" for form in FORMS),
        *(f"pdf/{form}.html" for form in FORMS),
        *(f"pdf/{page}" for page in _PAGES),
    ]
    lost = [each for each in wanted if not _holds_something(root / each)]
    if lost:
        return Check("templates", name, "missing", f"thiếu {', '.join(lost)}", _REINSTALL)
    return Check("templates", name, "ok", f"đủ {len(wanted)} tệp")


def _holds_something(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def _writable(id: str, name: str, folder: Path, remedy: str) -> Check:
    """Write a small folder with a file below *folder*, as a render does."""
    try:
        with tempfile.TemporaryDirectory(prefix=".soanthao-", dir=folder) as inner:
            (Path(inner) / "thử.txt").write_bytes(b"soanthao")
    except (OSError, UnicodeError) as error:
        return Check(id, name, "missing", f"{folder}: không ghi được ({error})", remedy)
    return Check(id, name, "ok", str(folder))


def _encoding() -> Check:
    """Look whether names of files and what is printed may hold Vietnamese letters."""
    used = {sys.getfilesystemencoding(), sys.stdout.encoding}
    name = "Chữ Việt trong tên tệp và trên màn hình"
    if {each.lower().replace("_", "-") for each in used} == {"utf-8"}:
        return Check("encoding", name, "ok", "UTF-8")
    return Check("encoding", name, "missing", ", ".join(sorted(used)), _UTF8)


def _time() -> Check:
    found = (
        f"luôn theo giờ Việt Nam, lúc này là {clock.now():%H:%M ngày %d/%m/%Y}; múi giờ, ngôn ngữ "
        "của máy không ảnh hưởng"
    )
    return Check("time", "Ngày giờ", "ok", found)


def _trials(missing: frozenset[str]) -> Iterator[Check]:
    """Render the draft of ``soanthao new``, first in Word, then in PDF."""
    if missing & {"temporary", "templates", "soanthao"}:
        return
    yield _trial(WORD_TRIAL)
    if not missing & {"pango", "font", _WEASYPRINT}:
        yield _trial(_PDF_TRIAL)


def _trial(id: str) -> Check:
    """Render, whatever a broken library may raise there."""
    name, formats = _FORMATS[id]
    try:
        count = _rendered(formats)
    except SoanthaoError as error:
        return Check(id, name, "missing", str(error), _REINSTALL)
    except (ImportError, OSError, AttributeError) as error:
        return Check(id, name, "missing", f"{type(error).__name__}: {error}", _REINSTALL)
    return Check(id, name, "ok", f"{count} văn bản")


def _rendered(formats: tuple[Format, ...]) -> int:
    """Return how many documents of the draft to start from were made and proven."""
    from soanthao.services.rendering import RenderRequest, render  # noqa: PLC0415 - may be broken
    from soanthao.services.starting import start  # noqa: PLC0415 - likewise

    with tempfile.TemporaryDirectory(prefix="soanthao-") as place:
        folder = Path(place) / "thu"
        start(folder)
        done: list[str] = []
        render(
            RenderRequest(folder / "conclusion.yaml", None, formats, workers=1),
            lambda _done, _all, name: done.append(name),
        )
    return len(done)


def _libreoffice() -> Check:
    name = "LibreOffice (không bắt buộc)"
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        return Check("libreoffice", name, "optional", "không có", _LIBREOFFICE)
    return Check("libreoffice", name, "ok", found)
