import hashlib
import io
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pdf_documents import DRAFT, LETTER, NOTICE, TEMPLATES, paragraph, printer

from soanthao.errors import ErrorKind, MissingToolError, TemplateError
from soanthao.notice.document import PrintedBlock
from soanthao.pdf.compare import first_difference
from soanthao.pdf.printer import Printer
from soanthao.pdf.reader import read_text


@pytest.fixture
def office(tmp_path):
    """An office's own copy of the templates, to be broken."""
    root = tmp_path / "mẫu của cơ quan"
    shutil.copytree(TEMPLATES, root)
    (tmp_path / "outside.txt").write_text("bí mật", encoding="utf-8")
    return root


def change(root: Path, name: str, old: str, new: str) -> None:
    path = root / "pdf" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def put_in_body(root: Path, html: str) -> Printer:
    change(root, "base.html", "<body>", f"<body>{html}")
    return Printer(root)


# The same bytes


SCRIPT = """
import hashlib, sys
sys.path.insert(0, {tests!r})
from pdf_documents import DRAFT, LETTER, NOTICE, TEMPLATES, printer
from soanthao.pdf.printer import Printer
printer = Printer(TEMPLATES)
for document in (LETTER, NOTICE, DRAFT):
    print(hashlib.sha256(printer.print(document).data).hexdigest())
"""


def hashes(**environment: str) -> list[str]:
    script = SCRIPT.format(tests=str(Path(__file__).parent))
    outcome = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return outcome.stdout.split()


def test_the_same_document_gives_the_same_bytes_everywhere():
    here = [
        hashlib.sha256(printer().print(document).data).hexdigest()
        for document in (LETTER, NOTICE, DRAFT)
    ]
    there = hashes(TZ="Asia/Ho_Chi_Minh", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    elsewhere = hashes(TZ="America/New_York", LC_ALL="C", PYTHONHASHSEED="2", PYTHONUTF8="0")
    assert here == there == elsewhere


def test_the_folder_of_the_templates_leaves_no_trace(office):
    assert Printer(office).print(NOTICE).data == printer().print(NOTICE).data


def test_letters_do_not_learn_from_each_other():
    alone = printer().print(LETTER)
    printer().print(NOTICE)
    assert printer().print(LETTER) == alone


def test_the_file_says_what_it_is_and_nothing_of_the_machine():
    with pikepdf.open(io.BytesIO(printer().print(NOTICE).data)) as pdf:
        assert str(pdf.docinfo["/Title"]) == NOTICE.title
        assert set(pdf.docinfo) == {"/Title", "/Producer"}
        assert str(pdf.Root.Lang) == "vi"
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        first, last = pdf.trailer.ID
        assert bytes(first) == bytes(last)  # a digest of the content: of no moment, no machine


def test_the_tags_read_in_the_order_of_the_page():
    with pikepdf.open(io.BytesIO(printer().print(DRAFT).data)) as pdf:
        marks = list(marked_content(pdf.Root.StructTreeRoot.K, 0))
    assert marks == sorted(marks)
    assert len(marks) == len(set(marks)) > len(DRAFT.stream()) - 1


def test_title_and_headings_are_tagged_as_such():
    with pikepdf.open(io.BytesIO(printer().print(NOTICE).data)) as pdf:
        kinds = [str(item.S) for item in pdf.objects if is_tag(item)]
    assert (kinds.count("/H1"), kinds.count("/H2")) == (1, 1)


def is_tag(item) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem"


def marked_content(kids, page):
    """Yield page and number of each piece of marked content, as the tag tree lists them."""
    if isinstance(kids, int):
        yield page, kids
    elif isinstance(kids, pikepdf.Array):
        for kid in kids:
            yield from marked_content(kid, page)
    elif kids.get("/Type") == "/MCR":
        yield kids.Pg.index, int(kids.MCID)
    else:
        yield from marked_content(kids.get("/K", pikepdf.Array()), page)


# The fence

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "file://localhost/etc/passwd",
        "../../outside.txt",
        "%2e%2e/%2e%2e/outside.txt",
        "link.txt",
        "missing.png",
        ".",
        "http://127.0.0.1:9/x.png",
        "https://127.0.0.1:9/x.png",
        "ftp://127.0.0.1:9/x.png",
        "data:text/plain,x",
    ],
)
def test_nothing_outside_the_templates_is_fetched(office, url):
    (office / "pdf" / "link.txt").symlink_to(office.parent / "outside.txt")
    broken = put_in_body(office, f'<img alt="a" src="{url}">')
    with pytest.raises(TemplateError, match=r"notice\.html") as caught:
        broken.print(NOTICE)
    assert caught.value.kind is ErrorKind.TEMPLATE


@pytest.mark.parametrize("host", ["http://127.0.0.1:9", "file://server", "data:"])
def test_a_path_inside_is_not_fetched_from_another_host(office, host):
    (office / "pdf" / "logo.svg").write_text(LOGO, encoding="utf-8")
    path = (office / "pdf" / "logo.svg").as_uri().removeprefix("file://")
    with pytest.raises(TemplateError, match="gọi tới tệp ngoài"):
        put_in_body(office, f'<img alt="a" src="{host}{path}">').print(NOTICE)


@pytest.mark.parametrize(
    "html",
    ['<link rel="attachment" href="{}">', '<p style="background: url({})">x</p>'],
    ids=["attachment", "background"],
)
@pytest.mark.parametrize("url", ["file:///etc/passwd", "../../outside.txt"])
def test_attachments_and_backgrounds_stay_inside_too(office, html, url):
    broken = put_in_body(office, html.format(url))
    with pytest.raises(TemplateError, match="gọi tới tệp ngoài thư mục mẫu"):
        broken.print(NOTICE)


def test_a_stylesheet_imports_nothing_from_outside(office):
    change(office, "print.css", "@page {\n", "@import url(../../outside.txt);\n@page {\n")
    with pytest.raises(TemplateError, match=r"print\.css gọi tới tệp ngoài thư mục mẫu"):
        Printer(office).print(NOTICE)


def test_a_picture_beside_the_templates_is_printed(office):
    (office / "pdf" / "logo.svg").write_text(LOGO, encoding="utf-8")
    printed = put_in_body(office, '<img alt="Biểu tượng" src="logo.svg">').print(NOTICE)
    assert printed.data != printer().print(NOTICE).data
    assert "THÔNG BÁO" in read_text(printed.data)


def test_a_template_includes_nothing_from_outside(office):
    for name in ("../outside.txt", "../../outside.txt", "/etc/passwd"):
        with pytest.raises(TemplateError, match="Không có mẫu PDF"):
            put_in_body(office, f'{{% include "{name}" %}}').print(NOTICE)
        change(office, "base.html", f'{{% include "{name}" %}}', "")


def test_a_template_that_is_a_link_to_the_outside_is_not_there(office):
    (office / "pdf" / "letter.html").unlink()
    (office / "pdf" / "letter.html").symlink_to(office.parent / "outside.txt")
    with pytest.raises(TemplateError, match=r"Không có mẫu PDF “letter\.html”"):
        Printer(office).print(LETTER)


# Broken templates


@pytest.mark.parametrize(
    ("html", "says"),
    [
        ("{{ document.nobody }}", r"base\.html, dòng {}: .*nobody"),
        ("{{ nothing }}", r"base\.html, dòng {}: .*nothing"),
        ("{% if %}", r"base\.html, dòng {}: sai cú pháp"),
        ("{{ document.title.__class__.mro() }}", r"base\.html, dòng {}: .*unsafe"),
        ("{{ 1 // 0 }}", r"base\.html, dòng {}: .*zero"),
        ("{{ document.body | nofilter }}", r"base\.html, dòng {}: .*nofilter"),
        ('<p style="font-siez: 3pt">x</p>', r"notice\.html có lỗi: .*font-siez"),
        ("{% for x in range(10000000) %}x{% endfor %}", "'range' is undefined"),
    ],
)
def test_a_broken_template_is_refused_with_its_place(office, html, says):
    lines = (office / "pdf" / "base.html").read_text(encoding="utf-8").split("\n")
    with pytest.raises(TemplateError, match=says.format(lines.index("<body>") + 1)):
        put_in_body(office, html).print(NOTICE)


def test_a_missing_template_is_named(office):
    (office / "pdf" / "notice.html").unlink()
    with pytest.raises(TemplateError, match=r"“notice\.html”"):
        Printer(office).print(NOTICE)


def test_a_missing_stylesheet_is_named(office):
    (office / "pdf" / "print.css").unlink()
    with pytest.raises(TemplateError, match=r"“print\.css”"):
        Printer(office).print(NOTICE)


@pytest.mark.parametrize("name", ["notice.html", "base.html", "print.css"])
def test_a_file_that_is_not_utf8_is_refused(office, name):
    (office / "pdf" / name).write_bytes("Thông báo".encode("utf-16"))
    with pytest.raises(TemplateError, match=r"mẫu|Mẫu"):
        Printer(office).print(NOTICE)


def test_a_faulty_stylesheet_is_refused_with_what_was_logged(office):
    change(office, "print.css", "body, h1", "p { colour: red }\nbody, h1")
    with pytest.raises(TemplateError, match=r"print\.css có lỗi: .*colour"):
        Printer(office).print(NOTICE)


def test_a_template_put_right_prints_again(office):
    broken = put_in_body(office, "{{ nothing }}")
    with pytest.raises(TemplateError):
        broken.print(NOTICE)
    change(office, "base.html", "{{ nothing }}", "")
    assert Printer(office).print(NOTICE) == printer().print(NOTICE)


WILD = '{{ 7 + 7 }} <b>đậm</b> &amp; <i>"x"</i> {% raw %}'


@pytest.mark.parametrize(
    "changed",
    [
        {"parent": (WILD,)},
        {"header": (WILD,)},
        {"number": WILD},
        {"place_date": WILD},
        {"kind": WILD},
        {"subject": WILD},
        {"urgency": WILD},
        {"draft": WILD},
        {"addressees": (WILD,)},
        {"body": (paragraph(WILD, "heading"), paragraph(WILD, "closing"))},
        {"recipients": (PrintedBlock(WILD, (WILD,)),)},
        {"authority": (WILD,)},
        {"signer": WILD},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_value_is_never_read_as_a_template_or_as_html(changed):
    document = replace(NOTICE, **changed)
    text = read_text(printer().print(document).data)
    assert first_difference("\n".join(document.stream()), text) is None


def test_a_title_is_never_read_as_html():
    with pikepdf.open(io.BytesIO(printer().print(replace(NOTICE, title=WILD)).data)) as pdf:
        assert str(pdf.docinfo["/Title"]) == WILD


# A machine without the libraries

MISSING = """
import sys
import cffi
open_library = cffi.FFI.dlopen
def dlopen(self, name, flags=0):
    if {library!r} in name:
        raise OSError("cannot load library " + repr(name))
    return open_library(self, name, flags)
cffi.FFI.dlopen = dlopen
sys.path.insert(0, {tests!r})
from pdf_documents import NOTICE, TEMPLATES, printer
from soanthao.errors import MissingToolError
from soanthao.pdf.printer import Printer
try:
    print(printer().print(NOTICE).pages)
except MissingToolError as error:
    print(error)
"""


def without(library: str) -> subprocess.CompletedProcess[str]:
    script = MISSING.format(library=library, tests=str(Path(__file__).parent))
    return subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONUTF8": "1", "PYTHONWARNINGS": "error"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )


@pytest.mark.parametrize("library", ["pango-1.0", "gobject", "fontconfig"])
def test_a_missing_library_is_said_with_the_command_that_mends_it(library):
    said = without(library)
    assert said.stdout.startswith("Không in được PDF vì máy thiếu thư viện Pango")
    assert library in said.stdout
    assert "apt-get install libpango-1.0-0" in said.stdout
    assert said.stderr == ""


def test_without_harfbuzz_subset_the_work_goes_on():
    said = without("harfbuzz-subset")
    assert (said.stdout, said.stderr) == ("1\n", "")


def test_a_printer_loads_nothing_heavy_before_it_prints():
    script = (
        "import sys; from pathlib import Path; from soanthao.pdf.printer import Printer; "
        "Printer(Path('x')); print({'weasyprint', 'pikepdf', 'pypdfium2'} & set(sys.modules))"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert said.stdout == "set()\n"


def test_missing_tools_are_not_taken_for_broken_templates():
    assert not issubclass(MissingToolError, TemplateError)
