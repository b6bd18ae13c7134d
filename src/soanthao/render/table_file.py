"""The assignment table as a workbook (bảng phân công, .xlsx), and the proof of what it says."""

from __future__ import annotations

from soanthao.notice.assignment_table import AssignmentTable
from soanthao.render.expectation import Flaw, Proof


def workbook(file: str, table: AssignmentTable) -> tuple[bytes, Proof]:
    """Return *table* as a workbook called *file*, and what the proof found in it."""
    from soanthao.sheet import workbook as sheet  # noqa: PLC0415 - openpyxl is heavy

    data = sheet.write(table)
    return data, prove_workbook(file, table, data)


def prove_workbook(file: str, table: AssignmentTable, data: bytes) -> Proof:
    """Return where the rows read back from *data* differ from those of *table*.

    Raises:
        SoanthaoError: *data* cannot be read.
    """
    from soanthao.sheet import reader  # noqa: PLC0415 - openpyxl is heavy
    from soanthao.sheet.workbook import lines  # noqa: PLC0415

    wanted, found = lines(table), reader.read(data)
    if found == wanted:
        return Proof()
    at = next(
        (at for at, (one, other) in enumerate(zip(wanted, found, strict=False)) if one != other),
        min(len(wanted), len(found)),
    )
    return Proof(altered=(Flaw(file, f"dòng {at + 1} không giống bảng phân công của kết luận"),))
