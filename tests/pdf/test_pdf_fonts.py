"""Every PDF is set in the four faces that travel with the program, whatever the machine has."""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from pdf_documents import NOTICE, TEMPLATES, paragraph, printer, with_body

from soanthao.errors import ErrorKind, MissingToolError
from soanthao.pdf import engine, faces
from soanthao.pdf.fonts import checked_fonts, configuration, fonts_of
from soanthao.pdf.printer import Printer
from soanthao.pdf.reader import UnreadablePdfError

ROOT = Path(__file__).resolve().parents[2]
ONE_DOCUMENT = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from pdf_documents import NOTICE, TEMPLATES
from soanthao.pdf.printer import Printer
sys.stdout.buffer.write(Printer(TEMPLATES).print(NOTICE).data)
"""
RULES = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{folder}</dir>
<match target="pattern">
<edit name="family" mode="assign_replace"><string>{family}</string></edit>
</match>
<match target="font"><edit name="embolden" mode="assign"><bool>true</bool></edit></match>
</fontconfig>
"""


def set_in(family: str, text: str = "Thông báo", head: str = "") -> bytes:
    page = (
        f'<html lang="vi"><title>a</title>{head}<body style="font-family: {family}">{text}</body>'
    )
    return engine.weasyprint().HTML(string=page).write_pdf()


def without_embedding(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                del item["/FontFile2"]
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def renamed(face: str, family: str) -> bytes:
    """A face of the font with another family name."""
    font = TTFont(faces.FOLDER / face)
    for record in font["name"].names:
        if record.nameID in {1, 4, 16}:
            record.string = family
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


# What travels


def test_the_files_are_the_released_ones_and_say_which_they_are():
    for path in faces.sound_faces():
        name = TTFont(path)["name"]
        assert name.getDebugName(1) == faces.FAMILY
        assert name.getDebugName(5) == f"Version {faces.VERSION}"


def test_the_licence_goes_with_the_files():
    text = (faces.FOLDER / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007" in text
    assert "Reserved Font Name Liberation" in text
    assert "THE FONT SOFTWARE IS PROVIDED" in text


@pytest.mark.parametrize("face", [face.name for face in faces.FACES])
def test_a_face_that_is_missing_is_named(tmp_path, face):
    shutil.copytree(faces.FOLDER, tmp_path / "font")
    (tmp_path / "font" / face).unlink()
    with pytest.raises(MissingToolError, match=face):
        faces.sound_faces(tmp_path / "font")


def test_a_face_that_was_changed_is_named(tmp_path):
    shutil.copytree(faces.FOLDER, tmp_path / "font")
    (tmp_path / "font" / "LiberationSerif-Bold.ttf").write_bytes(
        renamed("LiberationSerif-Bold.ttf", faces.FAMILY)
    )
    with pytest.raises(MissingToolError, match=r"LiberationSerif-Bold.ttf.*không phải") as caught:
        faces.sound_faces(tmp_path / "font")
    assert caught.value.kind is ErrorKind.MISSING_TOOL


# What is printed


def test_a_document_is_set_in_the_font_of_the_program_alone():
    printed = printer().print(with_body(NOTICE, paragraph("a **b** *c* ***d***", "closing")))
    assert printed.fonts == (faces.IDENTITY,)
    assert fonts_of(printed.data) == (faces.FAMILY,)


def test_family_version_and_a_digest_of_all_faces_name_the_font():
    family, _, digest = faces.IDENTITY.partition(" sha256:")
    assert (family, len(digest)) == ("Liberation Serif 2.1.5", 64)


def test_a_machine_without_fonts_prints_the_same_bytes(tmp_path):
    assert printed_with(tmp_path, '<?xml version="1.0"?><fontconfig></fontconfig>') == here()


def test_a_machine_that_prefers_another_font_and_thickens_it_prints_the_same_bytes(tmp_path):
    (tmp_path / "fonts").mkdir()
    other = renamed("LiberationSerif-Bold.ttf", "Other Face")
    (tmp_path / "fonts" / "other.ttf").write_bytes(other)
    rules = RULES.format(folder=tmp_path / "fonts", family="Other Face")
    assert printed_with(tmp_path, rules) == here()


def test_a_machine_with_another_release_of_the_family_prints_the_same_bytes(tmp_path):
    (tmp_path / "fonts").mkdir()
    for face in faces.FACES:
        changed = TTFont(faces.FOLDER / face.name)
        changed["hmtx"]["a"] = (2048, 0)
        changed.save(tmp_path / "fonts" / face.name)
    rules = RULES.format(folder=tmp_path / "fonts", family=faces.FAMILY)
    assert printed_with(tmp_path, rules) == here()


def here() -> bytes:
    return Printer(TEMPLATES).print(NOTICE).data


def printed_with(place: Path, rules: str) -> bytes:
    """Print in a process whose machine has the font configuration *rules*."""
    (place / "fonts.conf").write_text(rules, "utf-8")
    environ = {**os.environ, "FONTCONFIG_FILE": str(place / "fonts.conf"), "HOME": str(place)}
    command = [sys.executable, "-c", ONE_DOCUMENT, str(ROOT / "tests" / "pdf")]
    environ["PYTHONPATH"] = f"{ROOT / 'tests'}{os.pathsep}{ROOT / 'src'}"
    done = subprocess.run(command, env=environ, capture_output=True, check=False, cwd=place)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_setting_up_fonts_leaves_the_machines_configuration_to_other_programs(monkeypatch):
    monkeypatch.setenv("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")
    monkeypatch.delenv("FONTCONFIG_SYSROOT", raising=False)
    configuration()
    assert os.environ["FONTCONFIG_FILE"] == "/etc/fonts/fonts.conf"
    assert "FONTCONFIG_SYSROOT" not in os.environ


# What is refused


@pytest.mark.parametrize(
    ("family", "style"),
    [
        ("Own", "font-family: Own !important"),
        (faces.FAMILY, "font-stretch: condensed"),
    ],
)
def test_an_offices_own_font_is_refused_under_its_name_and_under_ours(tmp_path, family, style):
    office = tmp_path / "office"
    office.mkdir()
    (office / "own.ttf").write_bytes(renamed("LiberationSerif-Italic.ttf", faces.FAMILY))
    page = (TEMPLATES / "pdf" / "notice.html").read_text("utf-8")
    face = (
        f"<style>@font-face {{ font-family: '{family}'; font-stretch: condensed;"
        f" src: url(own.ttf) }} p {{ {style} }}</style>"
    )
    base = (TEMPLATES / "pdf" / "base.html").read_text("utf-8")
    (office / "base.html").write_text(base.replace("</head>", f"{face}</head>"), "utf-8")
    (office / "notice.html").write_text(page, "utf-8")
    assert face in (office / "base.html").read_text("utf-8")
    with pytest.raises(MissingToolError, match=rf"“{family}” thay cho Liberation Serif 2\.1\.5"):
        Printer(TEMPLATES, office).print(NOTICE)


def test_fonts_are_named_without_prefix_in_order():
    data = set_in("'Liberation Mono'", "a <span style=\"font-family: 'Liberation Serif'\">b</span>")
    assert fonts_of(data) == ("Liberation Mono", "Liberation Serif")


def test_a_pdf_without_text_has_no_fonts():
    assert fonts_of(set_in("serif", "")) == ()


def test_another_font_is_refused_by_name():
    with pytest.raises(MissingToolError, match=r"“Liberation Mono” thay cho") as caught:
        checked_fonts(set_in("'Liberation Mono'"))
    assert caught.value.kind is ErrorKind.MISSING_TOOL


def test_a_font_that_is_not_embedded_is_refused():
    with pytest.raises(MissingToolError, match="“Liberation-Serif” không được nhúng"):
        fonts_of(without_embedding(set_in("'Liberation Serif'")))


def test_fonts_of_what_is_no_pdf_cannot_be_read():
    with pytest.raises(UnreadablePdfError, match="phông chữ"):
        fonts_of(b"khong phai PDF")


@pytest.mark.parametrize("char", ["\N{CHECK MARK}", "\N{GRINNING FACE}", "\u0378", "\u2011"])
def test_a_character_that_the_font_lacks_is_refused_with_the_words_around_it(char):
    document = with_body(NOTICE, paragraph(f"Phòng Kinh tế đã xong {char} việc này", "closing"))
    with pytest.raises(MissingToolError, match=rf"U\+{ord(char):04X}.*đã xong {char} việc này"):
        printer().print(document)


def test_a_character_of_a_template_that_the_font_lacks_is_refused(tmp_path):
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    page = tmp_path / "templates" / "pdf" / "base.html"
    page.write_text(page.read_text("utf-8").replace("</body>", "<p>✓</p></body>"), "utf-8")
    with pytest.raises(MissingToolError, match=r"U\+2713"):
        Printer(tmp_path / "templates").print(NOTICE)


def test_an_install_hint_names_the_debian_packages():
    for package in ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"):
        assert package in engine.INSTALL_LIBRARIES
