"""What the gates say about dates, as it was worked out from the decree and the holidays."""

import csv
from datetime import date
from pathlib import Path

import pytest

from soanthao.findings import Severity
from soanthao.notice.letterhead import Signatory
from soanthao.register import gates
from soanthao.register.entry import Entry
from soanthao.register.numbers import Family, Line

EXPECTED = Path(__file__).parents[1] / "expected" / "register" / "gates.tsv"


def day(text):
    return date.fromisoformat(text) if text else None


with EXPECTED.open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize("row", CASES, ids=[row["case"] for row in CASES])
def test_dates_raise_the_doubts_that_the_decree_gives(row):
    entry = Entry(
        *("2026-10/conclusion.yaml", "notice", "notice", "TB", "TB-UBND", "Kết luận"),
        held=day(row["held"]),
        signed_on=day(row["signed"]),
        urgency=row["urgency"],
    )
    if row["gate"] == "number":
        found = list(gates.numbering(entry, day(row["number"]), day(row["number"])))
    else:
        found = list(gates.issuing(entry, day(row["issued"])))
    assert [each.code for each in found] == row["codes"].split()
    grave = {"G104", "G106"}
    assert all((each.severity is Severity.ERROR) == (each.code in grave) for each in found)


@pytest.mark.parametrize(
    ("on", "fits"),
    [("2020-01-01", True), ("2019-12-31", False), ("2025-06-30", True), ("2025-07-01", False)],
)
def test_who_signs_holds_the_office_on_that_day(on, fits):
    who = Signatory((), "CHỦ TỊCH", "Đặng Văn Nhàn", day("2020-01-01"), day("2025-06-30"))
    assert [each.code for each in gates.signing(who, day(on))] == ([] if fits else ["G105"])


def test_a_number_out_of_order_is_an_error():
    line = Line(Family("a", "", "TB"), 2026, 5, "TB-UBND", day("2026-03-02"))
    assert [each.code for each in gates.ordering((line,), 6, day("2026-03-01"))] == ["G107"]
    assert not list(gates.ordering((line,), 6, day("2026-03-02")))
