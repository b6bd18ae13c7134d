"""``check --fix`` on whole files: listed, no word changed, nothing more to mend afterwards."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from plain_notice import LUC_NAM
from soanthao import settings
from soanthao.errors import ConflictError, InternalError, SoanthaoError
from soanthao.services import mending
from soanthao.services.checking import check_file
from soanthao.services.mending import fix_file
from soanthao.word.look import read_look
from soanthao.word.repair_model import Words
from soanthao.word.source import read_source

SAMPLES = sorted((Path(__file__).parents[2].parent / "shared/samples").glob("*.docx"))
CHANGES = {
    "Độc lập - Tự do": "Độc lập – Tự do",
    'w:left="1701"': 'w:left="1417"',
    "Nơi nhận:": "Nơi nhận",
    ", ngày 05 tháng": ", ngày 5 tháng",
}


def changed(rendered, folder, changes):
    written = folder / "thong-bao.docx"
    data = (rendered / "notice.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(written, "w") as target:
        for member in source.namelist():
            content = source.read(member)
            if member == "word/document.xml":
                text = content.decode()
                for old, new in changes.items():
                    text = text.replace(old, new, 1)
                content = text.encode()
            target.writestr(member, content)
    return written


def letters(data):
    text = " ".join(each.plain for each in read_source(data).paragraphs())
    return re.sub(r"[\W_]|(?<!\d)0+(?=\d)", "", text)


def test_several_faults_are_mended_and_listed(rendered, tmp_path):
    path = changed(rendered, tmp_path, CHANGES)
    wrong = {each.code for each in check_file(path, settings.load(tmp_path).policy)}
    mended = fix_file(path, tmp_path / "ra.docx")
    done = {each.code for each in mended.done}
    assert {"T118", "T003", "T968"} <= done <= wrong
    left = check_file(mended.out, settings.load(tmp_path).policy)
    assert left == mended.left
    assert not {each.code for each in left} & done
    assert letters(mended.out.read_bytes()) == letters(path.read_bytes())


def test_a_second_run_finds_nothing_more_and_changes_no_byte(rendered, tmp_path):
    one = fix_file(changed(rendered, tmp_path, CHANGES), tmp_path / "mot.docx")
    two = fix_file(one.out, tmp_path / "hai.docx")
    assert two.done == ()
    assert two.out.read_bytes() == one.out.read_bytes()


def test_a_right_file_stays_byte_for_byte(rendered, tmp_path):
    path = rendered / "notice.docx"
    mended = fix_file(path, tmp_path / "ra.docx")
    assert mended.done == ()
    assert mended.out.read_bytes() == path.read_bytes()


def test_an_office_that_switched_a_rule_off_keeps_its_way(rendered, tmp_path):
    path = changed(rendered, tmp_path, {"Nơi nhận:": "Nơi nhận"})
    (tmp_path / "soanthao.toml").write_text(
        '[rules.T968]\nlevel = "off"\nreason = "Cơ quan quen ghi như vậy."\n', "utf-8"
    )
    mended = fix_file(path, tmp_path / "ra.docx")
    assert mended.out.read_bytes() == path.read_bytes()


def test_a_repair_that_reads_otherwise_than_meant_is_never_written(rendered, tmp_path, monkeypatch):
    path = changed(rendered, tmp_path, {})
    monkeypatch.setattr(mending, "_plains", lambda data, path: {1: "chữ khác"})
    with pytest.raises(InternalError, match="không ghi gì"):
        fix_file(path, tmp_path / "ra.docx")
    assert not (tmp_path / "ra.docx").exists()


def test_where_words_fail_the_looks_are_mended_alone(rendered, tmp_path, monkeypatch):
    path = changed(rendered, tmp_path, CHANGES)
    real = mending.repairs

    def with_lie(reading, seen):
        return (Words(2, 0, 0, ""), *real(reading, seen))

    def lying(data, repairs, name):
        mended = real_repair(data, repairs, name)
        has_words = any(isinstance(each, Words) for each in repairs)
        return type(mended)(mended.data, mended.applied, {} if has_words else mended.plains)

    from soanthao.word import repair as module

    real_repair = module.repair
    monkeypatch.setattr(mending, "repairs", with_lie)
    monkeypatch.setattr(module, "repair", lying)
    done = {each.code for each in fix_file(path, tmp_path / "ra.docx").done}
    assert "T003" in done
    assert "T118" not in done


@pytest.mark.parametrize("name", ["ra.docx", "thong-bao.docx"])
def test_nothing_is_written_over(name, rendered, tmp_path):
    path = changed(rendered, tmp_path, CHANGES)
    out = tmp_path / name
    before = out.read_bytes() if out.exists() else b"cu"
    out.write_bytes(before)
    with pytest.raises(ConflictError, match="không ghi đè"):
        fix_file(path, out)
    assert out.read_bytes() == before


def test_a_draft_is_mended_by_hand(tmp_path):
    with pytest.raises(SoanthaoError, match="N704"):
        fix_file(LUC_NAM, tmp_path / "ra.docx")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_real_files_keep_their_words_and_need_no_second_run(path, tmp_path):
    mended = fix_file(path, tmp_path / "ra.docx")
    data = mended.out.read_bytes()
    assert mended.done
    assert letters(data) == letters(path.read_bytes())
    again = fix_file(mended.out, tmp_path / "hai.docx")
    assert (again.done, again.out.read_bytes()) == ((), data)
    old, new = read_look(path.read_bytes()), read_look(data)
    assert [each.number for each in old.paragraphs] == [each.number for each in new.paragraphs]
