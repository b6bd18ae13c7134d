"""``[register]`` of soanthao.toml: where the register lies, and which documents it issues."""

from __future__ import annotations

from pathlib import Path

import pytest

from soanthao.errors import InvalidInputError
from soanthao.settings import RegisterSettings, Settings, load

PASSWORD = "matkhau-bi-mat"
URL = f"postgresql://vanthu:{PASSWORD}@localhost/so"


def register_of(folder: Path, text: str, **environ: str) -> RegisterSettings:
    (folder / "soanthao.toml").write_text(f"[register]\n{text}\n", "utf-8")
    return load(folder, environ).register


def refused(folder: Path, text: str, **environ: str) -> str:
    with pytest.raises(InvalidInputError) as caught:
        register_of(folder, text, **environ)
    (finding,) = caught.value.findings
    assert finding.code == "S101"
    return finding.message


def test_without_a_word_the_register_lies_in_the_workspace(tmp_path: Path):
    assert load(tmp_path, {}) == Settings()
    assert register_of(tmp_path, "") == RegisterSettings(
        url=None, folder=None, anchor=None, medium="giay", formats=("docx", "pdf")
    )


def test_every_key_is_taken(tmp_path: Path):
    said = register_of(
        tmp_path,
        f'url = "{URL}"\nfolder = "so/van-ban"\nanchor = "/mnt/usb/moc.txt"\n'
        'medium = "dien-tu"\nformats = ["pdf"]',
    )
    root = tmp_path.resolve()
    assert said == RegisterSettings(
        url=URL,
        folder=root / "so/van-ban",
        anchor=Path("/mnt/usb/moc.txt"),
        medium="dien-tu",
        formats=("pdf",),
    )


def test_paths_are_relative_to_the_file_that_names_them(tmp_path: Path):
    (tmp_path / "soanthao.toml").write_text('[register]\nfolder = "so"\nanchor = "moc.txt"\n')
    below = tmp_path / "luc-nam" / "2020-05"
    below.mkdir(parents=True)
    said = load(below, {}).register
    assert (said.folder, said.anchor) == (tmp_path.resolve() / "so", tmp_path.resolve() / "moc.txt")


def test_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    said = register_of(
        tmp_path,
        'url = "sqlite:////a.db"\nfolder = "so"',
        SOANTHAO_REGISTER_URL=URL,
        SOANTHAO_REGISTER_FOLDER="khac",
    )
    assert (said.url, said.folder) == (URL, tmp_path / "khac")
    alone = load(tmp_path / "..", {"SOANTHAO_REGISTER_URL": URL}).register
    assert (alone.url, alone.folder) == (URL, None)


def test_an_empty_variable_says_nothing(tmp_path: Path):
    said = register_of(
        tmp_path, f'url = "{URL}"', SOANTHAO_REGISTER_URL="", SOANTHAO_REGISTER_FOLDER=""
    )
    assert (said.url, said.folder) == (URL, None)


def test_a_folder_of_the_home_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert register_of(tmp_path, 'folder = "~/so"').folder == tmp_path / "so"


def test_formats_have_one_order_and_each_once(tmp_path: Path):
    assert register_of(tmp_path, 'formats = ["pdf", "docx", "pdf"]').formats == ("docx", "pdf")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://a:b@db.example:5432/so",
        "postgresql:///so",
        "sqlite:////var/so/so.db",
        "sqlite:///C:/so/so.db",
        "sqlite+pysqlite:////var/so.db?timeout=5",
    ],
)
def test_urls_of_the_two_databases_are_taken(tmp_path: Path, url: str):
    assert register_of(tmp_path, f'url = "{url}"').url == url


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('urls = "x"', "không có thiết lập “register.urls”; chỉ có “url”, “folder”"),
        ("url = 5", "“register.url” phải là chữ trong dấu nháy"),
        ('url = ""', "“register.url” không được để trống"),
        (f'url = "mysql://a:{PASSWORD}@h/so"', "chỉ dùng PostgreSQL hoặc SQLite"),
        (f'url = "postgres://a:{PASSWORD}@h/so"', "chỉ dùng PostgreSQL hoặc SQLite"),
        (f'url = "a:{PASSWORD}@h/so"', "chỉ dùng PostgreSQL hoặc SQLite"),
        (f'url = "postgresql:/a:{PASSWORD}@h"', "chỉ dùng PostgreSQL hoặc SQLite"),
        ('url = "sqlite:///so.db"', "đường dẫn đầy đủ"),
        ('url = "sqlite://"', "đường dẫn đầy đủ"),
        ('url = "sqlite:///:memory:"', "đường dẫn đầy đủ"),
        ("folder = 1", "“register.folder” phải là chữ trong dấu nháy"),
        ('folder = " "', "“register.folder” không được để trống"),
        ("anchor = []", "“register.anchor” phải là chữ trong dấu nháy"),
        ('anchor = ""', "“register.anchor” không được để trống"),
        ('medium = "giấy"', "“register.medium” phải là “giay” (bản giấy) hoặc “dien-tu”"),
        ("medium = []", "“register.medium” phải là “giay” (bản giấy) hoặc “dien-tu”"),
        ("medium = true", "“register.medium” phải là “giay” (bản giấy) hoặc “dien-tu”"),
        ('formats = "pdf"', "“register.formats” phải là danh sách"),
        ("formats = []", "“register.formats” phải là danh sách"),
        ('formats = ["pdf", "odt"]', "“register.formats” phải là danh sách"),
        ("formats = [[]]", "“register.formats” phải là danh sách"),
    ],
)
def test_what_is_wrong_is_told_and_no_password_with_it(tmp_path: Path, text: str, words: str):
    message = refused(tmp_path, text)
    assert words in message
    assert PASSWORD not in message


def test_a_wrong_variable_is_named_and_its_password_kept(tmp_path: Path):
    with pytest.raises(InvalidInputError) as caught:
        load(tmp_path, {"SOANTHAO_REGISTER_URL": f"mysql://a:{PASSWORD}@h/so"})
    (finding,) = caught.value.findings
    assert (finding.code, finding.path) == ("S101", "SOANTHAO_REGISTER_URL")
    assert PASSWORD not in finding.message


def test_register_is_a_table(tmp_path: Path):
    (tmp_path / "soanthao.toml").write_text('register = "external"\n', "utf-8")
    with pytest.raises(InvalidInputError, match=r"\[register\]"):
        load(tmp_path, {})


def test_a_file_that_cannot_be_read_keeps_the_password(tmp_path: Path):
    message = refused(tmp_path, f'url = "{URL}" "')
    assert PASSWORD not in message


def test_settings_are_shown_without_the_password(tmp_path: Path):
    register_of(tmp_path, f'url = "{URL}"')
    assert PASSWORD not in repr(load(tmp_path, {}))
