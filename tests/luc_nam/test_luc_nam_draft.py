"""The example draft says what the notice says, and orders what the chief clerk read in it.

Nothing of the project reads the files here: a plain YAML loader does, with every scalar as text.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plain_notice import LUC_NAM, ROOT, expected_pairs, load_plainly
from plain_notice import expected_lines as lines
from plain_notice import expected_rows as rows

AGENCY = LUC_NAM.parents[1] / "agency.yaml"
SAMPLE = ROOT.parent / "shared" / "samples" / "luc-nam-2020-05.txt"

Address = tuple[str, int | None]


def address(row: dict[str, str]) -> Address:
    return row["item"], int(row["part"]) if row["part"] else None


def numbered(items: list[Any], numbering: list[str], outer: str = "") -> Iterator[tuple[str, Any]]:
    """Yield id and mapping of every item; paragraphs take no number."""
    at = 0
    for item in items:
        if isinstance(item, dict):
            at += 1
            id = f"{outer}.{at}" if outer else str(at)
            yield id, item
            yield from numbered(item.get("items", []), numbering[1:], id)


def printed(elements: list[Any], numbering: list[str]) -> Iterator[str]:
    at = 0
    for element in elements:
        if isinstance(element, str):
            yield element
        else:
            at += 1
            marker = f"{at}." if numbering[0] == "1." else numbering[0]
            yield f"{marker} {element['text']}"
            yield from printed(element.get("items", []), numbering[1:])


def orders(draft: dict[str, Any]) -> Iterator[tuple[Address, dict[str, Any]]]:
    for id, item in numbered(draft["body"], draft["numbering"]):
        yield (id, None), item
        for index, part in enumerate(item.get("parts", [])):
            yield (id, index), part


def pieces(order: dict[str, Any]) -> list[str]:
    quote = order.get("quote", [])
    return [quote] if isinstance(quote, str) else quote


def nearby(block: dict[str, Any]) -> Iterator[str]:
    """Yield a block of nơi nhận as the notice prints it."""
    yield f"**{block['heading']}:**"
    texts = [line if isinstance(line, str) else line["text"] for line in block["lines"]]
    yield from (f"- {text};" for text in texts[:-1])
    yield f"- {texts[-1]}."


@pytest.fixture(scope="module")
def draft() -> dict[str, Any]:
    return load_plainly(LUC_NAM)


@pytest.fixture(scope="module")
def agency() -> dict[str, Any]:
    return load_plainly(AGENCY)


def test_the_witness_is_the_sample_with_the_page_ends_joined():
    if not SAMPLE.exists():
        pytest.skip("0 of 1 sample read: ../shared/samples/luc-nam-2020-05.txt is not here")
    sample = SAMPLE.read_text(encoding="utf-8").split()
    assert " ".join(lines("luc-nam-text.txt")).split() == sample


def test_the_draft_holds_the_whole_notice_verbatim_and_in_order(
    draft: dict[str, Any], agency: dict[str, Any]
):
    signatory = agency["signatories"][draft["signature"]]
    whole = [
        f"Số: /{agency['symbols']['notice']}",
        f"{agency['place']}, ngày tháng 5 năm 2020",
        "**THÔNG BÁO**",
        f"**{draft['notice']['subject']}**",
        *printed(draft["body"], draft["numbering"]),
        *(line for block in draft["recipients"] for line in nearby(block)),
        "**" + "\n".join([*signatory["authority"], signatory["position"]]) + "**",
        f"**{signatory['name']}**",
    ]
    assert "\n".join(whole).split("\n") == lines("luc-nam-text.txt")
    assert draft["notice"]["issued"] == "2020-05"
    assert draft["notice"]["number"] == ""


@pytest.mark.parametrize("path", [LUC_NAM, AGENCY], ids=lambda path: path.name)
def test_the_files_are_composed_unicode_without_hidden_characters(path: Path):
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert {char for char in text if not char.isprintable()} == {"\n"}
    assert "\xa0" not in text


def test_the_items_are_those_that_the_chief_clerk_numbered(draft: dict[str, Any]):
    assert [at for at, _ in orders(draft)] == [address(row) for row in rows("luc-nam-due.tsv")]


def test_every_deadline_is_entered_as_the_chief_clerk_read_it(draft: dict[str, Any]):
    entered = {}
    for at, order in orders(draft):
        due = order.get("due", [])
        entered[at] = (due if isinstance(due, list) else [due], order.get("no_due", ""))
    expected = {
        address(row): (json.loads(row["due"]), row["no_due"]) for row in rows("luc-nam-due.tsv")
    }
    assert entered == expected


def test_every_quote_stands_once_in_its_item_and_in_the_order_of_the_text(draft: dict[str, Any]):
    quoted = 0
    for _, item in numbered(draft["body"], draft["numbering"]):
        plain = item["text"].replace("*", "")
        for part in item.get("parts", []):
            assert [plain.count(piece) for piece in pieces(part)] == [1] * len(pieces(part))
            places = [plain.index(piece) for piece in pieces(part)]
            assert places == sorted(places)
            quoted += 1
    assert quoted == 14


def test_a_part_whose_words_lack_the_subject_brings_it_along(draft: dict[str, Any]):
    travelling = {at: pieces(order)[0] for at, order in orders(draft) if len(pieces(order)) > 1}
    assert travelling == {
        ("7.1", 1): "Phòng Nông nghiệp và PTNT",
        ("7.2", 0): "Phòng Lao động - Thương binh và Xã hội:",
        ("7.3", 2): "Phòng Tài nguyên và Môi trường",
        ("7.4", 1): "Phòng Kinh tế và Hạ tầng",
        ("7.4", 2): "Phòng Kinh tế và Hạ tầng",
        ("7.5", 1): "Phòng Tài chính – KH",
        ("7.5", 2): "Phòng Tài chính – KH",
        ("7.7", 1): "Ban quản lý dự án đầu tư xây dựng huyện:",
    }


def test_the_roles_are_written_where_the_chief_clerk_put_them(draft: dict[str, Any]):
    written = {
        (*at, role): tuple(order[role])
        for at, order in orders(draft)
        for role in ("to", "with", "guided", "copy")
        if role in order
    }
    everybody, communes = ("toan-huyen",), ("xa-thi-tran",)
    assert written == {
        ("1", None, "to"): everybody,
        ("2", None, "to"): everybody,
        ("3", None, "to"): communes,
        ("4", None, "to"): everybody,
        ("5", None, "to"): everybody,
        ("6", None, "to"): everybody,
        ("7.1", None, "to"): ("phong-nnptnt",),
        ("7.1", 0, "guided"): ("xa-cuong-son", "xa-huyen-son", "xa-tien-nha"),
        ("7.2", None, "to"): ("phong-ldtbxh",),
        ("7.2", 0, "guided"): communes,
        ("7.3", None, "to"): ("phong-tnmt",),
        ("7.3", 0, "guided"): communes,
        ("7.3", 1, "to"): communes,
        ("7.3", 2, "guided"): communes,
        ("7.4", None, "to"): ("phong-ktht",),
        ("7.4", 0, "guided"): ("xa",),
        ("7.4", 1, "guided"): ("xa-truong-giang",),
        ("7.5", None, "to"): ("phong-tckh",),
        ("7.5", 0, "copy"): ("xa-luc-son", "xa-chu-dien", "xa-bac-lung"),
        ("7.5", 1, "with"): ("chi-cuc-thue",),
        ("7.6", None, "to"): ("tt-ptqd",),
        ("7.7", None, "to"): ("bqlda",),
        ("7.7", 1, "copy"): ("xa-bao-dai",),
        ("7.8", None, "to"): ("xa-truong-son",),
        ("7.9", None, "to"): ("xa-chu-dien",),
        ("7.10", None, "to"): ("xa-truong-giang",),
    }


def test_what_is_implied_or_doubtful_carries_a_note(draft: dict[str, Any]):
    noted = {at for at, order in orders(draft) if order.get("note")}
    doubts = [("2", None), ("3", None), ("3.2", None), ("7.1", 0), ("7.3", 1), ("7.3", 2)]
    assert noted == {*doubts, ("7.5", 2), ("7.6", None), ("7.7", 1)}
    assert {at for at, order in orders(draft) if order.get("open")} == {("7.1", 0)}
    assert {at for at, order in orders(draft) if order.get("lead")} == {("7", None)}


def test_the_directory_is_that_of_the_district_in_2020(agency: dict[str, Any]):
    units = {unit["id"]: unit for unit in agency["units"]}
    communes = lines("luc-nam-communes.txt")
    assert len(units) == len(agency["units"])
    assert [id for id in units if id.startswith(("xa-", "thi-tran-"))] == communes
    assert [id for id, unit in units.items() if "xa" in unit.get("groups", [])] == communes[:-1]
    assert {unit["until"] for unit in units.values()} == {"2025-06-30"}
    offices = set(lines("luc-nam-offices.txt"))
    beside = set(units) - offices - set(communes)
    assert {id for id, unit in units.items() if unit.get("verb") == "đề nghị"} == beside
    assert {"chi-cuc-thue", "bhxh", "toa-an"} <= beside


def test_only_the_whole_district_is_a_general_group(agency: dict[str, Any]):
    groups = {group["id"]: group for group in agency["groups"]}
    assert [id for id, group in groups.items() if group.get("general") == "true"] == ["toan-huyen"]
    assert groups["xa-thi-tran"]["members"] == ["xa", "thi-tran-doi-ngo"]


def test_no_name_or_alias_stands_for_two_units(agency: dict[str, Any]):
    named = [*agency["units"], *agency["groups"]]
    names = [name for one in named for name in {one["name"], *one.get("aliases", [])}]
    assert len(names) == len(set(names))


def test_the_expectation_counts_what_the_chief_clerk_counted():
    specific = [pair for pair in expected_pairs() if not pair[-1]]
    with_duty = [pair for pair in specific if pair[3] != "copy"]
    assert (len(specific), len(with_duty)) == (293, 289)
    assert {pair[2] for pair in with_duty} == set(lines("luc-nam-letters.txt"))
    assert len(set(lines("luc-nam-letters.txt"))) == 33
