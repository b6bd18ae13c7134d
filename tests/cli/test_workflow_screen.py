"""What the commands of the workflow print and return: short, Vietnamese, with what to do next.

The office is small: two units, Word files only, numbers of its own. What each step must say is
written out here; what it does to the register is held elsewhere.
"""

import io
import json
import re
import sys
from datetime import datetime
from pathlib import Path

import pytest

from soanthao import clock

AGENCY = """\
schema: soanthao/agency/1
name: Ủy ban nhân dân xã An Phú
short: UBND xã
header: [ỦY BAN NHÂN DÂN, XÃ AN PHÚ]
place: An Phú
symbols: {notice: TB-UBND, letter: UBND-VP, extract: TrS-UBND}
office: Văn phòng HĐND và UBND xã
filed: VT, VP
recipients: [Chủ tịch UBND xã (b/c)]
head: Chủ tịch UBND xã
signatories:
  chu-tich: {position: CHỦ TỊCH, authority: [TM. ỦY BAN NHÂN DÂN], name: Trần Văn Bình}
units:
  - {id: phong-kinh-te, name: Phòng Kinh tế}
  - {id: cong-an, name: Công an xã}
people:
  mai: {name: Lê Thị Mai, parts: [soan-thao]}
  hoa: {name: Vũ Thị Hoa, parts: [noi-dung, the-thuc]}
  binh: {name: Trần Văn Bình, parts: [ky]}
  thu: {name: Đỗ Văn Thư, parts: [van-thu]}
register: {own: theo-loai}
"""
CONCLUSION = """\
schema: soanthao/conclusion/1
notice:
  subject: Kết luận của Chủ tịch UBND xã tại cuộc họp giao ban
meeting:
  name: Cuộc họp giao ban
  held: 2026-11-23
  chair: Chủ tịch UBND xã
numbering: ["1."]
body:
  - "Chủ tịch UBND xã kết luận cuộc họp giao ban như sau:"
  - text: Phòng Kinh tế kiểm tra các điểm đổ rác, báo cáo trước ngày 22/12/2026.
    to: [phong-kinh-te]
    due: <2026-12-22
  - text: Công an xã tuần tra các tuyến đường trước ngày 24/12/2026./.
    to: [cong-an]
    due: <2026-12-24
recipients:
  - Chủ tịch UBND xã
  - {text: "Phòng Kinh tế, Công an xã", units: [phong-kinh-te, cong-an]}
  - "Lưu: VT, VP"
signature: chu-tich
letters: {form: cong-van}
"""
STEPS = (
    ("submit", "mai"),
    ("approve", "hoa"),
    ("approve", "hoa"),
    ("approve", "binh"),
    ("sign", "thu"),
    ("number", "thu", "--yes"),
    ("issue", "thu"),
)
PATH = "giao-ban/conclusion.yaml"


@pytest.fixture
def desk(tmp_path, monkeypatch, cli):
    """Stand in the office at 8:30 on Wednesday, 25 November 2026; give a command line there."""
    (tmp_path / "giao-ban").mkdir()
    (tmp_path / "agency.yaml").write_text(AGENCY, "utf-8")
    (tmp_path / "soanthao.toml").write_text('[register]\nformats = ["docx"]\n', "utf-8")
    (tmp_path / PATH).write_text(CONCLUSION, "utf-8")
    monkeypatch.chdir(tmp_path)
    moment = datetime(2026, 11, 25, 8, 30, tzinfo=clock.VIETNAM)
    monkeypatch.setattr(clock, "now", lambda: moment)
    return cli


@pytest.fixture
def wrong(tmp_path, desk):
    """The same with a conclusion that `check` finds one error in: “nhân dân” (Phụ lục II, V.1)."""
    text = CONCLUSION.replace("các tuyến đường", "để nhân dân yên tâm")
    (tmp_path / PATH).write_text(text, "utf-8")
    return desk


def command(step, *more):
    name, person, *rest = step
    return (name, PATH, "--as", person, *rest, *more)


def go(desk, upto, *more):
    """Take all steps up to and including number *upto*, counted from 1."""
    for step in STEPS[:upto]:
        code, _, err = desk(*command(step, *more))
        assert code == 0, err


def answers(monkeypatch, text):
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


# The way, step by step.

SAID = (
    "đã trình.\nTiếp theo: kiểm tra nội dung, bằng soanthao approve --as hoa.\n",
    "đã kiểm tra nội dung.\nTiếp theo: kiểm tra thể thức, bằng soanthao approve --as hoa.\n",
    "đã kiểm tra thể thức.\nTiếp theo: duyệt, bằng soanthao approve --as binh.\n"
    "Đã chép vào “giao-ban/signing”: phieu-trinh.docx.\n",
    "đã duyệt.\nTiếp theo: ghi nhận chữ ký, bằng soanthao sign --as binh hoặc --as thu.\n"
    "Đã chép vào “giao-ban/signing”: notice.docx.\n",
    "đã ký.\nTiếp theo: cấp số, bằng soanthao number --as thu.\n",
    "đã có số.\nTiếp theo: phát hành, bằng soanthao issue --as thu.\n",
    "đã phát hành.\nĐã chép vào “giao-ban/issued”: notice.docx.\n",
)


def test_each_step_says_what_it_did_who_is_next_and_where_the_files_are(desk):
    for at, step in enumerate(STEPS):
        number = "" if at < 5 else " số 01/TB-UBND"
        code, out, _ = desk(*command(step))
        assert (code, out) == (0, f"Thông báo{number} ({PATH}): {SAID[at]}")


def test_letters_are_told_one_by_one(desk):
    go(desk, 7)
    code, out, err = desk("submit", PATH, "--letters", "--as", "mai")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f"Công văn gửi Phòng Kinh tế ({PATH}): đã trình.",
        f"Công văn gửi Công an xã ({PATH}): đã trình.",
        "Tiếp theo: kiểm tra nội dung, bằng soanthao approve --as hoa.",
    ]


def test_a_part_that_nobody_has_is_said(desk, tmp_path):
    agency = AGENCY.replace("parts: [noi-dung, the-thuc]", "parts: [the-thuc]")
    (tmp_path / "agency.yaml").write_text(agency, "utf-8")
    _, out, _ = desk(*command(STEPS[0]))
    assert out.splitlines()[1] == (
        "Tiếp theo: kiểm tra nội dung, nhưng trong agency.yaml chưa có ai là người kiểm tra nội "
        "dung (noi-dung)."
    )


# Findings at the gates.


def test_errors_block_a_step_and_each_is_listed(wrong):
    go(wrong, 1)
    code, out, err = wrong(*command(STEPS[1]))
    assert (code, out) == (1, "")
    *errors, remedy = err.splitlines()
    assert len(errors) == 1
    assert re.fullmatch(rf"{PATH}:\d+:\d+: H112 “nhân dân”: hãy viết “Nhân dân”\.", errors[0])
    assert remedy == (
        "Còn 1 lỗi nên chưa qua được bước này; hãy sửa rồi trình lại, hoặc ghi rõ lý do vẫn cho "
        "qua: --override “…”."
    )


def test_errors_that_were_let_pass_are_repeated_with_the_reason(wrong):
    go(wrong, 1)
    code, out, err = wrong(*command(STEPS[1], "--override", "Giữ lời  người chủ trì"))
    assert code == 0
    assert out.startswith(f"Thông báo ({PATH}): đã kiểm tra nội dung.\n")
    lines = err.splitlines()
    assert "H112" in lines[0]
    assert lines[1] == "Đã cho qua 1 lỗi trên; lý do ghi vào sổ: Giữ lời người chủ trì."


def many(count):
    """Return a conclusion with *count* abbreviations that nobody explained: a doubt each."""
    letters = "BCDEGHIKLMNPQRSTVXYA"
    words = ", ".join(f"{letters[at]}{letters[at + 1]}Q" for at in range(count))
    return CONCLUSION.replace("các tuyến đường", f"các tuyến đường {words}")


@pytest.mark.parametrize(("count", "shown", "rest"), [(2, 2, 0), (9, 5, 4)])
def test_doubts_are_told_briefly(desk, tmp_path, count, shown, rest):
    (tmp_path / PATH).write_text(many(count), "utf-8")
    go(desk, 1)
    code, _, err = desk(*command(STEPS[1]))
    lines = err.splitlines()
    assert code == 0
    assert sum(": C401 " in line for line in lines) == shown
    more = [f"… và {rest} điểm nữa nên xem lại: soanthao check {PATH}"] if rest else []
    assert lines[shown:] == more


def test_doubts_about_dates_are_never_left_out(desk, tmp_path):
    # Five weeks of five days, without Thursday and Friday of the last one, and without 24 November,
    # a holiday since 2026; the day of the meeting does not count.
    (tmp_path / PATH).write_text(CONCLUSION.replace("2026-11-23", "2026-10-23"), "utf-8")
    go(desk, 5)
    code, _, err = desk(*command(STEPS[5]))
    assert code == 0
    assert err.splitlines() == [
        "sổ: G101 Thông báo kết luận ban hành sau cuộc họp 22 ngày làm việc, quá 05 ngày."
    ]


def test_what_could_not_be_done_beside_a_step_is_never_left_out(desk, tmp_path):
    (tmp_path / PATH).write_text(many(9), "utf-8")
    (tmp_path / "giao-ban" / "signing").write_text("không phải thư mục", "utf-8")
    go(desk, 2)
    code, out, err = desk(*command(STEPS[2]))
    first, *others = err.splitlines()
    assert code == 0
    assert first.startswith("sổ: G204 Đã ghi vào sổ, nhưng chưa in được phiếu trình. ")
    assert [": C401 " in line for line in others] == [True] * 5 + [False]
    assert out.splitlines()[0] == f"Thông báo ({PATH}): đã kiểm tra thể thức."


# Numbers are shown before they are taken.


@pytest.mark.parametrize("answer", ["", "k\n", "\n", "không\n"], ids=repr)
def test_a_block_that_is_not_wanted_is_not_taken(desk, monkeypatch, answer):
    go(desk, 5)
    answers(monkeypatch, answer)
    code, out, _ = desk("number", PATH, "--as", "thu")
    assert (code, out.splitlines()) == (
        0,
        [
            "Dãy “TB” năm 2026: 01, ngày 25/11/2026.",
            "Cấp số như trên? [c/K]",
            "Chưa cấp số nào.",
        ],
    )
    assert "Số 01" not in desk("register", "list")[1]


@pytest.mark.parametrize("answer", ["c\n", "C\n", "có\n"], ids=repr)
def test_a_block_that_is_wanted_is_taken(desk, monkeypatch, answer):
    go(desk, 5)
    answers(monkeypatch, answer)
    code, out, _ = desk("number", PATH, "--as", "thu")
    assert code == 0
    assert f"Thông báo số 01/TB-UBND ({PATH}): đã có số." in out


def test_the_block_of_letters_says_how_many(desk, monkeypatch):
    go(desk, 7)
    go(desk, 5, "--letters")
    answers(monkeypatch, "c\n")
    _, out, _ = desk("number", PATH, "--letters", "--as", "thu")
    assert out.splitlines()[0] == "Dãy “cong-van” năm 2026: 01-02 (2 số), ngày 25/11/2026."


def test_a_machine_cannot_be_asked(desk):
    go(desk, 5)
    code, out, err = desk("number", PATH, "--as", "thu", "--json")
    assert (code, out) == (2, "")
    assert err.startswith("--json cần kèm --yes: ")


# Refusals: the exit code, and one sentence.

REFUSED = [
    (2, ("submit",), "Thiếu CONCLUSION."),
    (2, ("submit", PATH, "--ass", "mai"), "Không có tùy chọn “--ass”. Có phải là: --as?"),
    (
        2,
        ("sign", PATH, "--as", "thu", "--date", "hôm nay"),
        "--date: “hôm nay” không phải ngày; hãy viết như 25/11/2026.",
    ),
    (
        2,
        ("number", PATH, "--as", "thu", "--number", "x"),
        "--number: “x” không phải số; viết 125 hoặc mã=125.",
    ),
    (
        2,
        ("reserve", "TB", "--as", "thu", "--reason", "x"),
        "Cần --until: giữ số đến hết ngày nào, ví dụ --until 25/11/2026.",
    ),
    (
        2,
        ("register", "verify", "--head", "4229 af76"),
        "--head: mã băm có 64 ký tự từ 0 đến 9, từ a đến f; ở đây có 8. Hãy chép đủ các nhóm in "
        "trên sổ.",
    ),
    (
        2,
        ("register", "list", "--sort", "ngày"),
        "--sort chỉ có: number, subject, addressee.",
    ),
    (
        3,
        ("submit", PATH),
        "D103 Ai đang làm việc này? Hãy thêm --as MÃ; có: mai (Lê Thị Mai), hoa (Vũ Thị Hoa), "
        "binh (Trần Văn Bình), thu (Đỗ Văn Thư).",
    ),
    (
        3,
        ("return", PATH, "--as", "binh"),
        "D101 Cần ghi lý do khi trả lại: --reason “…”.",
    ),
    (
        3,
        ("reserve", "TBB", "--as", "thu", "--until", "30/11/2026", "--reason", "x"),
        "D105 Không có loại văn bản “TBB”; hãy viết như TB, QĐ, cong-van, TrS.",
    ),
    (
        3,
        ("reserve", "TB", "--as", "thu", "--until", "24/11/2026", "--reason", "x"),
        "D106 Hạn giữ số 24/11/2026 đã qua; hãy chọn ngày khác.",
    ),
    (
        3,
        ("register", "list", "--state", "xong"),
        "D107 Không có trạng thái “xong”; hãy chọn: đã trình (submitted), đã kiểm tra nội dung "
        "(content-checked), đã kiểm tra thể thức (form-checked), đã duyệt (approved), đã ký "
        "(signed), đã có số (numbered), đã phát hành (issued), bị trả lại (returned), đã hủy "
        "(cancelled).",
    ),
    (
        3,
        ("register", "list", "--unit", "so-y-te"),
        "D108 Danh bạ không có đơn vị “so-y-te”; hãy xem soanthao units.",
    ),
    (
        3,
        ("register", "export", "--from", "1/1/2026", "--to", "1/1/2027", "--out", "so"),
        "D109 Sổ lập theo từng năm: từ 01/01/2026 đến 01/01/2027 không nằm trong một năm.",
    ),
    (
        4,
        ("submit", PATH, "--as", "an"),
        "agency.yaml không có người “an”; có: mai (Lê Thị Mai), hoa (Vũ Thị Hoa), binh (Trần Văn "
        "Bình), thu (Đỗ Văn Thư).",
    ),
    (
        4,
        ("submit", "khong-co.yaml", "--as", "mai"),
        "Không tìm thấy tệp “khong-co.yaml”; hãy kiểm tra lại tên tệp và thư mục.",
    ),
    (
        4,
        ("sign", PATH, "--unit", "so-y-te", "--as", "thu"),
        f"Sổ chưa có công văn, trích sao của “{PATH}”; hãy trình trước: soanthao submit {PATH} "
        "--letters.",
    ),
    (
        5,
        ("submit", PATH, "--letters", "--as", "mai"),
        f"Thông báo của “{PATH}” đã trình; công văn, trích sao ghi số và ngày của thông báo nên "
        "chỉ trình được sau khi thông báo đã phát hành.",
    ),
    (
        5,
        ("sign", PATH, "--as", "thu"),
        f"Thông báo ({PATH}) đã trình, nên không ghi nhận chữ ký được; việc tiếp theo là kiểm tra "
        "nội dung. Lần cuối: Lê Thị Mai đã trình lúc 08:30:00 ngày 25/11/2026; xem lại bằng "
        "soanthao register show.",
    ),
    (
        5,
        ("approve", PATH, "--as", "thu"),
        f"Thông báo ({PATH}): việc kiểm tra nội dung do người kiểm tra nội dung (noi-dung) làm "
        "(Điều 12.1 Nghị định 30/2020/NĐ-CP); hãy dùng --as với người có phần việc đó trong people "
        "của agency.yaml.",
    ),
]


@pytest.mark.parametrize(("code", "arguments", "said"), REFUSED, ids=lambda each: str(each)[:40])
def test_what_cannot_be_done_ends_with_its_code_and_says_why(desk, code, arguments, said):
    go(desk, 1)
    found, out, err = desk(*arguments)
    assert (found, out) == (code, "")
    assert err.splitlines()[0] == said


def test_a_wrong_command_line_says_where_to_look(desk):
    _, _, err = desk("reserve", "TB", "--as", "thu")
    assert err.splitlines()[1] == "Xem cách dùng: soanthao reserve --help"


def test_a_returned_document_says_why_to_whoever_goes_on(desk):
    go(desk, 4)
    code, out, _ = desk("return", PATH, "--as", "binh", "--reason", "Sửa  lại hạn")
    assert (code, out.splitlines()) == (
        0,
        [f"Thông báo ({PATH}): bị trả lại.", "Tiếp theo: trình, bằng soanthao submit --as mai."],
    )
    code, _, err = desk(*command(STEPS[4]))
    assert code == 5
    assert err == (
        f"Thông báo ({PATH}) bị trả lại, nên không ghi nhận chữ ký được; việc tiếp theo là trình. "
        "Lần cuối: Trần Văn Bình đã trả lại lúc 08:30:00 ngày 25/11/2026, lý do: Sửa lại hạn; xem "
        "lại bằng soanthao register show.\n"
    )


def test_an_office_without_people_or_register_is_told_what_to_do(desk, tmp_path):
    code, _, err = desk("register", "list")
    assert (code, err) == (
        4,
        "Chưa có sổ ở “so-van-ban”; sổ được lập khi trình văn bản đầu tiên: soanthao submit "
        "conclusion.yaml.\n",
    )
    agency = re.sub(r"people:\n(  .*\n)+", "", AGENCY)
    (tmp_path / "agency.yaml").write_text(agency, "utf-8")
    code, _, err = desk("submit", PATH, "--as", "mai")
    assert code == 3
    assert err == (
        "agency.yaml:1:1: D102 Chưa khai ai tham gia quy trình; hãy thêm people vào agency.yaml: "
        "mỗi người một mã, name và parts (soan-thao, noi-dung, the-thuc, ky, van-thu).\n"
    )


@pytest.mark.parametrize("name", ["reserve", "start"])
def test_numbers_of_another_system_are_not_touched(desk, tmp_path, name):
    agency = AGENCY.replace("register: {own: theo-loai}", "register: external")
    (tmp_path / "agency.yaml").write_text(agency, "utf-8")
    line = {
        "reserve": ("reserve", "TB", "--until", "30/11/2026", "--reason", "x"),
        "start": ("register", "start", "TB", "--number", "5"),
    }[name]
    code, _, err = desk(*line, "--as", "thu")
    assert (code, err) == (
        5,
        "Số do hệ thống quản lý văn bản cấp (register: external trong agency.yaml); hãy giữ số, "
        "đặt số bắt đầu trên hệ thống đó.\n",
    )


# Numbers kept, given up, begun.


def test_reservations_are_told_and_stand_in_the_list(desk):
    kept = ("reserve", "TB", "--as", "thu", "--until", "27/11/2026", "--count", "2")
    assert desk(*kept, "--reason", "Họp đột xuất")[:2] == (
        0,
        "Đã giữ, đến hết ngày 27/11/2026: 01/TB-UBND, 02/TB-UBND.\n",
    )
    given_up = ("reserve", "TB", "--as", "thu", "--release", "2", "--reason", "Không họp nữa")
    assert desk(*given_up)[:2] == (0, "Thôi giữ; dòng vẫn còn trong sổ: 02/TB-UBND.\n")
    code, out, _ = desk("register", "list")
    assert (code, out.splitlines()) == (
        0,
        [
            "01/TB-UBND         25/11/2026 số giữ đến 27/11/2026: Họp đột xuất",
            "02/TB-UBND         25/11/2026 thôi giữ: Không họp nữa",
            "2 dòng.",
        ],
    )


def test_a_series_that_begins_in_mid_year_says_its_next_number(desk):
    code, out, _ = desk("register", "start", "TB", "--number", "48", "--as", "thu")
    assert (code, out) == (0, "Dãy số “TB” tiếp theo là số 48.\n")


def test_a_cancelled_number_is_told_with_its_reason(desk):
    go(desk, 6)
    told = desk("cancel", PATH, "--as", "thu", "--reason", "Không ban hành nữa")
    assert told[:2] == (0, f"Thông báo số 01/TB-UBND ({PATH}): đã hủy.\n")
    _, out, _ = desk("register", "list")
    assert out.splitlines() == [
        "01/TB-UBND         25/11/2026 đã hủy: Không ban hành nữa",
        "1 dòng.",
    ]
    code, _, err = desk("issue", PATH, "--as", "thu")
    assert (code, "đã hủy, nên không phát hành được" in err) == (5, True)


def test_an_electronic_document_is_numbered_before_it_is_signed(desk):
    assert desk("submit", PATH, "--as", "mai", "--electronic")[0] == 0
    go_on = [desk(*command(step)) for step in STEPS[1:4]]
    assert "ghi nhận chữ ký, bằng soanthao sign" in go_on[-1][1]
    assert "cấp số, bằng soanthao number --as thu" in go_on[-1][1]
    assert desk(*command(STEPS[5]))[0] == 0
    code, _, err = desk(*command(STEPS[6]))
    assert code == 5
    assert "chưa ký nên chưa phát hành được; hãy ghi nhận chữ ký trước" in err
    assert [desk(*command(step))[0] for step in (STEPS[4], STEPS[6])] == [0, 0]


# For machines: one document, nothing beside it.

MACHINE = [
    *(command(step, "--json") for step in STEPS),
    ("register", "list", "--json"),
    ("register", "show", PATH, "--json"),
    ("register", "verify", "--json"),
]


def test_json_is_one_document_and_nothing_else(desk, tmp_path):
    (tmp_path / PATH).write_text(many(3), "utf-8")
    for at, line in enumerate(MACHINE):
        code, out, err = desk(*line)
        assert (code, err) == (0, ""), line
        document = json.loads(out)
        if at < len(STEPS):
            assert set(document) == {"entries", "findings", "copies"}
            (entry,) = document["entries"]
            assert entry["version"] == at + 1
    assert [event["action"] for event in json.loads(desk(*MACHINE[-2])[1])[0]["events"]] == [
        *("submit", "check-content", "check-form", "approve", "sign", "number", "issue")
    ]


def test_json_tells_what_the_gates_saw(desk, tmp_path):
    (tmp_path / PATH).write_text(many(9), "utf-8")
    go(desk, 1)
    _, out, _ = desk(*command(STEPS[1], "--json"))
    assert [each["code"] for each in json.loads(out)["findings"]] == ["C401"] * 9


# The help pages.

PAGES = [
    ("submit",),
    ("approve",),
    ("return",),
    ("sign",),
    ("number",),
    ("issue",),
    ("cancel",),
    ("reserve",),
    ("register",),
    ("register", "list"),
    ("register", "show"),
    ("register", "export"),
    ("register", "verify"),
    ("register", "start"),
]


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_no_english_is_left_in_the_help(cli, page):
    code, out, _ = cli(*page, "--help")
    assert code == 0
    for word in ("default", "required", "Usage", "Options", "Show this"):
        assert word not in out, out
    assert out.startswith(f"Cách dùng: soanthao {' '.join(page)} ")


def test_the_real_program_says_the_same(process, desk, tmp_path):
    done = process("submit", PATH, "--as", "mai", cwd=Path(tmp_path))
    assert (done.returncode, done.stderr.decode()) == (0, "")
    assert done.stdout.decode() == f"Thông báo ({PATH}): {SAID[0]}"
