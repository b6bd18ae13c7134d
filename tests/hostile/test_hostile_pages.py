"""An office's HTML template that wants out, wants to know, or wants never to end."""

from __future__ import annotations

import base64
import os
import zlib

import pytest

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.fixture
def templates(bench):
    folder = bench.root / "mau"
    folder.mkdir()
    (bench.root / "secret.html").write_text("MẬT KHẨU", "utf-8")
    (bench.root / "secret.css").write_text("p::after { content: 'MẬT KHẨU' }", "utf-8")
    return folder


def refused(bench, folder, html):
    (folder / "notice.html").write_text(html, "utf-8")
    said = bench.refused(6, "--format", "pdf", "--templates", folder)
    assert "MẬT KHẨU" not in said
    assert "notice.html" in said or "Không có mẫu PDF" in said
    return said


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ document.__init__.__globals__ }}",
        "{{ document.__class__.__module__ }}",
        "{{ document['__class__'] }}",
        "{{ self.__init__.__globals__ }}",
        "{{ printed.__globals__ }}",
        "{{ ''|attr('__class__') }}",
        "{{ '%s'|format(document.__class__) }}",
        "{{ '{0.__class__}'.format(document) }}",
        "{{ cycler.__init__.__globals__.os.popen('touch pwned').read() }}",
        "{{ lipsum.__globals__ }}",
        "{{ namespace }}",
        "{{ config }}",
        "{{ document.body.append(1) }}",
        "{% set document.number = '9/TB' %}",
        "{% include '/etc/passwd' %}",
        "{% include '../secret.html' %}",
        "{% extends '../secret.html' %}",
        "{% import '../secret.html' as x %}",
        "{% include 'file:///etc/passwd' %}",
        "{% include 'a\\0b' %}",
    ],
)
def test_a_tag_that_looks_behind_the_document_is_refused(bench, templates, monkeypatch, tag):
    monkeypatch.chdir(bench.root)
    refused(bench, templates, f"<html lang='vi'><p>{tag}</p></html>")
    assert not (bench.root / "pwned").exists()


@pytest.mark.parametrize(
    "tag",
    [
        "{{ 'a' * 10**9 }}",
        "{{ 10**10**10 }}",
        "{{ 'a'|center(10**9) }}",
        "{{ 'a'|center(1000000000) }}",
        "{{ 'a'.center(1000000000) }}",
        "{{ 'a'.zfill(1000000000) }}",
        "{{ '%1000000000d'|format(1) }}",
        "{{ '%*d'|format(1000000000, 1) }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '{:1000000000}'.format(1) }}",
        "{{ 'a'.replace('', 'b') }}",
        "{{ 1|round(1000000000, 'ceil') }}",
        "{{ (1).to_bytes(1000000000) }}",
        "{{ lipsum(n=1000000) }}",
        "{% for a in range(1000000000) %}{% endfor %}",
        "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}",
        "{{ [0, document] }}",
        "{{ [document.body] }}",
        "{{ {'a': document} }}",
        "{{ 'a' ~ document.number }}",
        "{{ 'a' + document.number }}",
        "{% macro f(x) %}{{ f(x) }}{% endmacro %}{{ f(1) }}",
        "{% include 'notice.html' %}",
        "{% for a in document.stream() %}{{ a }}{% endfor %}",
        "{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}",
        "{% if 1 %}" * 500 + "{% endif %}" * 500,
    ],
)
def test_a_tag_that_grows_or_goes_on_is_refused(bench, templates, tag):
    refused(bench, templates, f"<html lang='vi'><p>{tag}</p></html>")


LETTERS = "{% for a in 'abcdefghijklmnopqrstuvwxyz' %}"


@pytest.mark.parametrize(
    "tag",
    [
        LETTERS * 8 + "{% endfor %}" * 8,
        "{% macro f(n) %}{% if n < 60 %}{{ f(n + 1) }}{{ f(n + 1) }}{% endif %}{% endmacro %}"
        "{{ f(0) }}",
        "{% macro f(t, n) %}{% if n < 60 %}{% set s %}{{ t }}{{ t }}{% endset %}{{ f(s, n + 1) }}"
        "{% endif %}{% endmacro %}{{ f('a', 0) }}",
        LETTERS * 5 + "x" * 10_000 + "{% endfor %}" * 5,
        "{% for a in 'ab' recursive %}" + "y" * 5_000 + "{{ loop('ab') }}{% endfor %}",
    ],
)
def test_a_budget_ends_what_is_allowed_by_itself(bench, templates, tag):
    said = refused(bench, templates, f"<html lang='vi'><p>{tag}</p></html>")
    assert "lặp hoặc in quá nhiều" in said or "recursion" in said


OUTSIDE = ["http://127.0.0.1:9/x", "https://127.0.0.1:9/x", "ftp://127.0.0.1/x", "//127.0.0.1/x"]
FILES = ["file:///etc/passwd", "/etc/passwd", "../secret.css", "%2e%2e/secret.css", "file://host/x"]


@pytest.mark.parametrize("url", [*OUTSIDE, *FILES])
@pytest.mark.parametrize(
    "html",
    [
        '<img src="{}" alt="">',
        '<link rel="stylesheet" href="{}">',
        "<style>@import '{}';</style>",
        "<style>p {{ background: url('{}') }}</style>",
        "<style>@font-face {{ font-family: x; src: url('{}') }} p {{ font-family: x }}</style>",
        "<style>li {{ list-style-image: url('{}') }}</style><ul><li>a</li></ul>",
        '<object data="{}" type="image/svg+xml"></object>',
        '<embed src="{}" type="image/png">',
        '<link rel="attachment" href="{}">',
        '<a rel="attachment" href="{}">a</a>',
    ],
)
def test_nothing_is_fetched_from_outside(bench, templates, html, url):
    refused(bench, templates, f"<html lang='vi'>{html.format(url)}<p>Chữ</p></html>")


@pytest.mark.parametrize(
    "inner",
    [
        '<image xlink:href="http://127.0.0.1:9/x.png" width="9" height="9"/>',
        '<image xlink:href="file:///etc/passwd" width="9" height="9"/>',
        '<use xlink:href="../secret.svg#x"/>',
        "<style>@import url('http://127.0.0.1:9/x');</style><rect width='9' height='9'/>",
    ],
)
def test_a_drawing_fetches_nothing_from_outside(bench, templates, inner):
    (templates / "logo.svg").write_text(SVG.format(inner), "utf-8")
    refused(bench, templates, "<html lang='vi'><img src='logo.svg' alt=''><p>Chữ</p></html>")


ENTITIES = (
    '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
)


@pytest.mark.parametrize("text", ["&c;", "&x;"])
def test_a_drawing_expands_no_entities(bench, templates, text):
    drawing = ENTITIES + SVG.format(f"<text>{text}</text>")
    (templates / "logo.svg").write_text(drawing, "utf-8")
    said = refused(bench, templates, "<html lang='vi'><img src='logo.svg' alt=''><p>a</p></html>")
    assert "root:" not in said


def test_a_picture_of_a_billion_pixels_is_refused(bench, templates):
    def chunk(kind, data):
        crc = zlib.crc32(kind + data)
        return len(data).to_bytes(4) + kind + data + crc.to_bytes(4)

    side = 60_000
    head = side.to_bytes(4) * 2 + bytes([1, 0, 0, 0, 0])
    rows = zlib.compress(bytes((side // 8 + 1) * 1_000))
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    (templates / "logo.png").write_bytes(bomb)
    refused(bench, templates, "<html lang='vi'><img src='logo.png' alt=''><p>a</p></html>")


@pytest.mark.parametrize("kind", ["text/css", "image/png", "text/html"])
def test_data_urls_bring_nothing_in(bench, templates, kind):
    data = base64.b64encode(b"p { color: red }" * 1_000).decode()
    html = (
        f"<link rel='stylesheet' href='data:{kind};base64,{data}'><img src='data:{kind},x' alt=''>"
    )
    refused(bench, templates, f"<html lang='vi'>{html}<p>a</p></html>")


def test_a_script_is_never_run_and_its_page_is_refused_for_its_words(bench, templates):
    html = "<script>fetch('http://127.0.0.1:9')</script><p>Thêm</p><a href='javascript:x()'>a</a>"
    refused_with = bench_refuses_words(bench, templates, html)
    assert "chữ khác" in refused_with


def bench_refuses_words(bench, templates, html):
    (templates / "notice.html").write_text(f"<html lang='vi'>{html}</html>", "utf-8")
    return bench.refused(6, "--format", "pdf", "--templates", templates)


def test_a_pipe_among_the_pages_is_no_template(bench, templates):
    os.mkfifo(templates / "notice.html")
    (templates / "letter.html").write_text("{% extends 'base.html' %}", "utf-8")
    said = bench.refused(6, "--format", "pdf", "--templates", templates)
    assert "notice.html: không dùng được làm mẫu" in said


@pytest.mark.parametrize("target", ["/etc/passwd", "/dev/zero", "../secret.html", "notice.html"])
def test_a_page_that_is_a_link_out_of_the_folder_is_no_template(bench, templates, target):
    (templates / "notice.html").symlink_to(target)
    (templates / "letter.html").write_text("{% extends 'base.html' %}", "utf-8")
    said = bench.refused(6, "--format", "pdf", "--templates", templates)
    assert "notice.html: không dùng được làm mẫu" in said
    assert "root:" not in said


def test_a_page_of_a_hundred_megabytes_is_no_template(bench, templates):
    with (templates / "notice.html").open("wb") as stream:
        stream.truncate(100 * 2**20)
    said = bench.refused(6, "--format", "pdf", "--templates", templates)
    assert "notice.html" in said
