"""``soanthao backup`` and ``restore`` as a clerk types them."""

import json

import pytest
from shelf import book, lose_database, lose_folder, numbered
from workspace import EXTERNAL, Kind, Workspace

from soanthao.cli.main import run
from soanthao.services.stepping import Selection


@pytest.fixture
def typed(capsys):
    """Run a command line; give its code, what it printed, what it complained of."""

    def call(*arguments: object) -> tuple[int, str, str]:
        code = run([str(each) for each in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def place(office) -> Workspace:
    return office("issue")


@pytest.fixture(params=["sqlite"])
def database(request) -> str:
    """What the screen says is the same for both."""
    return request.param


def test_a_clerk_backs_up_and_hears_what_was_kept(place, tmp_path, typed):
    out = tmp_path / "sao"
    code, said, wrong = typed("backup", out, "--workspace", place.home, "--as", "thu")
    assert (code, wrong) == (0, "")
    assert "1 văn bản, 1 số, 3 tệp" in said
    assert "mục 7" in said
    assert str(out) in said
    code, said, _ = typed("backup", out, "--workspace", place.home, "--json")
    head = {"seq": 7, "hash": place.events()[-1].hash}
    told = {"folder": str(out), "head": head, "entries": 1, "numbers": 1, "files": 3}
    assert (code, json.loads(said)) == (0, told)


def test_a_clerk_restores_and_hears_which_numbers_are_lost(place, tmp_path, clock, typed):
    out = tmp_path / "sao"
    typed("backup", out, "--workspace", place.home)
    numbered(place, "hai")
    place.desks.clear()
    code, said, wrong = typed("restore", out, "--workspace", place.home, "--as", "thu")
    assert (code, said) == (5, "")
    assert "--replace" in wrong
    said_why = ("--replace", "--reason", "Máy hỏng")
    code, said, wrong = typed("restore", out, "--workspace", place.home, "--as", "thu", *said_why)
    assert (code, wrong) == (0, "")
    assert "mục 7" in said
    assert "02/TB-UBND" in said
    assert [each[:2] for each in book(place)] == [(1, "taken"), (2, "lost")]
    code, said, wrong = typed("register", "verify", "--workspace", place.home)
    assert code == 0
    assert "G323" in said + wrong
    code, said, wrong = typed(
        "restore", out, "--workspace", place.home, "--as", "thu", "--json", *said_why
    )
    document = json.loads(said)
    assert document["head"]["seq"] == 7
    assert document["event"] == 8
    assert [(each["number"], each["status"]) for each in document["lost"]] == [(2, "lost")]
    assert document["findings"] == []


def test_a_restore_of_what_is_there_says_so(place, tmp_path, typed):
    typed("backup", tmp_path / "sao", "--workspace", place.home)
    code, said, _ = typed("restore", tmp_path / "sao", "--workspace", place.home, "--as", "thu")
    assert code == 0
    assert "không có gì phải thay" in said


@pytest.mark.parametrize("after", ["TB=4", "TB/2026=4", "/TB/2026=4"])
def test_on_a_new_machine_the_clerk_says_how_far_the_numbers_went(place, tmp_path, typed, after):
    typed("backup", tmp_path / "sao", "--workspace", place.home)
    lose_folder(place)
    command = ("restore", tmp_path / "sao", "--workspace", place.home, "--as", "thu")
    code, _, wrong = typed(*command)
    assert code == 5
    assert '--after "TB/2026=1"' in wrong
    code, said, _ = typed(*command, "--after", after)
    assert code == 0
    assert "02-04" in said
    assert numbered(place, "năm").number.number == 5


@pytest.mark.parametrize("after", ["TB", "=4", "TB=bốn", "TB=-1", "TB/26=4"])
def test_what_is_no_number_of_a_series_is_a_fault_of_typing(place, tmp_path, typed, after):
    typed("backup", tmp_path / "sao", "--workspace", place.home)
    lose_database(place)
    command = ("restore", tmp_path / "sao", "--workspace", place.home, "--as", "thu")
    code, _, wrong = typed(*command, "--after", after)
    assert code == (3 if after == "TB/26=4" else 2)
    assert "--after" in wrong


def test_numbers_of_another_system_are_named_to_be_entered_again(office, tmp_path, typed):
    place = office("issue", kind=Kind(EXTERNAL))
    typed("backup", tmp_path / "sao", "--workspace", place.home)
    path = place.conclude(place.home / "hai" / "conclusion.yaml")
    place.walk(Selection(path), "sign")
    place.do("number", Selection(path), number=130)
    lose_database(place)
    code, said, _ = typed("restore", tmp_path / "sao", "--workspace", place.home, "--as", "thu")
    assert code == 0
    assert "130" in said
    assert "nhập lại" in said
