"""Writes the two files of a draft from the few lines that a case cares about."""

from __future__ import annotations

from pathlib import Path

import pytest

CONCLUSION = {
    "schema": "soanthao/conclusion/1",
    "notice": "{subject: Kết luận}",
    "meeting": "{name: Hội nghị, held: 2020-05-26}",
    "body": "[Nội dung]",
    "signature": "cvp",
}
AGENCY = {
    "schema": "soanthao/agency/1",
    "name": "UBND huyện A",
    "short": "UBND huyện",
    "header": "[ỦY BAN NHÂN DÂN, HUYỆN A]",
    "place": "A",
    "head": "Chủ tịch UBND huyện",
    "office": "Văn phòng",
    "symbols": "{notice: TB-UBND, letter: UBND-VP}",
    "signatories": "{cvp: {position: CHÁNH VĂN PHÒNG, name: Trần Văn B}}",
    "units": "[{id: phong-noi-vu, name: Phòng Nội vụ}, {id: xa-a, name: Xã A}, "
    "{id: xa-b, name: Xã B}]",
}


def completed(text: str, defaults: dict[str, str]) -> str:
    """Return *text* with the top-level keys that it does not write appended."""
    written = {line.partition(":")[0] for line in text.splitlines()}
    return text + "".join(
        f"{key}: {value}\n" for key, value in defaults.items() if key not in written
    )


class Desk:
    """A folder with one draft."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.conclusion = folder / "conclusion.yaml"
        self.agency = folder / "agency.yaml"

    def write(self, conclusion: str = "", agency: str = "", *, whole: bool = False) -> Path:
        text = conclusion if whole else completed(conclusion, CONCLUSION)
        self.conclusion.write_bytes(text.encode())
        self.agency.write_bytes(completed(agency, AGENCY).encode())
        return self.conclusion


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
